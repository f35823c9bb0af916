"""Writing counts that leave the service so that small ones cannot be told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sdm_tool.domain.intervals import Interval, share_of_rounded

HIDDEN_COUNT: Final = "*"
FEWEST_FOR_A_SHARE: Final = 25
_HIGHEST_HIDDEN: Final = 7
_NEAREST: Final = 5
_AROUND: Final = _NEAREST // 2
PHASES: Final = _NEAREST
OUT_BY: Final = _NEAREST - 1
"""How far a difference of rounded running totals may be from what was counted."""
KEPT_OF_EACH: Final = 8
"""The lot of `kept_by_lot` leaves one of so many out."""
_ALL: Final = 100


@dataclass(frozen=True, slots=True)
class ToldPart:
    """So many of a group, as it may be written; without a share where it is hidden."""

    met: str
    of: str
    percent: int | None = None
    interval: Interval | None = None
    """For chance and for the rounding of both counts."""


HIDDEN_PART: Final = ToldPart(HIDDEN_COUNT, HIDDEN_COUNT)


def suppressed(count: int) -> str:
    """Write a count so that small ones cannot be told: 0 as "0", 1 to 7 as "*".

    Any other is rounded to the nearest 5. ValueError unless it is a whole number from 0. The rule
    of NHS Digital for hospital data below national level (since 2018). It hides no percentage.
    """
    if type(count) is not int or count < 0:
        raise ValueError(f"not a whole number from 0: {count!r}")
    if 0 < count <= _HIGHEST_HIDDEN:
        return HIDDEN_COUNT
    return str(rounded(count))


def told_between(before: int, after: int) -> int:
    """Return what may be told of a count in a stretch of time, from the counts up to its ends.

    Both are counted from the first day on and rounded to the nearest 5; their difference is told.
    So every stretch that anybody can ask for is a difference of the same few rounded numbers, and
    asking for many tells no more than those: each count up to a day stays open by 2 either way. A
    count of each stretch rounded by itself could be found exactly from enough stretches.
    """
    return rounded(after) - rounded(before)


def rounded_from(total: int, phase: int) -> int:
    """Round a running total to a step of 5, with a phase of 0 to 4 that is drawn once and secret.

    Rounding to the nearest 5 is that of phase 2. Whoever knows a phase knows a total within 5
    numbers; who does not, within 9, and several totals together settle none of them. Differences of
    a total with itself are right on the whole, out by 4 at most, with a variance of 4. ValueError
    for another phase.
    """
    if phase not in range(PHASES):
        raise ValueError(f"not a phase: {phase}")
    return (total + phase) // _NEAREST * _NEAREST


def kept_by_lot(count: int, draw: Callable[[int], int]) -> int:
    """Return how many of so many are kept when each is left out with a chance of one in eight.

    `draw` gives any whole number under the one it is given, each as often: three of as many bits
    as there are to draw for, and whoever has no bit set in any of the three is left out.
    """
    numbers = 1 << count
    return (draw(numbers) | draw(numbers) | draw(numbers)).bit_count()


def counted_at_once(count: int, draw: Callable[[int], int]) -> int:
    """Return how many of so many are counted now and not later, each with a chance of a half."""
    return draw(1 << count).bit_count()


def before_the_lot(told: int) -> int:
    """Return about how many there were before the lot, in a step of 5, from what is told of it."""
    left = KEPT_OF_EACH - 1
    return rounded((told * KEPT_OF_EACH + left // 2) // left)


def told_stretch(told: int) -> str:
    """Write what `told_between` gave: a star where it is 5 or less, which may be 0 to 9."""
    return str(told) if is_told(told) else HIDDEN_COUNT


def is_told(told: int) -> bool:
    """Return whether `told_stretch` writes it as a number."""
    return told > _NEAREST


def told_share(met: int, of: int, *, sums: int, is_whole: bool) -> ToldPart:
    """Write so many of a group, both counts as rounded totals give them, added up from `sums`.

    Nothing is told of a group that may be fewer than 25 and, unless it is the whole service, of one
    that seems to have all or none: that would tell what each of the group did. No share is told of
    5 or fewer. Each count is rounded by itself, so that `met` may be above `of`: all are told then.
    """
    met = max(0, min(met, of))
    is_too_few = of < FEWEST_FOR_A_SHARE + OUT_BY * sums
    if is_too_few or (not is_whole and _whole_percent(met, of) in (0, _ALL)):
        return HIDDEN_PART
    if met <= _NEAREST:
        return ToldPart(HIDDEN_COUNT, str(of))
    return ToldPart(
        str(met), str(of), _whole_percent(met, of), share_of_rounded(met, of, sums=sums)
    )


def rounded(count: int) -> int:
    """Round a count that may be told to the nearest 5: `suppressed` says which may."""
    return (count + _AROUND) // _NEAREST * _NEAREST


def _whole_percent(met: int, of: int) -> int:
    return (2 * _ALL * met + of) // (2 * of)
