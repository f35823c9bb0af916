"""The THRIVE view: groupings over time, movement between them, waits, and agencies taking part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.equity import NOT_SAID
from sdm_tool.domain.fairness import Dimension
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.months import Quarter
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.record_totals import MOVEMENT, TEAM, movement
from sdm_tool.domain.sections import Grouping
from sdm_tool.domain.thrive import NOT_RECORDED, ROWS, whole_quarters
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.queries.organisations import find_teams
from sdm_tool.persistence.queries.waits_told import TeamWait, find_all_waits
from sdm_tool.services.audit import note_view
from sdm_tool.services.audit_choice import Choice
from sdm_tool.services.audit_records_counted import Stretch, find_stretch, find_stretches

GROUPING = Dimension.GROUPING.value


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
    movement: Mapping[tuple[Grouping, Grouping], str]
    """In all of the quarters together."""
    agencies: Mapping[Quarter, Mapping[str, str]]
    waits: tuple[GridWaits, ...]
    grids_without_waits: tuple[str, ...]
    """Grids, A to Z by title, of which none of the chosen teams says a wait."""
    view_is_noted: bool


def thrive_view(
    session: Session, choice: Choice, *, grids: Sequence[Grid], scope: Scope, now: datetime
) -> ThriveView:
    """Return the view of the quarters that `choice` touches, and note the visit in the trail.

    Groupings, movement and agencies are always of the whole organisation, as the record was
    counted when its month closed; waits are of the chosen teams and of the options in `grids`.
    Raises NotFound for someone who may not read audit pages.
    """
    quarters = whole_quarters(choice.first, choice.last, london_day(now))
    waits = find_all_waits(session, scope)
    shown = tuple(waits_of(grid, waits, choice) for grid in grids)
    return ThriveView(
        quarters=quarters,
        groupings=groupings_told(session, quarters, scope=scope),
        movement=_movement(session, quarters, scope),
        agencies=_agencies(session, quarters, scope),
        waits=tuple(each for each in shown if any(said for _, said in each.options)),
        grids_without_waits=tuple(
            each.title for each in shown if not any(said for _, said in each.options)
        ),
        view_is_noted=note_view(session, scope, now),
    )


def groupings_told(
    session: Session, quarters: Sequence[Quarter], *, scope: Scope
) -> dict[Quarter, dict[str, str]]:
    """Return by quarter and grouping, or `NOT_RECORDED`, how many conversations there were.

    The quarters follow one another. Raises NotFound for someone who may not read audit pages.
    """
    return {
        quarter: {
            str(row): stretch.sum(
                [(GROUPING, NOT_SAID if row == NOT_RECORDED else str(row))]
            ).conversations
            for row in ROWS
        }
        for quarter, stretch in _by_quarter(session, quarters, scope, GROUPING).items()
    }


def _movement(
    session: Session, quarters: Sequence[Quarter], scope: Scope
) -> dict[tuple[Grouping, Grouping], str]:
    """Return how often a record went from one grouping to another, or stayed.

    A step is from one conversation to the record's next one, on a later day, where both have a
    grouping. It is counted where the later one is.
    """
    if not quarters:
        return {}
    months = (quarters[0].months[0], quarters[-1].months[-1])
    stretch = find_stretch(session, scope, months, kinds=(MOVEMENT,))
    return {
        (start, end): stretch.sum([(MOVEMENT, movement(start, end))]).conversations
        for start in Grouping
        for end in Grouping
    }


def _agencies(
    session: Session, quarters: Sequence[Quarter], scope: Scope
) -> dict[Quarter, dict[str, str]]:
    """Return by quarter and agency, A to Z, how many conversations the teams it has today led."""
    teams = find_teams(session)
    agencies = sorted({team.agency for team in teams}, key=str.casefold)
    return {
        quarter: {
            agency: stretch.sum(
                (TEAM, team.id) for team in teams if team.agency == agency
            ).conversations
            for agency in agencies
        }
        for quarter, stretch in _by_quarter(session, quarters, scope, TEAM).items()
    }


def _by_quarter(
    session: Session, quarters: Sequence[Quarter], scope: Scope, kind: str
) -> dict[Quarter, Stretch]:
    if not quarters:
        return {}
    ends = [quarters[0].months[0].plus(-1), *(quarter.months[-1] for quarter in quarters)]
    found = find_stretches(session, scope, ends, kinds=(kind,))
    return dict(zip(quarters, found, strict=True))


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
