"""Routes for what teams say about waits."""

from collections.abc import Mapping
from datetime import date

from flask import current_app, render_template

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Permission
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.organisations import TeamSeen, WaitSeen, find_teams, find_waits
from sdm_tool.services.waits import may_set_waits, set_waits
from sdm_tool.web.access import requires
from sdm_tool.web.database import database, now
from sdm_tool.web.settings.blueprint import Answer, form_page, saved, settings
from sdm_tool.web.settings.forms import NOT_OFFERED, OFFERED, waits_form
from sdm_tool.web.signed_in import require_person


@settings.route("/settings/waits")
@requires(Permission.WAITS_SET)
def waits() -> str:
    """Let the person choose one of their teams and a grid."""
    grids = current_app.extensions["sdm_catalogue"].newest()
    return render_template("settings/waits.html", teams=_own_teams(), grids=grids)


@settings.route("/settings/waits/<team_id>/<slug>", methods=["GET", "POST"])
@requires(Permission.WAITS_SET)
def waits_of_team(team_id: str, slug: str) -> Answer:
    """Show and change what a team says about one grid."""
    session = database()
    team = next((team for team in _own_teams() if team.id == team_id), None)
    grid: Grid | None = current_app.extensions["sdm_catalogue"].find(slug)
    if team is None or grid is None:
        raise NotFound
    form = waits_form(grid)(data=_shown(find_waits(session, team_id, slug)))
    if form.validate_on_submit():
        try:
            set_waits(
                session,
                form.said(grid),
                team_id=team_id,
                grid=grid,
                as_of=form["as_of"].data,
                scope=require_person().scope,
                now=now(),
            )
        except DomainError as error:
            form.add_fault(error)
        else:
            return saved(f"/settings/waits/{team_id}/{slug}")
    return form_page("settings/waits_of_team.html", form, team=team, grid=grid)


def _own_teams() -> list[TeamSeen]:
    scope = require_person().scope
    return [team for team in find_teams(database()) if may_set_waits(scope, team.id)]


def _shown(found: Mapping[str, WaitSeen]) -> dict[str, str | date]:
    """The day is left empty: whoever saves says when they checked."""
    shown: dict[str, str | date] = {}
    for option_id, wait in found.items():
        shown[f"offered-{option_id}"] = OFFERED if wait.is_offered else NOT_OFFERED
        shown[f"weeks-{option_id}"] = "" if wait.weeks is None else str(wait.weeks)
    return shown
