"""Routes of the audit pages."""

from flask import Blueprint, current_app, render_template, request
from sqlalchemy.exc import DBAPIError

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.permissions import Permission
from sdm_tool.instruments.collaborate import InstrumentNotInstalledError, load_instrument
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services.audit import overview
from sdm_tool.services.audit_top_scores import top_scores
from sdm_tool.services.feedback_closing import tidy
from sdm_tool.web.access import requires
from sdm_tool.web.audit.chart_presenters import FUNNEL_LEGEND, TIME_LEGEND, present_charts
from sdm_tool.web.audit.presenters import WHO, present_overview
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


@audit.route("/audit/charts")
@requires(Permission.AUDIT_READ)
def charts() -> str:
    """Show the Top Scores of a team over time, and of the teams side by side."""
    _close_what_is_over()
    try:
        respondent = Respondent(request.args.get("who", Respondent.YOUNG_PERSON))
    except ValueError as error:
        raise NotFound from error
    seen = top_scores(
        database(),
        scope=require_person().scope,
        now=now(),
        respondent=respondent,
        team_id=request.args.get("team") or None,
    )
    return render_template(
        "audit/charts.html",
        page=present_charts(seen),
        who=[(each.value, words, each is respondent) for each, words in WHO.items()],
        teams=[(team, name, team == seen.team_id) for team, name in seen.teams.items()],
        time_legend=TIME_LEGEND,
        funnel_legend=FUNNEL_LEGEND,
        credit=_instrument_credit(),
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
