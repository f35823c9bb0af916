"""The THRIVE view: groupings over time, movement between them, waits, and agencies taking part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.months import Quarter, month_of
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.sections import Grouping
from sdm_tool.domain.thrive import (
    Held,
    count_agencies,
    count_groupings,
    count_movement,
    keep_apart,
    newest_quarter,
    told_movement,
    whole_quarters,
)
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.queries.groupings import TeamWait, find_all_waits, find_held
from sdm_tool.persistence.queries.organisations import find_teams
from sdm_tool.services.audit import note_view
from sdm_tool.services.audit_choice import Choice


@dataclass(frozen=True, slots=True)
class GridWaits:
    """What the chosen teams say about the waits of one grid: those that they were told of."""

    title: str
    options: tuple[tuple[str, Mapping[str, TeamWait]], ...]
    """The name of each option, A to Z, and what is said about it by team id."""


@dataclass(frozen=True, slots=True)
class ThriveView:
    """Everything on the page. Counts are written as they may leave the service."""

    quarters: tuple[Quarter, ...]
    """The closed ones that the choice touches, oldest first."""
    groupings: Mapping[Quarter, Mapping[str, str]]
    movement: Mapping[int, Mapping[tuple[Grouping, Grouping], str]]
    """By year, up to its last closed quarter."""
    movement_held_back: tuple[int, ...]
    """The years whose table would say too much beside the groupings."""
    agencies: Mapping[Quarter, Mapping[str, str]]
    """A quarter is left out where it would say too much beside its groupings."""
    waits: tuple[GridWaits, ...]
    grids_without_waits: tuple[str, ...]
    """Grids, A to Z by title, of which none of the chosen teams says a wait."""
    newest_quarter: Quarter
    """The latest that is closed, for all there is to count."""
    view_is_noted: bool


def thrive_view(
    session: Session, choice: Choice, *, grids: Sequence[Grid], scope: Scope, now: datetime
) -> ThriveView:
    """Return the view of the quarters that `choice` touches, and note the visit in the trail.

    Groupings, movement and agencies are always of the whole organisation; waits are of the chosen
    teams and of the options in `grids`. Raises NotFound for someone who may not read audit pages.
    """
    today = london_day(now)
    quarters = whole_quarters(choice.first, choice.last, today)
    held = find_held(session, scope)
    newest = newest_quarter(today)
    every = _every_quarter(held, quarters, newest)
    all_groupings = count_groupings(held, every)
    movement = count_movement(held, every)
    told = told_movement(movement, all_groupings)
    years = {quarter.year for quarter in quarters}
    groupings = {quarter: all_groupings[quarter] for quarter in quarters}
    agencies = count_agencies(held, quarters, {team.agency for team in find_teams(session)})
    waits = find_all_waits(session, scope)
    shown = tuple(waits_of(grid, waits, choice) for grid in grids)
    return ThriveView(
        quarters=quarters,
        groupings=groupings,
        movement={year: steps for year, steps in told.items() if year in years},
        movement_held_back=tuple(sorted(years - told.keys())),
        agencies={
            quarter: cells
            for quarter, cells in agencies.items()
            if keep_apart(cells.values(), groupings[quarter].values())
        },
        waits=tuple(each for each in shown if any(said for _, said in each.options)),
        grids_without_waits=tuple(
            each.title for each in shown if not any(said for _, said in each.options)
        ),
        newest_quarter=newest,
        view_is_noted=note_view(session, scope, now),
    )


def waits_of(grid: Grid, waits: Sequence[TeamWait], choice: Choice) -> GridWaits:
    """Return what the chosen teams say about each option of a grid."""
    said = [wait for wait in waits if wait.grid_slug == grid.slug and wait.team_id in choice.teams]
    return GridWaits(
        title=grid.title,
        options=tuple(
            (option.name, {wait.team_id: wait for wait in said if wait.option_id == option.id})
            for option in grid.options
        ),
    )


def _every_quarter(
    held: Sequence[Held], asked: Sequence[Quarter], newest: Quarter
) -> tuple[Quarter, ...]:
    """Return all closed quarters since the first conversation, and those asked for, in order."""
    quarters = set(asked)
    quarter = min((month_of(each.at).quarter for each in held), default=newest)
    while quarter <= newest:
        quarters.add(quarter)
        quarter = quarter.months[-1].plus(1).quarter
    return tuple(sorted(quarters))
