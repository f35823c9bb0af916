"""Routes of the parts of a draft: what is written, beside what families will see."""

from flask import render_template

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.evidence_edit import EvidenceList, sources_of
from sdm_tool.domain.grid_document import Document, GridTexts
from sdm_tool.domain.grid_edit import (
    about_of,
    answer_of,
    change_entry,
    is_answered_by_service,
    mark_of,
    option_of,
    question_of,
    set_about,
    set_answer,
)
from sdm_tool.domain.permissions import Permission
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services.grid_drafts import HasFaults, replace_texts
from sdm_tool.web.access import requires
from sdm_tool.web.database import database, now
from sdm_tool.web.fragments import see_other
from sdm_tool.web.grid_drafts.addresses import base_of
from sdm_tool.web.grid_drafts.beside import beside
from sdm_tool.web.grid_drafts.forms import (
    AboutForm,
    AnswerForm,
    OptionForm,
    QuestionForm,
    TextForm,
)
from sdm_tool.web.grid_drafts.part_page import (
    Answer,
    Part,
    found,
    open_draft,
    part_page,
    require_same,
)
from sdm_tool.web.grid_drafts.presenters import saved_line
from sdm_tool.web.grid_drafts.routes import grid_drafts
from sdm_tool.web.grid_drafts.values import (
    about_from,
    about_values,
    answer_from,
    answer_values,
    option_from,
    option_values,
    question_from,
    question_values,
)
from sdm_tool.web.signed_in import require_person


@grid_drafts.route("/grid-drafts/<draft_id>/about", methods=["GET", "POST"])
@requires(Permission.GRID_EDIT)
def about(draft_id: str) -> Answer:
    """Write what stands over the whole grid."""
    draft, opened, _ = open_draft(draft_id)
    part = about_of(opened)
    form = AboutForm(data=about_values(part) | {"seen": mark_of(part)})
    return part_page(
        draft,
        Part(
            kind="about",
            form=form,
            read=lambda grid, _: about_of(grid),
            write=lambda grid, _: set_about(grid, about_from(form)),
            around=lambda *files: beside(draft_id, files, "about"),
        ),
    )


@grid_drafts.route("/grid-drafts/<draft_id>/options/<option_id>", methods=["GET", "POST"])
@requires(Permission.GRID_EDIT)
def option(draft_id: str, option_id: str) -> Answer:
    """Write one option."""
    draft, opened, _ = open_draft(draft_id)
    part = found(option_of, opened, option_id)
    form = OptionForm(data=option_values(part) | {"seen": mark_of(part)})
    return part_page(
        draft,
        Part(
            kind="option",
            form=form,
            read=lambda grid, _: option_of(grid, option_id),
            write=lambda grid, _: change_entry(option_of(grid, option_id), option_from(form)),
            around=lambda *files: beside(draft_id, files, "option", option_id=option_id),
        ),
    )


@grid_drafts.route("/grid-drafts/<draft_id>/questions/<question_id>", methods=["GET", "POST"])
@requires(Permission.GRID_EDIT)
def question(draft_id: str, question_id: str) -> Answer:
    """Write one question."""
    draft, opened, _ = open_draft(draft_id)
    part = found(question_of, opened, question_id)
    form = QuestionForm(data=question_values(part) | {"seen": mark_of(part)})
    return part_page(
        draft,
        Part(
            kind="question",
            form=form,
            read=lambda grid, _: question_of(grid, question_id),
            write=lambda grid, _: change_entry(question_of(grid, question_id), question_from(form)),
            around=lambda *files: beside(draft_id, files, "question", question_id=question_id),
        ),
    )


@grid_drafts.route(
    "/grid-drafts/<draft_id>/answers/<option_id>/<question_id>", methods=["GET", "POST"]
)
@requires(Permission.GRID_EDIT)
def answer(draft_id: str, option_id: str, question_id: str) -> Answer:
    """Write one answer."""
    draft, opened, evidence = open_draft(draft_id)
    found(option_of, opened, option_id)
    if is_answered_by_service(found(question_of, opened, question_id)):
        raise NotFound
    part = answer_of(opened, option_id, question_id)
    form = AnswerForm(data=answer_values(part) | {"seen": mark_of(part)})
    form.prepare(_records(evidence), _sources(evidence))
    return part_page(
        draft,
        Part(
            kind="answer",
            form=form,
            read=lambda grid, _: answer_of(grid, option_id, question_id),
            write=lambda grid, _: set_answer(grid, option_id, question_id, answer_from(form)),
            around=lambda *files: beside(
                draft_id, files, "answer", option_id=option_id, question_id=question_id
            ),
        ),
    )


@grid_drafts.route("/grid-drafts/<draft_id>/text", methods=["GET", "POST"])
@requires(Permission.GRID_EDIT)
def text(draft_id: str) -> Answer:
    """Write the two files as they are: everything, the evidence too."""
    draft, *_ = open_draft(draft_id)
    texts = draft.documents.texts()
    shown = {"grid": texts.grid, "evidence": texts.evidence}
    form = TextForm(data=shown | {"seen": mark_of(shown)})
    findings = texts.read().faults
    if form.validate_on_submit():
        try:
            require_same(form, shown)
            replace_texts(
                database(),
                draft_id,
                GridTexts(form.grid.data, form.evidence.data),
                scope=require_person().scope,
                now=now(),
            )
            return see_other(f"{base_of(draft_id)}/text")
        except HasFaults as error:
            form.add_fault(error)
            findings = error.faults
        except DomainError as error:
            form.add_fault(error)
    page = render_template(
        "grid_drafts/text.html",
        draft=draft,
        href=base_of(draft_id),
        saved=saved_line(draft),
        form=form,
        findings=findings,
    )
    return (page, 422) if form.errors else page


def _records(evidence: Document) -> list[str]:
    records = sources_of(evidence, EvidenceList.RECORD)
    return [str(record.get("id")) for record in records if record.get("display") == "family"]


def _sources(evidence: Document) -> dict[str, str]:
    told: dict[str, str] = {}
    for kind in EvidenceList:
        for source in sources_of(evidence, kind):
            words = source.get("outcome") or source.get("paraphrase") or ""
            told[str(source.get("id"))] = f"{source.get('id')}: {str(words)[:80]}"
    return told
