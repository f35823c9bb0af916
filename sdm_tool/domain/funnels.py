"""Funnel plots: units against limits around the overall percentage, never against each other.

The limits are those of D. J. Spiegelhalter, Funnel plots for comparing institutional performance
(Statistics in Medicine, 2005), as UKHSA's PHEindicatormethods cuts them to 0 to 100 %. The
allowance for overdispersion is his additive random effect as FunnelPlotR works it out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import asin, pi, sin, sqrt
from statistics import fmean, quantiles
from typing import Final

from sdm_tool.domain.intervals import Z_95, Z_998
from sdm_tool.domain.proportions import Proportion, pooled

FEWEST_TO_JUDGE_SPREAD: Final = 2
FEWEST_TO_ADJUST: Final = 10

_TENTHS: Final = 10


class FunnelLabel(StrEnum):
    """Where a unit lies: as the Wilson interval of the unit lies around the overall share."""

    IN = "in"
    LOW_95 = "low95"
    HIGH_95 = "high95"
    LOW_998 = "low998"
    HIGH_998 = "high998"


@dataclass(frozen=True, slots=True)
class FunnelLimits:
    """Limits for one n, in per cent, cut to 0 to 100."""

    lower95: float
    upper95: float
    lower998: float
    upper998: float


@dataclass(frozen=True, slots=True)
class FunnelUnit:
    """One unit; `limits` is None, and the label "in", when its n is 0."""

    proportion: Proportion
    limits: FunnelLimits | None
    label: FunnelLabel


@dataclass(frozen=True, slots=True)
class Funnel:
    """`mean` is a per cent, None when every n is 0. Units keep the order they came in.

    `overdispersion` is φ: about 1 when the units differ no more than chance would have it.
    """

    mean: float | None
    units: tuple[FunnelUnit, ...]
    overdispersion: float | None


def funnel(units: Sequence[Proportion]) -> Funnel:
    """Set each unit against limits around the pooled percentage."""
    overall = pooled(units)
    return Funnel(
        overall.percent,
        tuple(_unit(unit, overall) for unit in units),
        overdispersion(units),
    )


def funnel_limits(mean: float, n: int) -> FunnelLimits:
    """Return the limits at n, at least 1, around `mean`, a share from 0 to 1."""
    error = sqrt(mean * (1 - mean) / n)
    return FunnelLimits(
        lower95=100 * max(0.0, mean - Z_95 * error),
        upper95=100 * min(1.0, mean + Z_95 * error),
        lower998=100 * max(0.0, mean - Z_998 * error),
        upper998=100 * min(1.0, mean + Z_998 * error),
    )


def overdispersion(units: Sequence[Proportion]) -> float | None:
    """Return φ, the mean square of the units' winsorised z-scores on the arcsine scale.

    The most extreme tenth at each end is drawn in to the tenth's edge. Units with n = 0 do not
    count; None for fewer than two others.
    """
    counted = [unit for unit in units if unit.n]
    if len(counted) < FEWEST_TO_JUDGE_SPREAD:
        return None
    target = _angle(pooled(counted))
    scores = [(_angle(unit) - target) * 2 * sqrt(unit.n) for unit in counted]
    tenths = quantiles(scores, n=_TENTHS, method="inclusive")
    return fmean(min(max(score, tenths[0]), tenths[-1]) ** 2 for score in scores)


def between_unit_variance(units: Sequence[Proportion]) -> float | None:
    """Return τ², the variance between units on the arcsine scale (radians squared).

    It is 0 when φ is no more than chance would have it, None where φ is None.
    """
    phi = overdispersion(units)
    if phi is None:
        return None
    weights = [4 * unit.n for unit in units if unit.n]
    excess = len(weights) * phi - (len(weights) - 1)
    total = sum(weights)
    return max(0.0, excess / (total - sum(weight**2 for weight in weights) / total))


def adjusted_limits(mean: float, n: int, variance: float) -> FunnelLimits:
    """Return the limits at n around `mean` when units differ by `variance` (τ²) besides chance.

    Arithmetic only: `adjusted_funnel_limits` decides whether it may be used.
    """
    middle = asin(sqrt(mean))
    error = sqrt(1 / (4 * n) + variance)
    return FunnelLimits(
        lower95=_from_angle(middle - Z_95 * error),
        upper95=_from_angle(middle + Z_95 * error),
        lower998=_from_angle(middle - Z_998 * error),
        upper998=_from_angle(middle + Z_998 * error),
    )


def adjusted_funnel_limits(units: Sequence[Proportion]) -> tuple[FunnelLimits | None, ...] | None:
    """Return each unit's limits with the allowance for overdispersion, None where its n is 0.

    None altogether for fewer than ten units with people in them: with few units the allowance
    hides every difference (this project's judgement).
    """
    variance = between_unit_variance(units)
    if variance is None or sum(unit.n > 0 for unit in units) < FEWEST_TO_ADJUST:
        return None
    overall = pooled(units)
    mean = overall.events / overall.n
    return tuple(adjusted_limits(mean, unit.n, variance) if unit.n else None for unit in units)


def _unit(unit: Proportion, overall: Proportion) -> FunnelUnit:
    if not unit.n:
        return FunnelUnit(unit, limits=None, label=FunnelLabel.IN)
    mean = overall.events / overall.n
    return FunnelUnit(unit, funnel_limits(mean, unit.n), _label(unit, mean))


def _label(unit: Proportion, mean: float) -> FunnelLabel:
    distance = unit.events / unit.n - mean
    error = sqrt(mean * (1 - mean) / unit.n)
    if abs(distance) > Z_998 * error:
        return FunnelLabel.LOW_998 if distance < 0 else FunnelLabel.HIGH_998
    if abs(distance) > Z_95 * error:
        return FunnelLabel.LOW_95 if distance < 0 else FunnelLabel.HIGH_95
    return FunnelLabel.IN


def _angle(share: Proportion) -> float:
    return asin(sqrt(share.events / share.n))


def _from_angle(angle: float) -> float:
    # Past 0 or a right angle the sine turns back, and a wide limit would look like a narrow one.
    return 100 * sin(min(max(angle, 0.0), pi / 2)) ** 2
