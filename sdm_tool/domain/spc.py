"""XmR charts: a value for each period, with its mean, limits and four rules for special cause.

The NHS "Making Data Count" method as NHSRplotthedots 0.2.2 defines it, with the screening of
moving ranges off unless asked for, as in the NHS Excel tool. The lowest numbers of points for
limits (5) and for limits that are not on trial (12) are those its authors quote.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from math import isfinite
from statistics import fmean
from typing import Final

LIMIT: Final = 2.66
NEAR_LIMIT: Final = LIMIT * 2 / 3
SCREEN: Final = 3.267
FEWEST_FOR_LIMITS: Final = 5
FEWEST_FOR_SETTLED_LIMITS: Final = 12
SHORTEST_BASELINE: Final = 12

_RUN: Final = 7
_WINDOW: Final = 3
_NEAR_IN_WINDOW: Final = 2
# Decimals have no exact float: nearer than this many moving ranges to a line is on the line.
_ROUNDING: Final = 1e-9


class Flag(StrEnum):
    """Why a point is marked as special cause, in the order in which one label is chosen."""

    OUTSIDE = "outside"
    TREND = "trend"
    NEAR = "near"
    SHIFT = "shift"


class LimitsKind(StrEnum):
    """Whether limits are drawn; on trial, they are to be drawn again as data come."""

    DRAWN = "drawn"
    TRIAL = "trial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits in the unit of the values; for a percentage they may lie outside 0 to 100."""

    lower: float
    upper: float
    near_lower: float
    near_upper: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of periods with a mean, limits and rules of its own.

    `first` is the place of its first value in the series, counted from 0. There are no limits
    and no flags for fewer than five points or where the average moving range is 0; for a single
    point there is no average moving range.
    """

    first: int
    values: tuple[float, ...]
    flags: tuple[Flag | None, ...]
    mean: float
    average_moving_range: float | None
    limits: Limits | None

    @property
    def limits_kind(self) -> LimitsKind:
        if self.limits is None:
            return LimitsKind.NONE
        few = len(self.values) < FEWEST_FOR_SETTLED_LIMITS
        return LimitsKind.TRIAL if few else LimitsKind.DRAWN


def xmr_chart(
    values: Sequence[float],
    *,
    changes: Iterable[int] = (),
    baseline: int | None = None,
    screened: bool = False,
) -> tuple[Segment, ...]:
    """Divide the series, in time order, at the changes and work out each segment alone.

    `changes` are the places, from 0, where a new segment begins. `baseline` fixes the lines on
    the first so many points of each segment, or on all of a shorter one. `screened` leaves out
    moving ranges of 3.267 times their average or more, once. ValueError for a value that is not
    finite, a change that is no place in the series, or a baseline under 12.
    """
    if not all(isfinite(value) for value in values):
        raise ValueError("every value must be a finite number")
    if baseline is not None and baseline < SHORTEST_BASELINE:
        raise ValueError(f"a baseline has at least {SHORTEST_BASELINE} points")
    starts = {*changes, 0} if values else {*changes}
    if not starts <= set(range(len(values))):
        raise ValueError("a change must be a place in the series")
    return tuple(
        _segment(first, tuple(values[first:after]), baseline, screened=screened)
        for first, after in pairwise([*sorted(starts), len(values)])
    )


def find_flags(
    values: Sequence[float], mean: float, average_moving_range: float
) -> tuple[Flag | None, ...]:
    """Label each point by the first of the four rules that it meets, None for common cause.

    The average moving range must be above 0. Outside: beyond a limit. Trend: seven points each
    above, or each below, the one before. Near: beyond the near limit but not the limit, where
    two of three points are so and all three lie on one side of the mean. Shift: seven points on
    one side of the mean.
    """
    distances = [(value - mean) / average_moving_range for value in values]
    sides = [_sign(distance, _ROUNDING) for distance in distances]
    steps = [_sign(later - earlier) for earlier, later in pairwise(values)]
    found = {
        Flag.OUTSIDE: {place for place, far in enumerate(distances) if _beyond(far, LIMIT)},
        Flag.TREND: {place for run in _runs(steps, _RUN - 1) for place in (*run, run.stop)},
        Flag.NEAR: set(_near(distances, sides)),
        Flag.SHIFT: {place for run in _runs(sides, _RUN) for place in run},
    }
    return tuple(
        next((flag for flag in Flag if place in found[flag]), None) for place in range(len(values))
    )


def _segment(
    first: int, values: tuple[float, ...], baseline: int | None, *, screened: bool
) -> Segment:
    used = values[:baseline]
    mean = fmean(used)
    average = _average_moving_range(used, screened=screened)
    if len(values) < FEWEST_FOR_LIMITS or not average:
        return Segment(first, values, (None,) * len(values), mean, average, limits=None)
    limits = Limits(
        lower=mean - LIMIT * average,
        upper=mean + LIMIT * average,
        near_lower=mean - NEAR_LIMIT * average,
        near_upper=mean + NEAR_LIMIT * average,
    )
    return Segment(first, values, find_flags(values, mean, average), mean, average, limits)


def _average_moving_range(values: Sequence[float], *, screened: bool) -> float | None:
    ranges = [abs(later - earlier) for earlier, later in pairwise(values)]
    if not ranges:
        return None
    average = fmean(ranges)
    if not screened or not average:
        return average
    return fmean(size for size in ranges if size < SCREEN * average)


def _near(distances: Sequence[float], sides: Sequence[int]) -> Iterator[int]:
    near = [_beyond(far, NEAR_LIMIT) and not _beyond(far, LIMIT) for far in distances]
    for start in range(len(distances) - _WINDOW + 1):
        window = range(start, start + _WINDOW)
        on_one_side = abs(sum(sides[place] for place in window)) == _WINDOW
        if on_one_side and sum(near[place] for place in window) >= _NEAR_IN_WINDOW:
            yield from (place for place in window if near[place])


def _runs(signs: Sequence[int], at_least: int) -> Iterator[range]:
    """Yield the places of each run of one sign, 1 or -1, that is long enough."""
    start = 0
    for sign, run in groupby(signs):
        after = start + len(list(run))
        if sign and after - start >= at_least:
            yield range(start, after)
        start = after


def _beyond(distance: float, line: float) -> bool:
    return abs(distance) > line + _ROUNDING


def _sign(number: float, nothing: float = 0) -> int:
    return (number > nothing) - (number < -nothing)
