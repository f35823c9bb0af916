"""What an XmR chart says about the latest period: its variation, and assurance about a target.

After the two icons of NHS "Making Data Count" (NHSRplotthedots 0.2.2). Special cause is a prompt
to ask why, not proof of better or worse care.
"""

from enum import StrEnum

from sdm_tool.domain.spc import Limits, Segment


class Better(StrEnum):
    """Which direction is improvement; NEITHER where nobody has said."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Variation(StrEnum):
    """What the label of the last point says: high and low are its side of the mean."""

    COMMON_CAUSE = "common cause"
    IMPROVEMENT_HIGH = "improvement, high"
    IMPROVEMENT_LOW = "improvement, low"
    CONCERN_HIGH = "concern, high"
    CONCERN_LOW = "concern, low"
    NEUTRAL_HIGH = "neutral, high"
    NEUTRAL_LOW = "neutral, low"


class Assurance(StrEnum):
    """Whether the limits say that a target is always met, never met, or now and then."""

    PASSES = "pass"
    FAILS = "fail"
    INCONSISTENT = "inconsistent"


_SPECIAL_CAUSE = {
    (Better.HIGHER, True): Variation.IMPROVEMENT_HIGH,
    (Better.HIGHER, False): Variation.CONCERN_LOW,
    (Better.LOWER, True): Variation.CONCERN_HIGH,
    (Better.LOWER, False): Variation.IMPROVEMENT_LOW,
    (Better.NEITHER, True): Variation.NEUTRAL_HIGH,
    (Better.NEITHER, False): Variation.NEUTRAL_LOW,
}


def variation(segment: Segment, better: Better) -> Variation | None:
    """Return what the last point of the last segment says; None where it has no limits.

    A point exactly on the mean, which only a trend can flag, is on the side it is moving to.
    """
    if segment.limits is None:
        return None
    if segment.flags[-1] is None:
        return Variation.COMMON_CAUSE
    before, last = segment.values[-2:]
    high = last > segment.mean or (last == segment.mean and last > before)
    return _SPECIAL_CAUSE[better, high]


def assurance(limits: Limits | None, target: float, better: Better) -> Assurance | None:
    """Compare a target with the limits of the last segment.

    None without limits or a direction: a target alone says nothing. A target on a limit, or
    between them, is met inconsistently.
    """
    if limits is None or better is Better.NEITHER:
        return None
    if limits.lower <= target <= limits.upper:
        return Assurance.INCONSISTENT
    met = (target < limits.lower) == (better is Better.HIGHER)
    return Assurance.PASSES if met else Assurance.FAILS
