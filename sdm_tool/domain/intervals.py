"""Score intervals for a share of people, and for how far two shares lie apart."""

from dataclasses import dataclass
from math import hypot, sqrt
from statistics import NormalDist

Z_95 = NormalDist().inv_cdf(0.975)
Z_998 = NormalDist().inv_cdf(0.999)


@dataclass(frozen=True, slots=True)
class Interval:
    """A lower and an upper bound, each a share between 0 and 1."""

    low: float
    high: float


def wilson(events: int, total: int, z: float = Z_95) -> Interval:
    """Return the Wilson interval for `events` of `total`; it always holds the observed share.

    `z` is `Z_95` or `Z_998`, for 95 % or 99.8 %. ValueError unless 0 <= events <= total and
    total is at least 1. The formula UKHSA uses for all proportions (E. B. Wilson, 1927).
    """
    if total < 1 or not 0 <= events <= total:
        raise ValueError(f"no interval for {events} of {total}")
    share = events / total
    spread = z * sqrt(z**2 + 4 * events * (1 - share))
    middle = 2 * events + z**2
    scale = 2 * (total + z**2)
    return Interval(
        low=max(0.0, min(share, (middle - spread) / scale)),
        high=min(1.0, max(share, (middle + spread) / scale)),
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """How much higher the later share is: between -1 and 1, with its interval."""

    value: float
    low: float
    high: float


def difference(earlier: tuple[int, int], later: tuple[int, int], z: float = Z_95) -> Difference:
    """Return the share of `later` (events, total) less that of `earlier`, with its interval.

    The two are of different people. ValueError as for `wilson`. Newcombe's hybrid score interval
    (R. G. Newcombe, 1998, Statistics in Medicine 17, 873-890, method 10).
    """
    (before, before_total), (after, after_total) = earlier, later
    old, new = wilson(before, before_total, z), wilson(after, after_total, z)
    old_share, new_share = before / before_total, after / after_total
    apart = new_share - old_share
    return Difference(
        value=apart,
        low=max(-1.0, apart - hypot(new_share - new.low, old.high - old_share)),
        high=min(1.0, apart + hypot(new.high - new_share, old_share - old.low)),
    )
