"""What the pages on the quality of the record read: rounded totals, and sums of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy.orm import Session

from sdm_tool.domain.disclosure import ToldPart, before_the_lot, told_share, told_stretch
from sdm_tool.domain.months import Month
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.record_standards import CONVERSATIONS, Standard, Tally
from sdm_tool.domain.record_totals import GRID, SERVICE, TEAM, Place
from sdm_tool.persistence.queries.record_totals import find_totals
from sdm_tool.services.audit_choice import Choice

FEWEST_MONTHS_OF_A_WHOLE = 3


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
        """About how many conversations, the lot's too: none is a star as well as a few."""
        return told_stretch(before_the_lot(self.tally.of[CONVERSATIONS]))

    def standard(self, standard: Standard) -> ToldPart:
        """Return how many meet a standard, of those that it applies to."""
        return self.line(standard.key)

    def line(self, line: str) -> ToldPart:
        """Return how many meet a line of the tally, of those that the lot kept for it."""
        met, of = self.tally.met[line], self.tally.of[line]
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
            total.add(self.told.get(place, Tally()))
            sums += 1  # also where nothing was ever counted: nobody may see that
        return SumTold(total, sums, is_whole)


def chosen_sum(stretch: Stretch, choice: Choice, grid: str = "") -> SumTold:
    """Return the sum of what was chosen: of one grid, of the whole service, or of its teams."""
    if grid:
        return stretch.sum([(GRID, grid)])
    is_whole = choice.is_everything and stretch.months >= FEWEST_MONTHS_OF_A_WHOLE
    if choice.is_everything and len(choice.teams) > 1:
        return stretch.sum([SERVICE], is_whole=is_whole)
    # The only team is the whole service: told twice, by two lots, it would be told better.
    return stretch.sum([(TEAM, team) for team in choice.teams], is_whole=is_whole)


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
