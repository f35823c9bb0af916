"""Score intervals for a share of people, and for how far two shares lie apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, sqrt
from statistics import NormalDist

Z_95 = NormalDist().inv_cdf(0.975)
Z_998 = NormalDist().inv_cdf(0.999)
_ROUNDED_OUT_BY = 4


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


def share_of_rounded(events: int, total: int, *, sums: int, z: float = Z_95) -> Interval:
    """Return an interval for a share of counts that were rounded, for chance and for the rounding.

    Either count is a sum of `sums` differences of two numbers, each rounded to a step of 5: each
    difference is out by 4 at most, with a variance of 4. That is added to what Wilson's interval
    allows for chance, as squares: the two do not hang together. Where rounding alone may have made
    all of them fewer, or none of them more, the interval reaches the end. ValueError as for
    `wilson`, and for `sums` under 1.
    """
    if sums < 1:
        raise ValueError("a sum has one part or more")
    chance = wilson(events, total, z)
    share = events / total
    rounding = z * 2 * sqrt(sums * (1 + share**2)) / total
    low = max(0.0, share - hypot(share - chance.low, rounding))
    high = min(1.0, share + hypot(chance.high - share, rounding))
    out_by = _ROUNDED_OUT_BY * sums
    return Interval(
        low=0.0 if events <= out_by else low, high=1.0 if total - events <= out_by else high
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """How much higher the later share is: between -1 and 1, with its interval."""

    value: float
    low: float
    high: float


def standardised_difference(
    pairs: Sequence[tuple[tuple[int, int], tuple[int, int]]], z: float = Z_95
) -> Difference | None:
    """Return the groups' own differences, (earlier, later) each, weighted by their later totals.

    So a group that grew, or one that is in one of the periods alone, does not move the sum by
    being there. None without groups. The interval takes the groups' intervals together
    (method of variance estimates recovery: G. Y. Zou and A. Donner, 2008, Statistics in Medicine
    27, 1693-1702).
    """
    total = sum(later[1] for _, later in pairs)
    if not total:
        return None
    parts = [(later[1] / total, difference(earlier, later, z)) for earlier, later in pairs]
    value = sum(weight * part.value for weight, part in parts)
    return Difference(
        value=value,
        low=max(-1.0, value - hypot(*(weight * (part.value - part.low) for weight, part in parts))),
        high=min(
            1.0, value + hypot(*(weight * (part.high - part.value) for weight, part in parts))
        ),
    )


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
