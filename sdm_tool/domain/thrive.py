"""Counting groupings and movement between them, so that no count from 1 to 7 can be told.

What is shown is a function of cells that never overlap: whole calendar quarters of the whole
organisation, and calendar years for movement. No other period, no team and no total is ever
counted, so there is nothing to subtract; what two tables of the same conversations say together is
looked at by `keep_apart` and `leave_room`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, pairwise

from sdm_tool.domain.disclosure import HIDDEN_COUNT, suppressed
from sdm_tool.domain.months import Month, Quarter, is_closed, last_closed_months, month_of
from sdm_tool.domain.sections import Grouping
from sdm_tool.domain.wording import london_day

NOT_RECORDED = "not-recorded"
ROWS = (*Grouping, NOT_RECORDED)
MOST_QUARTERS = 12
_HIDDEN = (1, 7)
_BELOW, _ABOVE = 2, 2
"""How far a rounded count may be from what was counted."""


@dataclass(frozen=True, slots=True)
class Held:
    """A valid conversation, as far as it is counted: nothing that anybody said."""

    record_id: str
    at: datetime
    """When its last meeting was held."""
    grouping: Grouping | None
    agency: str
    """The agency of the team that led it."""


def whole_quarters(first: Month, last: Month, today: date) -> tuple[Quarter, ...]:
    """Return the closed quarters that hold a month from `first` to `last`, the latest twelve."""
    quarters: list[Quarter] = []
    for back in range(12 * (last.year - first.year) + last.number - first.number + 1):
        quarter = last.plus(-back).quarter
        if quarter not in quarters and is_closed(quarter.months[-1], today):
            quarters.append(quarter)
        if len(quarters) == MOST_QUARTERS:
            break
    return tuple(reversed(quarters))


def newest_quarter(today: date) -> Quarter:
    """Return the latest quarter of which every month is closed."""
    (newest,) = last_closed_months(today, 1)
    following = newest.plus(1).quarter
    return newest.quarter if following != newest.quarter else following.months[0].plus(-1).quarter


def count_groupings(
    held: Iterable[Held], quarters: Sequence[Quarter]
) -> dict[Quarter, dict[str, str]]:
    """Return by quarter and grouping, or `NOT_RECORDED`, how many conversations there were."""
    counts = Counter(
        (month_of(each.at).quarter, str(each.grouping or NOT_RECORDED)) for each in held
    )
    return {
        quarter: {str(row): suppressed(counts[quarter, str(row)]) for row in ROWS}
        for quarter in quarters
    }


def count_agencies(
    held: Iterable[Held], quarters: Sequence[Quarter], agencies: Iterable[str]
) -> dict[Quarter, dict[str, str]]:
    """Return by quarter and agency how many conversations its teams led."""
    counts = Counter((month_of(each.at).quarter, each.agency) for each in held)
    listed = sorted(agencies, key=str.casefold)
    return {
        quarter: {agency: suppressed(counts[quarter, agency]) for agency in listed}
        for quarter in quarters
    }


def count_movement(
    held: Iterable[Held], quarters: Iterable[Quarter]
) -> dict[int, dict[tuple[Grouping, Grouping], str]]:
    """Return by year how often a record went from one grouping to another, or stayed.

    A step is from one conversation that has a grouping to the record's next one on a later day,
    counted in the year of the later. `quarters` are all that are counted.
    """
    counted = set(quarters)
    counts = Counter(
        (later.year, step)
        for day, step in _steps(held)
        if (later := month_of(day).quarter) in counted
    )
    return {
        year: {
            (start, end): suppressed(counts[year, (start, end)])
            for start in Grouping
            for end in Grouping
        }
        for year in sorted({quarter.year for quarter in counted})
    }


def bounds(cell: str) -> tuple[int, int]:
    """Return the least and the most that a written count may stand for."""
    if cell == HIDDEN_COUNT:
        return _HIDDEN
    number = int(cell)
    if number == 0:
        return 0, 0
    return max(_HIDDEN[1] + 1, number - _BELOW), number + _ABOVE


def keep_apart(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two ways of dividing the same whole leave each other's hidden cells at 1 to 7."""
    parts = [[bounds(cell) for cell in cells] for cells in (one, other)]
    least = max(sum(low for low, _ in cells) for cells in parts)
    most = min(sum(high for _, high in cells) for cells in parts)
    return all(
        most - sum(low for low, _ in cells) >= _HIDDEN[1] - _HIDDEN[0]
        and sum(high for _, high in cells) - least >= _HIDDEN[1] - _HIDDEN[0]
        for cells in parts
        if _HIDDEN in cells
    )


def leave_room(cells: Iterable[str], whole: Iterable[str]) -> bool:
    """Whether `cells`, part of a `whole` that is shown too, may each still be 1 to 7 if hidden."""
    parts = [bounds(cell) for cell in cells]
    room = sum(bounds(cell)[1] for cell in whole) - sum(low for low, _ in parts)
    return _HIDDEN not in parts or room >= _HIDDEN[1] - _HIDDEN[0]


def told_movement(
    movement: Mapping[int, Mapping[tuple[Grouping, Grouping], str]],
    groupings: Mapping[Quarter, Mapping[str, str]],
) -> dict[int, Mapping[tuple[Grouping, Grouping], str]]:
    """Return the years whose table may stand beside the groupings; the others tell too much.

    `groupings` are of every quarter that anybody can ask for. A conversation is the end of one
    step at most, and the start of one, of its year or a later one.
    """
    told: dict[int, Mapping[tuple[Grouping, Grouping], str]] = {}
    for year, steps in movement.items():
        tried = {**told, year: steps}
        if all(
            leave_room(_ending(steps, each), _of(groupings, each, range(year, year + 1)))
            and leave_room(
                (cell for table in tried.values() for cell in _starting(table, each)),
                _of(groupings, each, range(year + 1)),
            )
            for each in Grouping
        ):
            told = tried
    return told


def shares(cells: Sequence[str]) -> list[int | None]:
    """Return each cell in whole per cents of all, from the written counts; none if one hides."""
    if HIDDEN_COUNT in cells or not any(int(cell) for cell in cells):
        return [None] * len(cells)
    whole = sum(int(cell) for cell in cells)
    return [(200 * int(cell) + whole) // (2 * whole) for cell in cells]


def _steps(held: Iterable[Held]) -> Iterator[tuple[datetime, tuple[Grouping, Grouping]]]:
    by_record: dict[str, list[Held]] = defaultdict(list)
    for each in held:
        if each.grouping:
            by_record[each.record_id].append(each)
    for told in by_record.values():
        told.sort(key=lambda each: each.at)
        last_of_days = [
            list(run)[-1] for _, run in groupby(told, key=lambda each: london_day(each.at))
        ]
        for before, after in pairwise(last_of_days):
            if before.grouping and after.grouping:
                yield after.at, (before.grouping, after.grouping)


def _of(
    groupings: Mapping[Quarter, Mapping[str, str]], grouping: Grouping, years: range
) -> list[str]:
    return [cells[grouping] for quarter, cells in groupings.items() if quarter.year in years]


def _ending(steps: Mapping[tuple[Grouping, Grouping], str], grouping: Grouping) -> list[str]:
    return [cell for (_, end), cell in steps.items() if end is grouping]


def _starting(steps: Mapping[tuple[Grouping, Grouping], str], grouping: Grouping) -> list[str]:
    return [cell for (start, _), cell in steps.items() if start is grouping]
