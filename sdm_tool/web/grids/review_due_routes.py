"""The list of the grids in use, by the day they are to be looked at again."""

from flask import render_template

from sdm_tool.domain.permissions import Permission
from sdm_tool.domain.wording import london_day
from sdm_tool.services.grids_in_use import reviews_due
from sdm_tool.web.access import requires
from sdm_tool.web.database import database, now
from sdm_tool.web.grids.blueprint import grids
from sdm_tool.web.grids.review_due_presenters import present_reviews_due


# Not below /grids/, where every name is a grid's.
@grids.route("/grids-to-review")
@requires(Permission.GRID_READ)
def to_review() -> str:
    """List the versions in use: overdue first, then those due soon, then the rest."""
    groups = present_reviews_due(reviews_due(database()), london_day(now()))
    return render_template("grids/to_review.html", groups=groups)
