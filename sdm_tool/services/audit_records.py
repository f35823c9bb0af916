"""The quality of the record: how many valid conversations meet each standard, as it may be told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.record_facts import OWN_OPTION
from sdm_tool.domain.record_standards import CHANGED, STANDARDS, chose, ended
from sdm_tool.domain.record_totals import GRID, NO_GRID, TEAM, WHOLE
from sdm_tool.domain.sections import Outcome
from sdm_tool.domain.status import NO_EXTRA_HELP, NOT_DECIDED_YET
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.record_facts import find_grids_used
from sdm_tool.persistence.queries.record_totals import find_names_counted
from sdm_tool.services.audit import note_view
from sdm_tool.services.audit_choice import Choice
from sdm_tool.services.audit_records_counted import (
    SumTold,
    chosen_sum,
    find_months,
    find_stretch,
)
from sdm_tool.services.audit_records_told import (
    By,
    ChosenTold,
    GroupTold,
    RecordQuality,
    RecordsPage,
    StandardTold,
)
from sdm_tool.services.grids import pinned_grid

NO_GRID_WORDS = "Without a grid"
OWN_OPTIONS = "An option the family brought"
AN_OPTION = "One option or more"
_KINDS = (TEAM, GRID, WHOLE)


@dataclass(frozen=True, slots=True)
class RecordsAsked:
    """What a page on the quality of the record is asked to show."""

    choice: Choice
    grid: str = ""
    """The slug of one grid, or `NO_GRID`; empty for all."""
    by: str = ""
    """What the second table divides by; empty for the usual."""
    catalogue: Sequence[Grid] = ()
    """The grids to list whether or not a conversation was about one."""


def record_quality(session: Session, choice: Choice, *, scope: Scope) -> RecordQuality:
    """Return how many of the chosen valid conversations meet each standard.

    Practice, what was entered in error and what was still in progress are left out. Counted once,
    when a month closes: what is put right in a record later is not seen. Raises NotFound for
    someone who may not read audit pages.
    """
    stretch = find_stretch(session, scope, (choice.first, choice.last), kinds=(TEAM, WHOLE))
    return quality_of(choice, chosen_sum(stretch, choice))


def records_page(
    session: Session, asked: RecordsAsked, *, scope: Scope, now: datetime
) -> RecordsPage:
    """Return the page, and note the visit in the trail. Raises what `record_quality` raises.

    NotFound also for a grid that is not listed and for something else to divide by than a team, a
    grid or a month; DomainError for one grid of a part of the service. What cannot be divided as
    asked is divided by team or by month: a grid is never crossed with a team.
    """
    choice, grid = asked.choice, asked.grid
    stretch = find_stretch(session, scope, (choice.first, choice.last), kinds=_KINDS)
    versions = _versions(session, asked.catalogue, scope)
    grids = _titles(versions)
    if grid and grid not in grids:
        raise NotFound
    divided_by = _by(asked)
    chosen = chosen_sum(stretch, choice, grid)
    if divided_by is By.MONTH:
        months = find_months(session, scope, choice, kinds=_KINDS)
        named = [(month.title, chosen_sum(each, choice, grid)) for month, each in months.items()]
    elif divided_by is By.GRID:
        named = [(title, stretch.sum([(GRID, slug)])) for slug, title in grids.items()]
    else:
        named = [(name, stretch.sum([(TEAM, team)])) for team, name in choice.teams.items()]
    return RecordsPage(
        quality=quality_of(choice, chosen),
        grids=grids,
        grid=grid,
        by=divided_by,
        groups=tuple(group_told(name, each) for name, each in named),
        decided=_decided(chosen, versions, grid),
        changed=chosen.standard(CHANGED),
        view_is_noted=note_view(session, scope, now),
    )


def quality_of(choice: Choice, chosen: SumTold) -> RecordQuality:
    """Return the standards over all that was chosen."""
    return RecordQuality(
        choice=choice,
        conversations=chosen.conversations,
        standards=tuple(StandardTold(each, chosen.standard(each)) for each in STANDARDS),
    )


def group_told(name: str, group: SumTold) -> GroupTold:
    """Return a line of a table that divides the standards."""
    return GroupTold(
        name, group.conversations, tuple(group.standard(standard) for standard in STANDARDS)
    )


def ways_to_divide(choice: Choice, grid: str) -> tuple[By, ...]:
    """Return by what a choice can be divided: a grid is never crossed with a team."""
    if grid:
        return (By.MONTH,)
    if choice.is_everything:
        return (By.TEAM, By.GRID, By.MONTH)
    return (By.TEAM, By.MONTH)


def _by(asked: RecordsAsked) -> By:
    if asked.grid and not asked.choice.is_everything:
        raise DomainError(
            "One grid is told for the whole service only. Choose all sites and all teams, or all "
            "grids.",
            field="grid",
        )
    ways = ways_to_divide(asked.choice, asked.grid)
    try:
        by = By(asked.by) if asked.by else ways[0]
    except ValueError as error:
        raise NotFound from error
    return by if by in ways else ways[0]


def _versions(session: Session, catalogue: Sequence[Grid], scope: Scope) -> list[Grid]:
    """Return the grids of the catalogue and those ever counted: not one that is only in progress.

    Whatever months were chosen: else the first month that lists one would tell of its first use.
    """
    counted = find_names_counted(session, scope, GRID)
    used = (pinned_grid(session, each) for each in find_grids_used(session))
    return [*catalogue, *(grid for grid in used if grid.slug in counted)]


def _titles(versions: list[Grid]) -> Mapping[str, str]:
    titles = {version.slug: version.title for version in versions}
    grids = dict(sorted(titles.items(), key=lambda each: each[1].casefold()))
    grids[NO_GRID] = NO_GRID_WORDS
    return grids


def _decided(chosen: SumTold, versions: list[Grid], grid: str) -> tuple[ChosenTold, ...]:
    """Say how often each option of one grid was chosen, or any of any; then the other outcomes."""
    lines = _options(versions, grid) if grid else [(AN_OPTION, ended(Outcome.OPTIONS))]
    lines.append((NOT_DECIDED_YET, ended(Outcome.NOT_DECIDED)))
    lines.append((NO_EXTRA_HELP, ended(Outcome.NO_EXTRA_HELP)))
    return tuple(ChosenTold(name, chosen.line(line)) for name, line in lines)


def _options(versions: list[Grid], grid: str) -> list[tuple[str, str]]:
    """Name each option of any version of the grid, A to Z, and its line of the tally."""
    names = {
        option.id: option.name
        for version in versions
        if version.slug == grid
        for option in version.options
    }
    listed = sorted(names.items(), key=lambda each: each[1].casefold())
    return [*((name, chose(option)) for option, name in listed), (OWN_OPTIONS, chose(OWN_OPTION))]
