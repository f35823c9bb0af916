"""The quality of the record: how many valid conversations meet each standard, as it may be told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from sqlalchemy.orm import Session

from sdm_tool.domain.disclosure import (
    HIDDEN_COUNT,
    HIDDEN_PART,
    ToldPart,
    told_column,
    told_counts,
    told_part,
    told_shares,
)
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.months import Month, last_closed_months
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.record_facts import OWN_OPTION
from sdm_tool.domain.record_standards import CHANGED, STANDARDS, Cell, Standard, Tally, tally
from sdm_tool.domain.sections import Outcome
from sdm_tool.domain.status import NO_EXTRA_HELP, NOT_DECIDED_YET
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.record_facts import find_grids_used, find_record_facts
from sdm_tool.services.audit import note_view
from sdm_tool.services.audit_choice import Choice
from sdm_tool.services.audit_records_told import (
    By,
    ChosenTold,
    GroupTold,
    RecordQuality,
    RecordsPage,
    StandardTold,
)
from sdm_tool.services.grids import pinned_grid
from sdm_tool.trail.events import Event

NO_GRID = "none"
NO_GRID_WORDS = "Without a grid"
FEWEST_MONTHS_OF_A_WHOLE = 3
OWN_OPTIONS = "An option the family brought"
AN_OPTION = "One option or more"


@dataclass(frozen=True)
class _Counted:
    """What was read, and what was asked of it."""

    choice: Choice
    grid: str
    grids: Mapping[str, str]
    versions: tuple[Grid, ...]
    cells: Mapping[Cell, Tally]
    """Of all teams and grids, so that a part is told as it stands among the others."""

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


def record_quality(
    session: Session, choice: Choice, *, scope: Scope, now: datetime, grid: str = ""
) -> RecordQuality:
    """Return how many of the chosen valid conversations meet each standard.

    Practice, what was entered in error and what is still in progress are left out. Counted anew
    each time, in closed months: a record that was put right since counts as it stands now. Raises
    NotFound for a grid that no conversation is about, and for someone who may not read audit
    pages.
    """
    return _quality(_count(session, choice, grid, scope=scope, now=now))


def records_page(
    session: Session, choice: Choice, *, grid: str, by: str, scope: Scope, now: datetime
) -> RecordsPage:
    """Return the page, and note the visit in the trail. Raises what `record_quality` raises.

    NotFound also for something else to divide by than a team, a grid or a month.
    """
    divided_by = _by(by)
    counted = _count(session, choice, grid, scope=scope, now=now)
    quality = _quality(counted)
    return RecordsPage(
        quality=quality,
        by=divided_by,
        groups=_groups(counted, divided_by, quality),
        decided=_decided(counted, quality),
        changed=_told(counted, CHANGED),
        view_is_noted=note_view(session, scope, now),
    )


def _by(asked: str) -> By:
    try:
        return By(asked or By.TEAM)
    except ValueError as error:
        raise NotFound from error


def _count(session: Session, choice: Choice, grid: str, *, scope: Scope, now: datetime) -> _Counted:
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
    cells = tally(facts, _last_closed_day(now))
    return _Counted(choice, grid, grids, tuple(versions.values()), cells)


def _last_closed_day(now: datetime) -> date:
    (newest,) = last_closed_months(london_day(now), 1)
    following = newest.plus(1)
    return date(following.year, following.number, 1) - timedelta(days=1)


def _quality(counted: _Counted) -> RecordQuality:
    return RecordQuality(
        choice=counted.choice,
        grids=counted.grids,
        grid=counted.grid,
        conversations=_conversations(counted),
        standards=tuple(StandardTold(standard, _told(counted, standard)) for standard in STANDARDS),
    )


def _conversations(counted: _Counted) -> str:
    parts, place = counted.siblings or ([counted.total], 0)
    return told_counts([part.conversations for part in parts])[place]


def _told(counted: _Counted, standard: Standard) -> ToldPart:
    if counted.siblings is None:
        return told_part(counted.total.part(standard), is_whole=counted.is_whole)
    parts, place = counted.siblings
    return _column(parts, standard, is_whole=False)[place]


def _column(parts: Sequence[Tally], standard: Standard, *, is_whole: bool) -> list[ToldPart]:
    """Return a standard by group; of a group whose size is not told, nothing else is either."""
    sizes = told_counts([part.conversations for part in parts])
    column = told_column([part.part(standard) for part in parts], is_whole=is_whole)
    return [
        HIDDEN_PART if size == HIDDEN_COUNT else each
        for size, each in zip(sizes, column, strict=True)
    ]


def _groups(counted: _Counted, by: By, quality: RecordQuality) -> tuple[GroupTold, ...]:
    """Return the parts of the choice: nothing of a standard that is hidden for their sum."""
    named = _named_parts(counted, by)
    parts = [part for _, part in named]
    sizes = told_counts([part.conversations for part in parts])
    columns = [
        _column(parts, line.standard, is_whole=counted.is_whole)
        if line.told.rounded
        else [HIDDEN_PART] * len(parts)
        for line in quality.standards
    ]
    return tuple(
        GroupTold(
            name,
            HIDDEN_COUNT if quality.is_too_few else sizes[place],
            tuple(column[place] for column in columns),
        )
        for place, (name, _) in enumerate(named)
    )


def _named_parts(counted: _Counted, by: By) -> list[tuple[str, Tally]]:
    choice = counted.choice
    if by is By.TEAM:
        return [(name, counted.sum(team=team)) for team, name in choice.teams.items()]
    if by is By.GRID:
        slugs = [counted.grid] if counted.grid else list(counted.grids)
        return [(counted.grids[slug], counted.sum(grid=slug)) for slug in slugs]
    months = (choice.first.plus(place) for place in range(choice.months))
    return [(month.title, counted.sum(month=month)) for month in months]


def _decided(counted: _Counted, quality: RecordQuality) -> tuple[ChosenTold, ...]:
    if quality.is_too_few:
        return ()
    total = counted.total
    named = (
        _options(counted, total) if counted.grid else [(AN_OPTION, total.outcomes[Outcome.OPTIONS])]
    )
    named.append((NOT_DECIDED_YET, total.outcomes[Outcome.NOT_DECIDED]))
    named.append((NO_EXTRA_HELP, total.outcomes[Outcome.NO_EXTRA_HELP]))
    told = told_shares([count for _, count in named], total.conversations)
    return tuple(ChosenTold(name, each) for (name, _), each in zip(named, told, strict=True))


def _options(counted: _Counted, total: Tally) -> list[tuple[str, int]]:
    """Name each option of any version of the grid, A to Z, and say how often it was chosen."""
    names = {
        option.id: option.name
        for version in counted.versions
        if version.slug == counted.grid
        for option in version.options
    }
    listed = sorted(names.items(), key=lambda each: each[1].casefold())
    options = [(name, total.choices[option]) for option, name in listed]
    return [*options, (OWN_OPTIONS, total.choices[OWN_OPTION])]
