"""What the pages on the quality of the record read: rounded totals, and sums of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy.orm import Session

from sdm_tool.domain.disclosure import ToldPart, told_share, told_stretch
from sdm_tool.domain.fairness import Dimension
from sdm_tool.domain.months import Month
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.record_standards import Standard, Tally
from sdm_tool.domain.record_totals import GRID, TEAM, Place
from sdm_tool.persistence.queries.record_totals import find_totals
from sdm_tool.services.audit_choice import Choice

FEWEST_MONTHS_OF_A_WHOLE = 3
WHOLE = Dimension.INTERPRETER.value
"""The kind that the whole service is added up from: its two bands are the fewest rounded counts."""


@dataclass(frozen=True, slots=True)
class SumTold:
    """What may be told of some conversations in a stretch of time: a sum of rounded counts."""

    tally: Tally
    sums: int
    """How many rounded counts it is the sum of: with each it is less precise."""
    is_whole: bool = False
    """Whether it is the whole service, over a quarter or more."""

    @property
    def conversations(self) -> str:
        """How many conversations, as it may be written: none is a star as well as a few."""
        return told_stretch(self.tally.conversations)

    def standard(self, standard: Standard) -> ToldPart:
        """Return how many meet a standard, of those that it applies to."""
        # Each count is rounded by itself: a part may come out larger than the whole it is of.
        of = min(self.tally.of[standard.key], self.tally.conversations)
        return self._share(self.tally.met[standard.key], of)

    def decided(self, count: int) -> ToldPart:
        """Return how many ended in some way, of all the conversations."""
        return self._share(count, self.tally.conversations)

    def _share(self, met: int, of: int) -> ToldPart:
        return told_share(met, of, sums=self.sums, is_whole=self.is_whole)


@dataclass(frozen=True)
class Stretch:
    """What may be told of each place, from the first of some months to the last."""

    months: int
    told: Mapping[Place, Tally]

    def sum(self, places: Iterable[Place], *, is_whole: bool = False) -> SumTold:
        """Return what may be told of all of these places together."""
        total, sums = Tally(), 0
        for place in places:
            if place in self.told:
                total.add(self.told[place])
                sums += 1
        return SumTold(total, sums, is_whole)

    def names(self, kind: str) -> list[str]:
        """Return which places of a kind there were by the end of the stretch."""
        return [name for each, name in self.told if each == kind]


def chosen_sum(stretch: Stretch, choice: Choice, grid: str = "") -> SumTold:
    """Return the sum of what was chosen: of one grid, of the whole service, or of its teams."""
    if grid:
        return stretch.sum([(GRID, grid)])
    if choice.is_everything:
        whole = [(WHOLE, name) for name in stretch.names(WHOLE)]
        return stretch.sum(whole, is_whole=stretch.months >= FEWEST_MONTHS_OF_A_WHOLE)
    return stretch.sum((TEAM, team) for team in choice.teams)


def find_stretch(
    session: Session, scope: Scope, months: tuple[Month, Month], kinds: Collection[str]
) -> Stretch:
    """Return what may be told of the places of these kinds, in all of the months together.

    Raises NotFound for someone who may not read audit pages.
    """
    first, last = months
    (stretch,) = find_stretches(session, scope, [first.plus(-1), last], kinds)
    return stretch


def find_months(
    session: Session, scope: Scope, choice: Choice, kinds: Collection[str]
) -> dict[Month, Stretch]:
    """Return what may be told of the places of these kinds, in each of the chosen months."""
    months = [choice.first.plus(number) for number in range(choice.months)]
    found = find_stretches(session, scope, [choice.first.plus(-1), *months], kinds)
    return dict(zip(months, found, strict=True))


def find_stretches(
    session: Session, scope: Scope, ends: Sequence[Month], kinds: Collection[str]
) -> list[Stretch]:
    """Return what may be told of the months after each end, up to the next. NotFound as above."""
    totals = find_totals(session, scope, months=ends, kinds=kinds)
    return [
        Stretch(
            last.months_after(first),
            {place: tally.since(before.get(place, Tally())) for place, tally in until.items()},
        )
        for (first, before), (last, until) in pairwise((end, totals[end]) for end in ends)
    ]
