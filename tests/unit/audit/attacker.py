"""Somebody with the clinicians' screens and every audit page ever shown, who wants one answer.

They know who was asked, when and how, and every rule of the releases. They subtract any page from
any other, and within what is left they weigh every history that the rules allow.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import comb

from sdm_tool.domain.collaborate import FLOOR
from sdm_tool.domain.releases import Counts, Waiting, ending_teams
from tests.unit.audit.made_up_clinics import Clinic, Shown

Sums = tuple[int, int, int]
"""Complete answers, top ones, and forms with a blank."""


@dataclass(frozen=True)
class Stretch:
    """Months of one team whose sums are known exactly, and found to be no smaller."""

    team: str
    first: int
    last: int
    complete: int
    top: int
    incomplete: int
    is_block: bool
    """Shown as it stands, so that it is known not to have ended sooner."""


@dataclass(frozen=True)
class Part:
    """What may be the case in some of the months of a stretch: the least and the most."""

    offered: int
    complete: tuple[int, int]
    most_top: int
    most_other: int

    @property
    def is_pinned(self) -> bool:
        """Whether somebody's answer, or that they gave one, is known for certain."""
        least, most = self.complete
        if not self.offered:
            return False
        alike = most > 0 and 0 in (self.most_top, self.most_other)
        return alike or least == self.offered or most == 0


def stretches(clinic: Clinic, rows: set[Shown]) -> list[Stretch]:
    """Every smallest stretch of a team's months that subtracting pages from pages leaves."""
    found = []
    for team in clinic.teams:
        own = [row for row in rows if (row.kind, row.name) == ("team", team)]
        as_shown = {(row.first, row.last) for row in own}
        for known in _joined(own):
            edges = sorted(known)
            for start, end in pairwise(edges):
                sums = (b - a for a, b in zip(known[start], known[end], strict=True))
                is_block = (start, end - 1) in as_shown
                found.append(Stretch(team, start, end - 1, *sums, is_block))
    return found


def _joined(rows: list[Shown]) -> list[dict[int, Sums]]:
    """Edges of months that rows join, with what was summed up from the first of them to each."""
    groups: list[dict[int, Sums]] = []
    for row in sorted(rows):
        start, end = row.first, row.last + 1
        sums = (row.complete, row.top, row.incomplete)
        one = next((group for group in groups if start in group), None)
        other = next((group for group in groups if end in group), None)
        if one is None and other is None:
            groups.append({start: (0, 0, 0), end: sums})
        elif one is None:
            other[start] = _less(other[end], sums)
        elif other is None:
            one[end] = _plus(one[start], sums)
        elif one is not other:
            shift = _less(_plus(one[start], sums), other[end])
            one.update({edge: _plus(value, shift) for edge, value in other.items()})
            groups.remove(other)
    return groups


def _plus(one: Sums, other: Sums) -> Sums:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _less(one: Sums, other: Sums) -> Sums:
    return tuple(a - b for a, b in zip(one, other, strict=True))


def pinned(clinic: Clinic, stretch: Stretch) -> list[Part]:
    """The parts of a stretch in which somebody is known for certain."""
    every = range(stretch.first, stretch.last + 1)
    whole = Part(
        clinic.offered(stretch.team, every),
        (stretch.complete, stretch.complete),
        stretch.top,
        stretch.complete - stretch.top,
    )
    parts = [whole]
    if stretch.is_block:
        for end in every[:-1]:
            parts += _two_parts(clinic, stretch, end)
    return [part for part in parts if part.is_pinned]


def _two_parts(clinic: Clinic, stretch: Stretch, end: int) -> list[Part]:
    before = clinic.offered(stretch.team, range(stretch.first, end + 1))
    after = clinic.offered(stretch.team, range(end + 1, stretch.last + 1))
    # From the least to the most tops for so many complete answers before.
    can_be = list(_histories(clinic, stretch, end))
    if not can_be:
        return []  # these rules did not lead here
    completes = [complete for complete, _, _ in can_be]
    total, top = stretch.complete, stretch.top
    return [
        Part(
            before,
            (min(completes), max(completes)),
            max(most for _, _, most in can_be),
            max(complete - least for complete, least, _ in can_be),
        ),
        Part(
            after,
            (total - max(completes), total - min(completes)),
            top - min(least for _, least, _ in can_be),
            max((total - complete) - (top - most) for complete, _, most in can_be),
        ),
    ]


def _histories(clinic: Clinic, stretch: Stretch, end: int) -> Iterator[tuple[int, int, int]]:
    """How many may have answered up to a month, with tops from and to, if no block ended there."""
    months = range(stretch.first, end + 1)
    offered = clinic.offered(stretch.team, months)
    in_last = clinic.offered(stretch.team, range(end, end + 1))
    after = clinic.offered(stretch.team, range(end + 1, stretch.last + 1))
    total, top = stretch.complete, stretch.top
    for complete in range(max(0, total - after), min(total, offered) + 1):
        least, most = max(0, top - (total - complete)), min(top, complete)
        waits = [
            number
            for number in ((least, most) if complete >= FLOOR else ())
            if number in (0, complete)
        ]
        if complete < FLOOR or _may_wait(complete, 1, offered, in_last, stretch.incomplete):
            yield complete, least, most
        else:
            yield from ((complete, number, number) for number in waits)


def _may_wait(complete: int, top: int, offered: int, in_last: int, incomplete: int) -> bool:
    """Whether a block may go on after these months; at most so many left something blank."""
    before = Counts(offered - in_last)
    for blank in {0, min(incomplete, offered - complete)}:
        last = Counts(in_last, complete, top, 0, blank)
        if not ending_teams({"": Waiting(before, last)}):
            return True
    return False


def way_of_asking(
    clinic: Clinic, rows: set[Shown], stretch: Stretch, mode: str
) -> tuple[int, int, int] | None:
    """Asked, complete and top of one way of asking in a stretch, where a row must be of it alone.

    Rows by mode are of all teams: how many were asked tells which teams are in them.
    """

    def asked(of: Stretch) -> int:
        return clinic.offered(of.team, range(of.first, of.last + 1), mode)

    found = {
        (row.offered, row.complete, row.top)
        for row in rows
        if (row.kind, row.name, row.last) == ("mode", mode, stretch.last)
        and row.first >= stretch.first
        and row.offered == asked(stretch)
    }
    same = [
        other
        for other in stretches(clinic, rows)
        if other.last == stretch.last and asked(other) == asked(stretch)
    ]
    return found.pop() if len(found) == len(same) == 1 else None


def share(clinic: Clinic, stretch: Stretch, month: int) -> float:
    """How likely somebody who answered in that month is to have given the top answer.

    Every history that the rules allow is weighed by how many ways there are to come to it.
    """
    if not stretch.is_block or stretch.first == stretch.last:
        return stretch.top / stretch.complete
    end = min(month, stretch.last - 1)
    before = clinic.offered(stretch.team, range(stretch.first, end + 1))
    after = clinic.offered(stretch.team, range(end + 1, stretch.last + 1))
    total, top = stretch.complete, stretch.top
    answers = tops = 0
    for complete, least, most in _histories(clinic, stretch, end):
        ways = comb(before, complete) * comb(after, total - complete)
        for number in range(least, most + 1):
            weight = ways * comb(complete, number) * comb(total - complete, top - number)
            answers += weight * (complete if month <= end else total - complete)
            tops += weight * (number if month <= end else top - number)
    return tops / answers if answers else top / total
