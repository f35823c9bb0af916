"""Routes of the evidence sheet of a version, for clinicians and reviewers."""

from collections.abc import Mapping

from flask import render_template
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_document import GridTexts
from sdm_tool.domain.permissions import Permission
from sdm_tool.domain.self_assessment_seen import look_through
from sdm_tool.outputs.evidence_paper import EvidenceSheet, evidence_paper_html
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services.grid_assessment import (
    Answered,
    AnsweredMeanwhile,
    assessment_of,
    find_faults,
    save_assessment,
)
from sdm_tool.services.grid_versions import texts_of
from sdm_tool.web.access import requires
from sdm_tool.web.database import database, now
from sdm_tool.web.errors import error_page
from sdm_tool.web.fragments import see_other
from sdm_tool.web.grid_presenters import present_grid
from sdm_tool.web.grids.assessment_form import (
    AssessmentForm,
    answers_in,
    assessment_form,
    parts_of,
)
from sdm_tool.web.grids.blueprint import (
    Answer,
    get_catalogue,
    get_grid,
    grids,
    is_demonstration,
    standing_shown,
)
from sdm_tool.web.grids.sheet_presenters import present_sheet
from sdm_tool.web.pdf_response import pdf_response
from sdm_tool.web.signed_in import require_person

NO_FILE = "Only the words of this version are kept here. Bring its two files in again to see them."


@grids.route("/grids/<slug>/<version>/evidence")
@requires(Permission.GRID_READ)
def evidence(slug: str, version: str) -> Answer:
    """Show what a version rests on, and how far it does what two published lists ask."""
    grid = get_grid(slug, version)
    texts = _texts(grid)
    if texts is None:
        return _without_files()
    return render_template(
        "grids/evidence.html", grid=present_grid(grid), sheet=_sheet(grid, texts)
    )


@grids.route("/grids/<slug>/<version>/evidence.pdf")
@requires(Permission.GRID_READ)
def evidence_paper(slug: str, version: str) -> Response:
    """Give the evidence sheet as a PDF."""
    grid = get_grid(slug, version)
    texts = _texts(grid)
    if texts is None:
        return _without_files()
    html = evidence_paper_html(_sheet(grid, texts))
    return pdf_response(html, f"{grid.slug}-{grid.version}-evidence.pdf")


@grids.route("/grids/<slug>/<version>/assessment", methods=["GET", "POST"])
@requires(Permission.GRID_APPROVE)
def assess(slug: str, version: str) -> Answer:
    """Answer the lines of the self-assessment that no machine can."""
    grid = get_grid(slug, version)
    texts = _texts(grid)
    if texts is None:
        return _without_files()
    form = assessment_form(assessment_of(database(), grid), now())
    if not form.is_submitted():
        return _form_page(grid, texts, form)
    if not form.validate():
        return _form_page(grid, texts, form), 422
    answers = answers_in(form)
    faults = find_faults(answers) or _save(grid, texts, answers, form)
    if not faults:
        return see_other(f"/grids/{slug}/{version}/evidence")
    for fault in faults:
        form.add_fault(fault)
    return _form_page(grid, texts, form), 422


def _save(
    grid: Grid, texts: GridTexts, answers: Mapping[str, Answered], form: AssessmentForm
) -> tuple[DomainError, ...]:
    """Save, or return why not; what others wrote meanwhile is named once."""
    opened_at, scope = form.opened_at(now()), require_person().scope
    try:
        save_assessment(
            database(), grid, texts, answers, opened_at=opened_at, scope=scope, now=now()
        )
    except AnsweredMeanwhile as error:
        form.opened.data = now().isoformat()
        return error.faults
    return ()


def _form_page(grid: Grid, texts: GridTexts, form: AssessmentForm) -> str:
    seen = look_through(grid, texts.read().faults)
    return render_template(
        "grids/assessment.html", grid=present_grid(grid), form=form, parts=parts_of(form, seen)
    )


def _sheet(grid: Grid, texts: GridTexts) -> EvidenceSheet:
    return present_sheet(
        grid,
        texts,
        assessment_of(database(), grid),
        state=standing_shown(grid).state,
        marks=("Demonstration",) if is_demonstration() else (),
    )


def _texts(grid: Grid) -> GridTexts | None:
    try:
        return texts_of(database(), get_catalogue(), grid)
    except NotFound:
        return None


def _without_files() -> Response:
    return error_page(404, "The files of this version are not here", NO_FILE)
