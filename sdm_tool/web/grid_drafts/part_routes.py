"""Routes of the parts of a draft: what is written, beside what families will see."""

from collections.abc import Callable
from typing import Any

from flask import render_template, request
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid_document import Document, GridTexts, preview_of
from sdm_tool.domain.grid_edit import (
    about_of,
    add_option,
    answer_of,
    change_entry,
    mark_of,
    option_of,
    options_of,
    question_of,
    remove_option,
    set_about,
    set_answer,
)
from sdm_tool.domain.permissions import Permission
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services.grid_drafts import (
    DraftSeen,
    HasFaults,
    change_draft,
    get_draft,
    replace_texts,
)
from sdm_tool.web.access import requires
from sdm_tool.web.database import database, now
from sdm_tool.web.fragments import see_other, wants_fragment
from sdm_tool.web.grid_drafts.forms import (
    AboutForm,
    AnswerForm,
    OptionForm,
    OptionNameForm,
    PartForm,
    QuestionForm,
    TextForm,
)
from sdm_tool.web.grid_drafts.presenters import (
    base_of,
    findings_at,
    present_answers,
    present_checks,
    present_findings,
    present_part,
    saved_line,
    stop_words,
)
from sdm_tool.web.grid_drafts.routes import documents_of, grid_drafts, is_author
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
from sdm_tool.web.grid_presenters import present_once
from sdm_tool.web.signed_in import require_person

Answer = Response | str | tuple[str, int]
CHANGED_MEANWHILE = (
    "Somebody else changed this part while you had it open. Nothing here was saved. Copy your "
    "words, open the page again, and put them in there."
)


@grid_drafts.route("/grid-drafts/<draft_id>/about", methods=["GET", "POST"])
@requires(Permission.GRID_EDIT)
def about(draft_id: str) -> Answer:
    """Write what stands over the whole grid."""
    draft = _draft(draft_id)
    grid, _ = documents_of(draft)
    part = about_of(grid)
    form = AboutForm(data=about_values(part) | {"seen": mark_of(part)})
    return _part_page(
        draft,
        form,
        "about",
        read=about_of,
        write=lambda grid: set_about(grid, about_from(form)),
    )


@grid_drafts.route("/grid-drafts/<draft_id>/options/<option_id>", methods=["GET", "POST"])
@requires(Permission.GRID_EDIT)
def option(draft_id: str, option_id: str) -> Answer:
    """Write one option."""
    draft = _draft(draft_id)
    grid, _ = documents_of(draft)
    part = _found(option_of, grid, option_id)
    form = OptionForm(data=option_values(part) | {"seen": mark_of(part)})
    return _part_page(
        draft,
        form,
        "option",
        read=lambda grid: option_of(grid, option_id),
        write=lambda grid: change_entry(option_of(grid, option_id), option_from(form)),
        option_id=option_id,
    )


@grid_drafts.route("/grid-drafts/<draft_id>/questions/<question_id>", methods=["GET", "POST"])
@requires(Permission.GRID_EDIT)
def question(draft_id: str, question_id: str) -> Answer:
    """Write one question."""
    draft = _draft(draft_id)
    grid, _ = documents_of(draft)
    part = _found(question_of, grid, question_id)
    form = QuestionForm(data=question_values(part) | {"seen": mark_of(part)})
    return _part_page(
        draft,
        form,
        "question",
        read=lambda grid: question_of(grid, question_id),
        write=lambda grid: change_entry(question_of(grid, question_id), question_from(form)),
        question_id=question_id,
    )


@grid_drafts.route(
    "/grid-drafts/<draft_id>/answers/<option_id>/<question_id>", methods=["GET", "POST"]
)
@requires(Permission.GRID_EDIT)
def answer(draft_id: str, option_id: str, question_id: str) -> Answer:
    """Write one answer."""
    draft = _draft(draft_id)
    grid, evidence = documents_of(draft)
    _found(option_of, grid, option_id)
    if _found(question_of, grid, question_id).get("answered_by") == "service":
        raise NotFound
    part = answer_of(grid, option_id, question_id)
    form = AnswerForm(data=answer_values(part) | {"seen": mark_of(part)})
    form.prepare(_records(evidence), _sources(evidence))
    return _part_page(
        draft,
        form,
        "answer",
        read=lambda grid: answer_of(grid, option_id, question_id),
        write=lambda grid: set_answer(grid, option_id, question_id, answer_from(form)),
        option_id=option_id,
        question_id=question_id,
    )


@grid_drafts.route("/grid-drafts/<draft_id>/text", methods=["GET", "POST"])
@requires(Permission.GRID_EDIT)
def text(draft_id: str) -> Answer:
    """Write the two files as they are: everything, the evidence too."""
    draft = _draft(draft_id)
    shown = {"grid": draft.texts.grid, "evidence": draft.texts.evidence}
    form = TextForm(data=shown | {"seen": mark_of(shown)})
    findings = draft.texts.read().faults
    if form.validate_on_submit():
        try:
            _require_same(form, shown)
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


@grid_drafts.route("/grid-drafts/<draft_id>/options", methods=["POST"])
@requires(Permission.GRID_EDIT)
def new_option(draft_id: str) -> Answer:
    """Add an option, with everything about it still to write."""
    form, made = OptionNameForm(), []
    if not form.validate_on_submit():
        return see_other(base_of(draft_id))
    change_draft(
        database(),
        draft_id,
        lambda grid, _evidence: made.append(add_option(grid, form.name.data)),
        scope=require_person().scope,
        now=now(),
    )
    return see_other(f"{base_of(draft_id)}/options/{made[0]}")


@grid_drafts.route("/grid-drafts/<draft_id>/options/<option_id>/remove", methods=["POST"])
@requires(Permission.GRID_EDIT)
def drop_option(draft_id: str, option_id: str) -> Answer:
    """Take an option and everything written about it off the grid."""
    change_draft(
        database(),
        draft_id,
        lambda grid, _evidence: remove_option(grid, option_id),
        scope=require_person().scope,
        now=now(),
    )
    return see_other(base_of(draft_id))


def _require_same(form: PartForm, stored: object) -> None:
    if form.seen.data != mark_of(stored):
        raise DomainError(CHANGED_MEANWHILE)


def _draft(draft_id: str) -> DraftSeen:
    draft = get_draft(database(), draft_id)
    if not is_author(draft_id):
        raise DomainError("Say what interests you have first: open the draft’s own page.")
    return draft


def _part_page(
    draft: DraftSeen,
    form: PartForm,
    kind: str,
    *,
    read: Callable[[Document], Document],
    write: Callable[[Document], None],
    option_id: str = "",
    question_id: str = "",
) -> Answer:
    """Show a part, or save it as it is typed: its faults are named beside it."""
    if form.validate_on_submit():
        try:
            draft = _save(draft, form, read, write)
        except DomainError as error:
            form.add_fault(error)
        else:
            if not wants_fragment():
                return see_other(request.path)
    if form.errors and wants_fragment():
        return render_template("components/_not_saved.html", faults=form.summary()), 422
    grid, evidence = documents_of(draft)
    if not form.errors:
        form.seen.data = mark_of(read(grid))
    lines = present_findings(draft.id, grid, draft.texts.read().faults)
    template = "grid_drafts/_saved.html" if wants_fragment() else f"grid_drafts/{kind}.html"
    page = render_template(
        template,
        draft=draft,
        href=base_of(draft.id),
        form=form,
        saved=saved_line(draft),
        stop_words=stop_words(lines),
        findings=findings_at(lines, request.path),
        answers=present_answers(draft.id, grid, question_id, (), option_id)
        if option_id and question_id
        else (),
        checks=_checks(grid, kind, option_id, question_id),
        part=present_part(draft.id, grid, option_id, question_id),
        **_view(grid, evidence, kind, option_id, question_id),
    )
    return (page, 422) if form.errors else page


def _save(
    draft: DraftSeen,
    form: PartForm,
    read: Callable[[Document], Document],
    write: Callable[[Document], None],
) -> DraftSeen:
    def change(grid: Document, _evidence: Document) -> None:
        _require_same(form, read(grid))
        write(grid)

    return change_draft(database(), draft.id, change, scope=require_person().scope, now=now())


def _checks(grid: Document, kind: str, option_id: str, question_id: str) -> Any:  # noqa: ANN401  lines for the template
    if kind == "answer":
        part = answer_of(grid, option_id, question_id)
        others = [
            answer_of(grid, str(each.get("id")), question_id).get("text")
            for each in options_of(grid)
            if each.get("id") != option_id
        ]
        answers = grid.get("answers")
        column = answers.get(option_id) if isinstance(answers, dict) else None
        return present_checks([part.get("text"), part.get("unknown")], column, others)
    if kind == "option":
        return present_checks(option_of(grid, option_id), None, ())
    return ()


def _view(
    grid: Document, evidence: Document, kind: str, option_id: str, question_id: str
) -> dict[str, Any]:
    """Return the family's view of the part; nothing while the grid is too far from one."""
    preview = preview_of(grid, evidence)
    shown = present_once(preview) if preview else None
    seen: dict[str, Any] = {"grid": shown, "kind": kind, "cell": None, "figures": ()}
    if shown and kind == "answer":
        row = next((row for row in shown.rows if row.id == question_id), None)
        cells = row.cells if row else ()
        seen["cell"] = next((cell for cell in cells if cell.option_id == option_id), None)
    if shown and kind == "option":
        seen["cell"] = next((each for each in shown.options if each.id == option_id), None)
    if shown and kind == "question":
        seen["cell"] = next((row for row in shown.rows if row.id == question_id), None)
    return seen


def _records(evidence: Document) -> list[str]:
    return [
        str(record.get("id"))
        for record in evidence.get("evidence") or ()
        if isinstance(record, dict) and record.get("display") == "family"
    ]


def _sources(evidence: Document) -> dict[str, str]:
    found: dict[str, str] = {}
    for key in ("evidence", "guidelines"):
        for record in evidence.get(key) or ():
            if isinstance(record, dict):
                told = record.get("outcome") or record.get("paraphrase") or ""
                found[str(record.get("id"))] = f"{record.get('id')}: {str(told)[:80]}"
    return found


def _found(find: Callable[[Document, str], Document], grid: Document, wanted: str) -> Document:
    try:
        return find(grid, wanted)
    except DomainError as error:
        raise NotFound from error
