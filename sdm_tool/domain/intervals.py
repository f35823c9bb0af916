"""The Wilson score interval for a share of people, without continuity correction."""

from dataclasses import dataclass
from math import sqrt
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
