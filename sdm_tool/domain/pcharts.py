"""p-charts: a percentage for each period, with limits that allow for its n.

The limits lie three standard errors of a binomial share from the pooled mean (Shewhart, 1931).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from sdm_tool.domain.proportions import Proportion, pooled

STANDARD_ERRORS: Final = 3


@dataclass(frozen=True, slots=True)
class PChartPoint:
    """One period. `lower` and `upper` are per cents cut to 0 to 100; None when n is 0."""

    proportion: Proportion
    lower: float | None
    upper: float | None
    outside: bool


@dataclass(frozen=True, slots=True)
class PChart:
    """`mean` is a per cent from 0 to 100, None when every n is 0. Points keep their order."""

    mean: float | None
    points: tuple[PChartPoint, ...]


def p_chart(periods: Sequence[Proportion]) -> PChart:
    """Draw a p-chart of the periods in time order; a period with n = 0 is never outside."""
    overall = pooled(periods)
    return PChart(overall.percent, tuple(_point(period, overall) for period in periods))


def _point(period: Proportion, overall: Proportion) -> PChartPoint:
    if not period.n:
        return PChartPoint(period, lower=None, upper=None, outside=False)
    mean = overall.events / overall.n
    spread = STANDARD_ERRORS * sqrt(mean * (1 - mean) / period.n)
    return PChartPoint(
        period,
        lower=100 * max(0.0, mean - spread),
        upper=100 * min(1.0, mean + spread),
        outside=_is_outside(period, overall),
    )


def _is_outside(period: Proportion, overall: Proportion) -> bool:
    # The same inequality in whole numbers: a point exactly on a limit is not outside it.
    distance = period.events * overall.n - period.n * overall.events
    spread = overall.events * (overall.n - overall.events) * period.n
    return distance**2 > STANDARD_ERRORS**2 * spread
