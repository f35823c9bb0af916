"""Every route of the settings area, and its first page."""

from flask import current_app, render_template

from sdm_tool.domain.permissions import Permission
from sdm_tool.persistence.queries.settings import find_setup
from sdm_tool.services.grids import Catalogue, usable_grids
from sdm_tool.web.access import requires
from sdm_tool.web.database import database
from sdm_tool.web.settings import (  # noqa: F401  imported for their routes
    contact_routes,
    equity_routes,
    organisation_routes,
    place_routes,
    public_grid_routes,
    resource_routes,
    staff_routes,
    wait_routes,
)
from sdm_tool.web.settings.blueprint import settings
from sdm_tool.web.settings.presenters import present_areas, present_to_do
from sdm_tool.web.signed_in import require_person

__all__ = ["settings"]


@settings.route("/settings")
@requires(Permission.WAITS_SET)
def index() -> str:
    """Show what this person may set, and what is still to be done."""
    session, scope = database(), require_person().scope
    catalogue: Catalogue = current_app.extensions["sdm_catalogue"]
    usable = bool(usable_grids(session, catalogue))
    return render_template(
        "settings/index.html",
        areas=present_areas(scope),
        to_do=present_to_do(find_setup(session), scope, has_usable_grid=usable),
    )
