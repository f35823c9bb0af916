"""Quarters of the THRIVE view, and shares of written counts."""

from collections.abc import Sequence
from datetime import date

from sdm_tool.domain.disclosure import FEWEST_FOR_A_SHARE, HIDDEN_COUNT
from sdm_tool.domain.months import Month, Quarter, is_closed
from sdm_tool.domain.sections import Grouping

NOT_RECORDED = "not-recorded"
ROWS = (*Grouping, NOT_RECORDED)
MOST_QUARTERS = 12
_HIDDEN = (1, 7)
_BELOW, _ABOVE = 2, 2
"""How far a rounded count may be from what was counted."""
_STAR_AS, _STAR_AT_MOST = 5, 9
_MOST_MOVED = 0.1


def whole_quarters(first: Month, last: Month, today: date) -> tuple[Quarter, ...]:
    """Return the closed quarters that hold a month from `first` to `last`, the latest twelve."""
    quarters: list[Quarter] = []
    for back in range(last.months_after(first) + 1):
        quarter = last.plus(-back).quarter
        if quarter not in quarters and is_closed(quarter.months[-1], today):
            quarters.append(quarter)
        if len(quarters) == MOST_QUARTERS:
            break
    return tuple(reversed(quarters))


def bounds(cell: str) -> tuple[int, int]:
    """Return the least and the most that a written count may stand for."""
    if cell == HIDDEN_COUNT:
        return _HIDDEN
    number = int(cell)
    if number == 0:
        return 0, 0
    return max(_HIDDEN[1] + 1, number - _BELOW), number + _ABOVE


def shares(cells: Sequence[str]) -> list[int | None]:
    """Return each cell in whole per cents of all, from the written counts; none of a star.

    A star is taken as the middle of what it may be. None at all where they come to under 25, or
    where a share could be more than 10 points another, for all that the stars may be.
    """
    counts = [int(cell) for cell in cells if cell != HIDDEN_COUNT]
    stars, told = len(cells) - len(counts), sum(counts)
    if told < FEWEST_FOR_A_SHARE:
        return [None] * len(cells)
    if max(counts) / told - max(counts) / (told + _STAR_AT_MOST * stars) > _MOST_MOVED:
        return [None] * len(cells)
    whole = told + _STAR_AS * stars
    return [
        None if cell == HIDDEN_COUNT else (200 * int(cell) + whole) // (2 * whole) for cell in cells
    ]
