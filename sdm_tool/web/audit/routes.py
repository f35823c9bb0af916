"""Routes of the audit pages."""

from flask import Blueprint, current_app, render_template
from sqlalchemy.exc import DBAPIError

from sdm_tool.domain.permissions import Permission
from sdm_tool.instruments.collaborate import InstrumentNotInstalledError, load_instrument
from sdm_tool.services.audit import overview
from sdm_tool.services.feedback_closing import tidy
from sdm_tool.web.access import requires
from sdm_tool.web.audit.presenters import present_overview
from sdm_tool.web.database import database, now
from sdm_tool.web.signed_in import require_person

audit = Blueprint("audit", __name__)


@audit.route("/audit")
@requires(Permission.AUDIT_READ)
def index() -> str:
    """Show the last twelve closed months, by team and by who answered."""
    _close_what_is_over()
    figures = overview(database(), scope=require_person().scope, now=now())
    return render_template(
        "audit/overview.html", page=present_overview(figures), credit=_instrument_credit()
    )


def _close_what_is_over() -> None:
    """A store that is full or busy must not blind those who watch quality."""
    secret = current_app.extensions["sdm_settings"].secret_key
    try:
        tidy(database(), secret=secret, now=now())
    except DBAPIError:
        database().rollback()


def _instrument_credit() -> str:
    """Its authors ask to be named where their scores are; without its text there is no name."""
    try:
        return load_instrument().credit
    except InstrumentNotInstalledError:
        return ""
