"""Writing counts that leave the service so that small ones cannot be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

HIDDEN_COUNT: Final = "*"
_HIGHEST_HIDDEN: Final = 7
_NEAREST: Final = 5
_AROUND: Final = _NEAREST // 2
_ALL: Final = 100


@dataclass(frozen=True, slots=True)
class Part:
    """So many (`met`) of a group (`of`), as counted. ValueError when that cannot be."""

    met: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.met <= self.of:
            raise ValueError(f"not a part: {self.met} of {self.of}")


@dataclass(frozen=True, slots=True)
class ToldPart:
    """A part as it may be written: both counts, and the share that the written counts give."""

    met: str
    of: str
    rounded: Part | None
    """The written counts as numbers, which intervals are drawn from; None where one is hidden."""

    @property
    def percent(self) -> int | None:
        """The whole per cent of the rounded counts; None where it is hidden or of nobody."""
        if self.rounded is None or self.rounded.of == 0:
            return None
        return _whole_percent(self.rounded)


HIDDEN_PART: Final = ToldPart(HIDDEN_COUNT, HIDDEN_COUNT, None)


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


def told_part(part: Part, *, is_whole: bool) -> ToldPart:
    """Write one part: both counts as `suppressed` does, and no share where a count is a star.

    Unless the group is the whole service, a share of 0 % or 100 % is hidden, together with its
    counts, because it would tell what each one of the group did: nobody can tell then which of
    "too few", "none" and "all" it was. A group of nobody is 0 of 0.
    """
    if part.of == 0:
        return ToldPart("0", "0", part)
    if part.of <= _HIGHEST_HIDDEN or (not is_whole and _is_all_alike(part)):
        return HIDDEN_PART
    if 0 < part.met <= _HIGHEST_HIDDEN:
        of = suppressed(part.of) if is_whole else HIDDEN_COUNT
        return ToldPart(HIDDEN_COUNT, of, None)
    return _as_it_is(part)


def told_column(parts: Sequence[Part], *, is_whole: bool) -> tuple[ToldPart, ...]:
    """Write the parts of a sum that is told too, so that no hidden one is found by subtraction.

    Besides what `told_part` hides, the smallest of the others are hidden until taking away what is
    shown from the sum leaves the hidden ones room for any count. A group that is alone in its
    column is the sum itself, and `is_whole` says whether that is the whole service.
    """
    present = [place for place, part in enumerate(parts) if part.of]
    if len(present) <= 1:
        return tuple(told_part(part, is_whole=is_whole) for part in parts)
    told = [told_part(part, is_whole=False) for part in parts]
    counts = (
        [part.of for part in parts],
        [part.met for part in parts],
        [part.of - part.met for part in parts],
    )
    shown = [place for place in present if told[place].rounded is not None]
    for place in _also_hidden(counts, shown, len(present) - len(shown)):
        told[place] = HIDDEN_PART
    return tuple(told)


def told_counts(counts: Sequence[int]) -> tuple[str, ...]:
    """Write counts whose sum is told too, so that no hidden one is found by subtraction."""
    present = [place for place, count in enumerate(counts) if count]
    shown = [place for place in present if counts[place] > _HIGHEST_HIDDEN]
    also = _also_hidden((counts,), shown, len(present) - len(shown))
    return tuple(
        HIDDEN_COUNT if place in also else suppressed(count) for place, count in enumerate(counts)
    )


def told_groups(groups: Sequence[Sequence[Part]], *, is_whole: bool) -> tuple[ToldPart, ...]:
    """Write the sum of each group as `told_column` does, where the parts of all are a column too.

    The parts may stand in a table of their own, beside this one. So those sums are hidden as well
    that would give away a part which is hidden there.
    """
    parts = [part for group in groups for part in group]
    sums = [Part(sum(p.met for p in group), sum(p.of for p in group)) for group in groups]
    told = list(told_column(sums, is_whole=is_whole))
    if sum(1 for each in sums if each.of) <= 1:
        return tuple(told)
    columns = (
        [part.of for part in parts],
        [part.met for part in parts],
        [part.of - part.met for part in parts],
    )
    open_parts = [each.rounded is not None for each in told_column(parts, is_whole=is_whole)]
    open_sums = [each.rounded is not None for each in told]
    for place in _telling(columns, _places(groups), open_parts, open_sums):
        told[place] = HIDDEN_PART
    return tuple(told)


def told_group_counts(groups: Sequence[Sequence[int]]) -> tuple[str, ...]:
    """Write the sum of each group as `told_counts` does, where the counts of all are told too."""
    counts = [count for group in groups for count in group]
    told = list(told_counts([sum(group) for group in groups]))
    if sum(1 for group in groups if sum(group)) <= 1:
        return tuple(told)
    open_counts = [each != HIDDEN_COUNT for each in told_counts(counts)]
    open_sums = [each != HIDDEN_COUNT for each in told]
    for place in _telling((counts,), _places(groups), open_counts, open_sums):
        told[place] = HIDDEN_COUNT
    return tuple(told)


def told_shares(counts: Sequence[int], of: int) -> tuple[ToldPart, ...]:
    """Write how many of one group did each of several things, as `told_counts` does.

    No share is told that is 100 %, or of a group of 1 to 7: then no count is either.
    """
    if 0 < of <= _HIGHEST_HIDDEN:
        return tuple(HIDDEN_PART for _ in counts)
    return tuple(
        ToldPart(HIDDEN_COUNT, suppressed(of), None)
        if written == HIDDEN_COUNT or (count and _whole_percent(_rounded_part(part)) == _ALL)
        else _as_it_is(part)
        for count, part, written in zip(
            counts, [Part(count, of) for count in counts], told_counts(counts), strict=True
        )
    )


def _also_hidden(
    columns: Sequence[Sequence[int]], shown: Sequence[int], hidden: int
) -> frozenset[int]:
    """Return the places to hide beside the `hidden` ones; the first column says which is small."""
    left = sorted(shown, key=lambda place: (columns[0][place], place))
    also: set[int] = set()
    while left and hidden > 0 and _may_be_found(columns, left, hidden):
        also.add(left.pop(0))
        hidden += 1
    return frozenset(also)


def _places(groups: Sequence[Sequence[object]]) -> list[range]:
    """Return where the members of each group stand when all stand in one row."""
    ends = list(accumulate(len(group) for group in groups))
    return [range(end - len(group), end) for group, end in zip(groups, ends, strict=True)]


def _telling(
    columns: Sequence[Sequence[int]],
    groups: Sequence[range],
    open_parts: Sequence[bool],
    open_sums: Sequence[bool],
) -> frozenset[int]:
    """Return which of the open sums to hide, so that no hidden part is found from the rest."""

    def tells(some: Sequence[int]) -> bool:
        places = [place for group in some for place in groups[group] if columns[0][place]]
        shown = [at for at, place in enumerate(places) if open_parts[place]]
        cut = [[column[place] for place in places] for column in columns]
        hidden = len(places) - len(shown)
        return hidden > 0 and _may_be_found(cut, shown, hidden)

    def holds_hidden(group: int) -> bool:
        return any(columns[0][place] and not open_parts[place] for place in groups[group])

    also = {group for group, is_open in enumerate(open_sums) if is_open and tells([group])}
    closed = {group for group, is_open in enumerate(open_sums) if not is_open} | also
    left = sorted(
        (group for group in range(len(groups)) if group not in closed and holds_hidden(group)),
        key=lambda group: (sum(columns[0][place] for place in groups[group]), group),
    )
    while left and tells(sorted(closed)):
        closed.add(left[0])
        also.add(left.pop(0))
    return frozenset(also)


def _may_be_found(columns: Sequence[Sequence[int]], shown: Sequence[int], hidden: int) -> bool:
    """Whether what is left for the hidden ones is so little that it says something of one.

    The first column is of how many there are, at least one in each; the others may be of none.
    """
    if hidden == 1:
        return True
    room = [_most_left(column, [column[place] for place in shown]) for column in columns]
    room[0] -= hidden
    return min(room) <= _HIGHEST_HIDDEN


def _most_left(column: Sequence[int], shown: Sequence[int]) -> int:
    """Return the most that the hidden counts can come to, for who sees the sum and the others."""
    return rounded(sum(column)) + _AROUND - sum(rounded(count) - _AROUND for count in shown)


def _is_all_alike(part: Part) -> bool:
    return _whole_percent(_rounded_part(part)) in (0, _ALL)


def _as_it_is(part: Part) -> ToldPart:
    return ToldPart(suppressed(part.met), suppressed(part.of), _rounded_part(part))


def _rounded_part(part: Part) -> Part:
    return Part(rounded(part.met), rounded(part.of))


def told_between(before: int, after: int) -> int:
    """Return what may be told of a count in a stretch of time, from the counts up to its ends.

    Both are counted from the first day on and rounded to the nearest 5; their difference is told.
    So every stretch that anybody can ask for is a difference of the same few rounded numbers, and
    asking for many tells no more than those: each count up to a day stays open by 2 either way. A
    count of each stretch rounded by itself could be found exactly from enough stretches.
    """
    return rounded(after) - rounded(before)


def told_stretch(told: int) -> str:
    """Write what `told_between` gave: a star where it is 5 or less, which may be 0 to 9."""
    return HIDDEN_COUNT if told <= _NEAREST else str(told)


def rounded(count: int) -> int:
    """Round a count that may be told to the nearest 5: `suppressed` says which may."""
    return (count + _AROUND) // _NEAREST * _NEAREST


def _whole_percent(part: Part) -> int:
    return (2 * _ALL * part.met + part.of) // (2 * part.of)
