"""Routes of the audit pages."""

from collections.abc import Iterator
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import IO

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.months import parse_month
from sdm_tool.domain.permissions import Permission
from sdm_tool.instruments.collaborate import instrument_credit
from sdm_tool.outputs.board_paper import board_paper_html
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services import audit_changes, audit_targets
from sdm_tool.services.audit import overview
from sdm_tool.services.audit_blocks_export import write_blocks
from sdm_tool.services.audit_board import board_paper
from sdm_tool.services.audit_export import export_scores, export_workbook
from sdm_tool.services.audit_exported import note_export
from sdm_tool.services.audit_funnel_shown import FUNNEL_LEGEND, show_funnel
from sdm_tool.services.audit_over_time_shown import TIME_LEGEND, show_over_time
from sdm_tool.services.audit_overview_shown import CAUTIONS, WHO, present_overview
from sdm_tool.services.audit_top_scores import TopScores, top_scores
from sdm_tool.web.access import requires
from sdm_tool.web.audit.chart_presenters import months_of_charts
from sdm_tool.web.audit.filters import (
    address_of,
    asked_choice,
    asked_once,
    asked_page,
    asked_respondent,
    file_name,
    filter_of,
    filters_of,
)
from sdm_tool.web.audit.forms import ChangeForm, TargetForm
from sdm_tool.web.audit.refusals import refused_with_ways_on
from sdm_tool.web.audit.tabs import tabs, who_is_carried
from sdm_tool.web.closing_months import close_what_is_over
from sdm_tool.web.database import database, now
from sdm_tool.web.fragments import see_other
from sdm_tool.web.pdf_response import pdf_response
from sdm_tool.web.signed_in import require_person

audit = Blueprint("audit", __name__)
audit.register_error_handler(DomainError, refused_with_ways_on)
audit.app_template_global("audit_tabs")(tabs)
audit.app_template_global("who_is_carried")(who_is_carried)

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SENT_AT_ONCE = 65_536
_CHART_FILTERS = ("lines", "done")
_LINES = {"": "For chance alone", "adjusted": "Allowing for their spread"}
_DONE: dict[str, tuple[str, str]] = {
    "noted": ("changes", "Written down. It is marked on both charts."),
    "taken-back": ("changes", "Taken back. The trail keeps that it was there."),
    "target-set": ("target", "The target is set, and drawn on the chart."),
    "target-taken-back": (
        "target",
        "The target was taken back. The trail keeps that it was there.",
    ),
}


@audit.route("/audit")
@requires(Permission.AUDIT_READ)
def index() -> str:
    """Show the chosen closed months, by team and by who answered."""
    close_what_is_over()
    choice = asked_page()
    seen = overview(database(), choice, scope=require_person().scope, now=now())
    return render_template(
        "audit/overview.html",
        page=present_overview(seen),
        filters=filters_of(choice),
        address=address_of(choice),
        general=CAUTIONS,
        credit=instrument_credit(),
    )


@audit.route("/audit/scores.csv")
@requires(Permission.AUDIT_READ)
def scores() -> Response:
    """Give the scores of the overview as a file for a spreadsheet."""
    close_what_is_over()
    choice = asked_choice()
    text = export_scores(database(), choice, scope=require_person().scope, now=now())
    # With a byte-order mark, or Excel reads letters with accents wrong.
    return _file(text.encode("utf-8-sig"), "text/csv; charset=utf-8", file_name(choice, "csv"))


@audit.route("/audit/figures.xlsx")
@requires(Permission.AUDIT_READ)
def figures() -> Response:
    """Give the figures of the audit pages as a workbook."""
    close_what_is_over()
    choice = asked_choice()
    content = export_workbook(database(), choice, scope=require_person().scope, now=now())
    return _file(content, _XLSX, file_name(choice, "xlsx"))


@audit.route("/audit/board.pdf")
@requires(Permission.AUDIT_READ)
def board() -> Response:
    """Give the report for a board as a PDF."""
    close_what_is_over()
    choice = asked_choice()
    session, scope = database(), require_person().scope
    paper = board_paper(session, choice, scope=scope, now=now())
    return pdf_response(
        board_paper_html(paper),
        file_name(choice, "pdf"),
        when_drawn=lambda: note_export(session, scope=scope, now=now()),
    )


@audit.route("/audit/blocks.csv")
@requires(Permission.AUDIT_READ)
def blocks() -> Response:
    """Give every released block as a file: written to the disk first, then sent from there."""
    close_what_is_over()
    asked_once(())
    file = TemporaryFile()  # noqa: SIM115  _sent closes it
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    write_blocks(database(), text, scope=require_person().scope, now=now())
    text.detach()
    file.seek(0)
    return _file(_sent(file), "text/csv; charset=utf-8", "sharing-decisions-every-release.csv")


def _sent(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        yield from iter(lambda: file.read(_SENT_AT_ONCE), b"")


@audit.route("/audit/charts")
@requires(Permission.AUDIT_READ)
def charts() -> str:
    """Show Top Scores over time, and of the teams side by side."""
    close_what_is_over()
    seen = _top_scores()
    return _charts_page(seen, _change_form(seen), TargetForm())


@audit.route("/audit/charts/changes", methods=["POST"])
@requires(Permission.AUDIT_NOTE)
def note_change() -> Response | tuple[str, int]:
    """Write down what the chosen team did differently."""
    seen = _top_scores()
    form = _change_form(seen)
    if not seen.choice.team_id or not form.validate_on_submit():
        return _charts_page(seen, form, TargetForm(formdata=None)), 422
    audit_changes.note_change(
        database(),
        seen.choice.team_id,
        parse_month(form.month.data),
        form.words.data,
        starts_new_limits=form.starts_new_limits.data,
        scope=require_person().scope,
        now=now(),
    )
    return see_other(f"/audit/charts{_address(seen, done='noted')}#done")


@audit.route("/audit/charts/changes/<change_id>/take-back", methods=["POST"])
@requires(Permission.AUDIT_NOTE)
def take_back_change(change_id: str) -> Response:
    """Take a change off the chart. The trail keeps that it was there."""
    seen = _top_scores()
    audit_changes.take_back_change(database(), change_id, scope=require_person().scope, now=now())
    return see_other(f"/audit/charts{_address(seen, done='taken-back')}#done")


@audit.route("/audit/charts/target", methods=["POST"])
@requires(Permission.AUDIT_NOTE)
def set_target() -> Response | tuple[str, int]:
    """Set what the service aims at for those who answered."""
    seen = _top_scores()
    form = TargetForm()
    if not form.validate_on_submit():
        return _charts_page(seen, _change_form(seen, is_sent=False), form), 422
    audit_targets.set_target(
        database(),
        seen.respondent,
        int(form.percent.data),
        form.reason.data,
        scope=require_person().scope,
        now=now(),
    )
    return see_other(f"/audit/charts{_address(seen, done='target-set')}#done")


@audit.route("/audit/charts/target/take-back", methods=["POST"])
@requires(Permission.AUDIT_NOTE)
def take_back_target() -> Response:
    """Take the target off the charts. The trail keeps that it was there."""
    seen = _top_scores()
    audit_targets.take_back_target(
        database(), seen.respondent, scope=require_person().scope, now=now()
    )
    return see_other(f"/audit/charts{_address(seen, done='target-taken-back')}#done")


def _file(content: bytes | Iterator[bytes], content_type: str, name: str) -> Response:
    answer = Response(content, content_type=content_type)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _top_scores() -> TopScores:
    choice = asked_page(*_CHART_FILTERS)
    respondent = asked_respondent() or Respondent.YOUNG_PERSON
    if request.args.get("lines", "") not in _LINES:
        raise NotFound
    return top_scores(
        database(), choice, scope=require_person().scope, now=now(), respondent=respondent
    )


def _change_form(seen: TopScores, *, is_sent: bool = True) -> ChangeForm:
    form = ChangeForm() if is_sent else ChangeForm(formdata=None)
    form.offer_months(seen.months)
    return form


def _address(seen: TopScores, **more: str) -> str:
    lines = request.args.get("lines", "")
    more |= {"lines": lines} if lines else {}
    return address_of(seen.choice, who=seen.respondent.value, **more)


def _charts_page(seen: TopScores, change_form: ChangeForm, target_form: TargetForm) -> str:
    lines = request.args.get("lines", "")
    between = show_funnel(seen.between, adjusted=bool(lines))
    done_at, done = _DONE.get(request.args.get("done", ""), ("", ""))
    filters = [
        *filters_of(seen.choice),
        filter_of("who", "Who answered", WHO.items(), seen.respondent.value),
    ]
    if between.may_be_adjusted:
        filters.append(filter_of("lines", "Lines between teams", _LINES.items(), lines))
    return render_template(
        "audit/charts.html",
        seen=seen,
        who=WHO[seen.respondent],
        over_time=show_over_time(seen),
        months_drawn=months_of_charts(seen),
        between=between,
        form=change_form if change_form.errors else target_form,
        change_form=change_form,
        target_form=target_form,
        done=done,
        done_at=done_at,
        may_note=require_person().scope.allows(Permission.AUDIT_NOTE),
        address=_address(seen),
        choice_address=address_of(seen.choice),
        filters=filters,
        time_legend=TIME_LEGEND,
        funnel_legend=FUNNEL_LEGEND,
        credit=instrument_credit(),
    )
