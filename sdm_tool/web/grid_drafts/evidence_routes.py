"""Routes of the evidence of a draft: its records, its guideline positions, how it was found."""

from flask import render_template

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.evidence_edit import (
    EvidenceList,
    add_source,
    change_source,
    found_of,
    remove_source,
    set_found,
    source_of,
)
from sdm_tool.domain.grid_edit import mark_of
from sdm_tool.domain.permissions import Permission
from sdm_tool.services.grid_drafts import change_draft
from sdm_tool.web.access import requires
from sdm_tool.web.database import database, now
from sdm_tool.web.fragments import see_other
from sdm_tool.web.grid_drafts.addresses import base_of
from sdm_tool.web.grid_drafts.evidence_forms import FoundForm, NewPositionForm, NewRecordForm
from sdm_tool.web.grid_drafts.evidence_presenters import present_source, present_sources
from sdm_tool.web.grid_drafts.evidence_values import (
    found_from,
    found_values,
    source_form,
    source_from,
)
from sdm_tool.web.grid_drafts.part_page import Answer, Part, found, open_draft, part_page
from sdm_tool.web.grid_drafts.presenters import saved_line
from sdm_tool.web.grid_drafts.routes import grid_drafts
from sdm_tool.web.signed_in import require_person

KIND = "<any('evidence','guidelines'):kind>"
NewForm = NewRecordForm | NewPositionForm


@grid_drafts.route("/grid-drafts/<draft_id>/evidence")
@requires(Permission.GRID_EDIT)
def evidence(draft_id: str) -> Answer:
    """List the evidence of a draft, with the answers that rest on each piece."""
    return _list_page(draft_id, None)


@grid_drafts.route(f"/grid-drafts/<draft_id>/{KIND}", methods=["POST"])
@requires(Permission.GRID_EDIT)
def new_source(draft_id: str, kind: str) -> Answer:
    """Add a record or a guideline position, with everything about it still to write."""
    listed = EvidenceList(kind)
    form = NewRecordForm() if listed is EvidenceList.RECORD else NewPositionForm()
    field = form.record_id if isinstance(form, NewRecordForm) else form.position_id
    if not form.validate_on_submit():
        return _list_page(draft_id, form)
    try:
        change_draft(
            database(),
            draft_id,
            lambda _grid, evidence: add_source(evidence, listed, field.data),
            scope=require_person().scope,
            now=now(),
        )
    except DomainError as error:
        form.add_fault(DomainError(str(error), field=field.name))
        return _list_page(draft_id, form)
    return see_other(f"{base_of(draft_id)}/{kind}/{field.data}")


@grid_drafts.route(f"/grid-drafts/<draft_id>/{KIND}/<source_id>", methods=["GET", "POST"])
@requires(Permission.GRID_EDIT)
def source(draft_id: str, kind: str, source_id: str) -> Answer:
    """Write one record or one guideline position."""
    draft, _, opened = open_draft(draft_id)
    listed = EvidenceList(kind)
    form = source_form(listed, found(source_of, opened, listed, source_id))
    return part_page(
        draft,
        Part(
            kind="record" if listed is EvidenceList.RECORD else "position",
            form=form,
            read=lambda _, evidence: source_of(evidence, listed, source_id),
            write=lambda _, evidence: change_source(
                evidence,
                listed,
                source_id,
                source_from(form, listed, source_of(evidence, listed, source_id)),
            ),
            around=lambda grid, evidence: {
                "source": present_source(draft_id, grid, evidence, (listed, source_id))
            },
        ),
    )


@grid_drafts.route(f"/grid-drafts/<draft_id>/{KIND}/<source_id>/remove", methods=["POST"])
@requires(Permission.GRID_EDIT)
def drop_source(draft_id: str, kind: str, source_id: str) -> Answer:
    """Take a record or a guideline position out, unless an answer rests on it."""
    change_draft(
        database(),
        draft_id,
        lambda grid, evidence: remove_source(grid, evidence, EvidenceList(kind), source_id),
        scope=require_person().scope,
        now=now(),
    )
    return see_other(f"{base_of(draft_id)}/evidence")


@grid_drafts.route("/grid-drafts/<draft_id>/how-found", methods=["GET", "POST"])
@requires(Permission.GRID_EDIT)
def how_found(draft_id: str) -> Answer:
    """Write how the evidence was looked for, and what rests on agreement."""
    draft, _, opened = open_draft(draft_id)
    part = found_of(opened)
    form = FoundForm(data=found_values(part) | {"seen": mark_of(part)})
    return part_page(
        draft,
        Part(
            kind="found",
            form=form,
            read=lambda _, evidence: found_of(evidence),
            write=lambda _, evidence: set_found(evidence, *found_from(form, found_of(evidence))),
            around=lambda *_: {},
        ),
    )


def _list_page(draft_id: str, form: NewForm | None) -> Answer:
    draft, grid, evidence = open_draft(draft_id)
    page = render_template(
        "grid_drafts/evidence.html",
        draft=draft,
        href=base_of(draft_id),
        saved=saved_line(draft),
        records=present_sources(draft_id, grid, evidence, EvidenceList.RECORD),
        positions=present_sources(draft_id, grid, evidence, EvidenceList.POSITION),
        form=form,
        record_form=form if isinstance(form, NewRecordForm) else NewRecordForm(formdata=None),
        position_form=form if isinstance(form, NewPositionForm) else NewPositionForm(formdata=None),
    )
    return (page, 422) if form else page
