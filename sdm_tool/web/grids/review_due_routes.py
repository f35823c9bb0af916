"""The list of the grids in use, by the day they are to be looked at again."""

from flask import render_template

from sdm_tool.domain.permissions import Permission
from sdm_tool.domain.wording import london_day
from sdm_tool.services.grids_in_use import reviews_due
from sdm_tool.services.linked_versions import moved_on
from sdm_tool.web.access import requires
from sdm_tool.web.database import database, now
from sdm_tool.web.grids.blueprint import get_catalogue, grids
from sdm_tool.web.grids.review_due_presenters import present_reviews_due
from sdm_tool.web.linked_presenters import present_source


# Not below /grids/, where every name is a grid's.
@grids.route("/grids-to-review")
@requires(Permission.GRID_READ)
def to_review() -> str:
    """List the versions in use: overdue first, then those due soon, then the rest."""
    groups = present_reviews_due(reviews_due(database()), london_day(now()))
    stale = [
        (grid, present_source(source)) for grid, source in moved_on(database(), get_catalogue())
    ]
    return render_template("grids/to_review.html", groups=groups, stale=stale)
