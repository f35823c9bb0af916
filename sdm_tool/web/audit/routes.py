"""Routes of the audit pages."""

from flask import Blueprint, render_template

from sdm_tool.domain.permissions import Permission
from sdm_tool.instruments.collaborate import InstrumentNotInstalledError, load_instrument
from sdm_tool.services.audit import overview
from sdm_tool.web.access import requires
from sdm_tool.web.audit.presenters import present_overview
from sdm_tool.web.database import database, now
from sdm_tool.web.signed_in import require_person

audit = Blueprint("audit", __name__)


@audit.route("/audit")
@requires(Permission.AUDIT_READ)
def index() -> str:
    """Show the last twelve closed months, by team and by who answered."""
    figures = overview(database(), scope=require_person().scope, now=now())
    return render_template(
        "audit/overview.html", page=present_overview(figures), credit=_instrument_credit()
    )


def _instrument_credit() -> str:
    """Its authors ask to be named where their scores are; without its text there is no name."""
    try:
        return load_instrument().credit
    except InstrumentNotInstalledError:
        return ""
