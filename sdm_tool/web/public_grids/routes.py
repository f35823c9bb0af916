"""The public page of a grid: read without signing in, and nothing is written or set."""

from flask import Blueprint, render_template, request

from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.queries.organisations import find_crisis_contacts
from sdm_tool.services.public_grids import public_version
from sdm_tool.services.resources import resources_beside
from sdm_tool.web.access import open_to_all
from sdm_tool.web.contact_presenters import present_checks, present_contacts
from sdm_tool.web.database import database, now
from sdm_tool.web.grid_presenters import present_grid
from sdm_tool.web.public_grids.presenters import present_about, present_late, present_no_waits
from sdm_tool.web.resource_presenters import present_resources

public_grids = Blueprint("public_grids", __name__)


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
        late=present_late(in_use.review_by, today),
        waits=present_no_waits(grid),
        contacts=present_contacts(contacts),
        checked=present_checks(contacts),
        resources=present_resources(resources_beside(session, grid), today),
        open_figure=request.args.get("open", ""),
    )
