"""The public page of a grid: read without signing in, and nothing is written or set."""

from flask import Blueprint, current_app, render_template, request

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.queries.organisations import find_crisis_contacts
from sdm_tool.services.linked_versions import SourceState, source_of
from sdm_tool.services.public_grids import public_version
from sdm_tool.services.resources import resources_beside
from sdm_tool.web.access import open_to_all
from sdm_tool.web.contact_presenters import present_checks, present_contacts
from sdm_tool.web.database import database, now
from sdm_tool.web.grid_presenters import present_grid
from sdm_tool.web.public_grids.presenters import present_about, present_late, present_no_waits
from sdm_tool.web.resource_presenters import present_resources

public_grids = Blueprint("public_grids", __name__)
FROM_AN_OLDER_ONE = (
    "This page was made from an older page. Something here may be out of date. Ask the service."
)


def _moved_on(grid: Grid) -> str:
    """Said of a page that tells another grid again, when that one has moved on."""
    seen = source_of(database(), current_app.extensions["sdm_catalogue"], grid)
    return "" if seen is None or seen.state is SourceState.CURRENT else FROM_AN_OLDER_ONE


@public_grids.route("/public/grids/<slug>")
@open_to_all
def read(slug: str) -> str:
    """Show the newest version in use; NotFound for whatever is not for everyone to read."""
    session, today = database(), london_day(now())
    grid, in_use = public_version(session, slug)
    contacts = find_crisis_contacts(session, None)
    return render_template(
        "public_grids/read.html",
        grid=present_grid(grid),
        about=present_about(grid, in_use.review_by),
        late=present_late(in_use.review_by, today) or _moved_on(grid),
        waits=present_no_waits(grid),
        contacts=present_contacts(contacts),
        checked=present_checks(contacts),
        resources=present_resources(resources_beside(session, grid), today),
        open_figure=request.args.get("open", ""),
    )
