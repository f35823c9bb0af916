"""Routes of the audit pages."""

from itertools import chain

from flask import Blueprint, render_template, request, stream_with_context
from werkzeug.wrappers import Response

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.months import parse_month
from sdm_tool.domain.permissions import Permission
from sdm_tool.instruments.collaborate import InstrumentNotInstalledError, load_instrument
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services import audit_changes
from sdm_tool.services.audit import overview
from sdm_tool.services.audit_blocks_export import stream_blocks
from sdm_tool.services.audit_export import export_scores
from sdm_tool.services.audit_top_scores import TopScores, top_scores
from sdm_tool.web.access import requires
from sdm_tool.web.audit.chart_presenters import FUNNEL_LEGEND, TIME_LEGEND, present_charts
from sdm_tool.web.audit.forms import ChangeForm
from sdm_tool.web.audit.presenters import WHO, present_overview
from sdm_tool.web.closing_months import close_what_is_over
from sdm_tool.web.database import database, now
from sdm_tool.web.fragments import see_other
from sdm_tool.web.signed_in import require_person

audit = Blueprint("audit", __name__)


@audit.route("/audit")
@requires(Permission.AUDIT_READ)
def index() -> str:
    """Show the last twelve closed months, by team and by who answered."""
    close_what_is_over()
    figures = overview(database(), scope=require_person().scope, now=now())
    return render_template(
        "audit/overview.html", page=present_overview(figures), credit=_instrument_credit()
    )


@audit.route("/audit/scores.csv")
@requires(Permission.AUDIT_READ)
def scores() -> Response:
    """Give the scores of the overview as a file for a spreadsheet."""
    close_what_is_over()
    text = export_scores(database(), scope=require_person().scope, now=now())
    # With a byte-order mark, or Excel reads letters with accents wrong.
    answer = Response(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename="collaborate-scores.csv")
    return answer


@audit.route("/audit/blocks.csv")
@requires(Permission.AUDIT_READ)
def blocks() -> Response:
    """Give every released block as a file, sent while it is read.

    What goes wrong on the way breaks the connection off: the browser says that the file is not
    whole, since the page can no longer say so.
    """
    close_what_is_over()
    pieces = stream_blocks(database(), scope=require_person().scope, now=now())
    sent = stream_with_context(chain(["\ufeff"], pieces))
    answer = Response(sent, content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename="collaborate-blocks.csv")
    return answer


@audit.route("/audit/charts")
@requires(Permission.AUDIT_READ)
def charts() -> str:
    """Show the Top Scores of a team over time, and of the teams side by side."""
    close_what_is_over()
    seen = _top_scores()
    return _charts_page(seen, _change_form(seen))


@audit.route("/audit/charts/changes", methods=["POST"])
@requires(Permission.AUDIT_NOTE)
def note_change() -> Response | tuple[str, int]:
    """Write down what the chosen team did differently."""
    seen = _top_scores()
    form = _change_form(seen)
    if seen.team_id is None or not form.validate_on_submit():
        return _charts_page(seen, form), 422
    audit_changes.note_change(
        database(),
        seen.team_id,
        parse_month(form.month.data),
        form.words.data,
        starts_new_limits=form.starts_new_limits.data,
        scope=require_person().scope,
        now=now(),
    )
    return see_other(f"/audit/charts?team={seen.team_id}&who={seen.respondent}#changes")


@audit.route("/audit/charts/changes/<change_id>/take-back", methods=["POST"])
@requires(Permission.AUDIT_NOTE)
def take_back_change(change_id: str) -> Response:
    """Take a change off the chart. The trail keeps that it was there."""
    seen = _top_scores()
    audit_changes.take_back_change(database(), change_id, scope=require_person().scope, now=now())
    return see_other(f"/audit/charts?team={seen.team_id}&who={seen.respondent}#changes")


def _top_scores() -> TopScores:
    try:
        respondent = Respondent(request.args.get("who", Respondent.YOUNG_PERSON))
    except ValueError as error:
        raise NotFound from error
    return top_scores(
        database(),
        scope=require_person().scope,
        now=now(),
        respondent=respondent,
        team_id=request.args.get("team") or None,
    )


def _change_form(seen: TopScores) -> ChangeForm:
    form = ChangeForm()
    form.offer_months(seen.months)
    return form


def _charts_page(seen: TopScores, form: ChangeForm) -> str:
    return render_template(
        "audit/charts.html",
        page=present_charts(seen),
        form=form,
        may_note=require_person().scope.allows(Permission.AUDIT_NOTE),
        address=f"?team={seen.team_id}&who={seen.respondent}",
        who=[(each.value, words, each is seen.respondent) for each, words in WHO.items()],
        teams=[(team, name, team == seen.team_id) for team, name in seen.teams.items()],
        time_legend=TIME_LEGEND,
        funnel_legend=FUNNEL_LEGEND,
        credit=_instrument_credit(),
    )


def _instrument_credit() -> str:
    """Its authors ask to be named where their scores are; without its text there is no name."""
    try:
        return load_instrument().credit
    except InstrumentNotInstalledError:
        return ""
