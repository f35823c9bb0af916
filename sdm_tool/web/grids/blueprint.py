"""The blueprint of the grids area, and what its routes look up."""

from flask import Blueprint, current_app
from werkzeug.wrappers import Response

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.organisation import CrisisContact
from sdm_tool.persistence.queries.organisations import (
    find_crisis_contacts,
    find_teams,
    find_waits,
)
from sdm_tool.services.grid_standing import standing_of
from sdm_tool.services.grid_versions import get_version
from sdm_tool.services.grids import Catalogue
from sdm_tool.services.linked_versions import source_of
from sdm_tool.web.database import database, now
from sdm_tool.web.grids.presenters import (
    StandingShown,
    present_standing,
    present_wait_lines,
)
from sdm_tool.web.linked_presenters import SourceLine, present_source
from sdm_tool.web.signed_in import require_person

grids = Blueprint("grids", __name__)

Answer = Response | str | tuple[str, int]


def get_catalogue() -> Catalogue:
    """Return the grids of this installation."""
    loaded: Catalogue = current_app.extensions["sdm_catalogue"]
    return loaded


def is_demonstration() -> bool:
    """Return whether everything here is made up."""
    answer: bool = current_app.extensions["sdm_settings"].is_demonstration
    return answer


def get_grid(slug: str, version: str) -> Grid:
    """Return a version of a grid; raises NotFound."""
    return get_version(database(), get_catalogue(), slug, version)


def standing_shown(grid: Grid) -> StandingShown:
    """Say where a version stands here."""
    standing = standing_of(database(), grid)
    today = london_day(now())
    return present_standing(grid, standing, today, is_demonstration=is_demonstration())


def source_shown(grid: Grid) -> SourceLine | None:
    """Say what became of the version that a linked one was made from."""
    return present_source(source_of(database(), get_catalogue(), grid))


def wait_lines(grid: Grid) -> dict[str, tuple[str, ...]]:
    """Return what the reader's teams say about the wait for every option."""
    session, own_teams = database(), require_person().scope.team_ids
    teams = [team for team in find_teams(session) if team.id in own_teams]
    waits = {team.id: find_waits(session, team.id, grid.slug) for team in teams}
    return present_wait_lines(grid, teams, waits, london_day(now()))


def contacts_of_reader() -> list[CrisisContact]:
    """Return the crisis contacts of the reader's teams, each once; without a team, of everyone."""
    session, own_teams = database(), require_person().scope.team_ids
    teams = [team.id for team in find_teams(session) if team.id in own_teams]
    found = [contact for team in teams for contact in find_crisis_contacts(session, team)]
    found = found or find_crisis_contacts(session, None)
    return list({(each.situation, each.contact): each for each in found}.values())
