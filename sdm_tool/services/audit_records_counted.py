"""What the pages on the quality of the record read: facts of conversations, and sums of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from sqlalchemy.orm import Session

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.months import Month, last_closed_months
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.record_facts import RecordFacts
from sdm_tool.domain.record_standards import Cell, Tally, tally
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.record_facts import find_grids_used, find_record_facts
from sdm_tool.services.audit_choice import Choice
from sdm_tool.services.grids import pinned_grid
from sdm_tool.trail.events import Event

NO_GRID = "none"
NO_GRID_WORDS = "Without a grid"
FEWEST_MONTHS_OF_A_WHOLE = 3


@dataclass(frozen=True)
class Counted:
    """What was read, and what was asked of it."""

    choice: Choice
    grid: str
    grids: Mapping[str, str]
    versions: tuple[Grid, ...]
    facts: Sequence[RecordFacts]
    """Of all teams and grids, so that a part is told as it stands among the others."""
    until: date
    """The last day of the newest closed month."""

    @cached_property
    def cells(self) -> Mapping[Cell, Tally]:
        """All that was read, counted by team, grid and month."""
        return tally(self.facts, self.until)

    @property
    def is_whole(self) -> bool:
        """Whether the choice is the whole service, over a quarter or more."""
        is_part = self.choice.team_id or self.choice.site_id or self.grid
        return not is_part and self.choice.months >= FEWEST_MONTHS_OF_A_WHOLE

    def sum(self, *, team: str = "", grid: str = "", month: Month | None = None) -> Tally:
        """Return the tally of a part of the choice; what is not given is as chosen."""
        teams = {team} if team else set(self.choice.teams)
        slug = grid or self.grid
        total = Tally()
        for (each_team, each_grid, each_month), cell in self.cells.items():
            is_of_grid = not slug or slug == (each_grid or NO_GRID)
            if each_team in teams and is_of_grid and month in (None, each_month):
                total.add(cell)
        return total

    @cached_property
    def total(self) -> Tally:
        """Return the tally of all that was chosen: each standard asks for it."""
        return self.sum()

    @cached_property
    def siblings(self) -> tuple[list[Tally], int] | None:
        """Return the parts that the choice is one of, and its place; None when it is of none.

        What is hidden beside a hidden part has to be hidden too when it is asked for alone.
        """
        if self.choice.team_id:
            teams = list(self.choice.all_teams or self.choice.teams)
            return [self.sum(team=team) for team in teams], teams.index(self.choice.team_id)
        if self.grid:
            slugs = list(self.grids)
            return [self.sum(grid=slug) for slug in slugs], slugs.index(self.grid)
        return None


def count_records(
    session: Session, choice: Choice, grid: str, *, scope: Scope, now: datetime
) -> Counted:
    """Read the facts of the chosen months. Raises what `record_quality` raises."""
    versions = {used: pinned_grid(session, used) for used in find_grids_used(session, scope)}
    titles = {version.slug: version.title for version in versions.values()}
    grids = dict(sorted(titles.items(), key=lambda each: each[1].casefold()))
    grids[NO_GRID] = NO_GRID_WORDS
    if grid and grid not in grids:
        raise NotFound
    facts = find_record_facts(
        session,
        scope,
        first=choice.first,
        last=choice.last,
        grids={used: (each.slug, each.no_change_option.id) for used, each in versions.items()},
        printed=Event.SUMMARY_PRINTED.value,
    )
    return Counted(choice, grid, grids, tuple(versions.values()), facts, _last_closed_day(now))


def _last_closed_day(now: datetime) -> date:
    (newest,) = last_closed_months(london_day(now), 1)
    following = newest.plus(1)
    return date(following.year, following.number, 1) - timedelta(days=1)
