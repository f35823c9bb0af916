"""The page of one part of a draft: opened, saved as it is typed, and shown with what is found."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid_document import Document
from sdm_tool.domain.grid_edit import mark_of
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services.grid_drafts import DraftSeen, change_draft, get_draft
from sdm_tool.web.database import database, now
from sdm_tool.web.fragments import see_other, wants_fragment
from sdm_tool.web.grid_drafts.addresses import base_of
from sdm_tool.web.grid_drafts.finding_presenters import (
    findings_at,
    present_findings,
    stop_words,
)
from sdm_tool.web.grid_drafts.forms import PartForm
from sdm_tool.web.grid_drafts.presenters import saved_line
from sdm_tool.web.grid_drafts.routes import is_author
from sdm_tool.web.signed_in import require_person

Answer = Response | str | tuple[str, int]
CHANGED_MEANWHILE = (
    "Somebody else changed this part while you had it open. Nothing here was saved. Copy your "
    "words, open the page again, and put them in there."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a draft: where it stands in the files, and what its page shows around the form.

    `kind` names its template. `around` is asked for the rest of what the template needs.
    """

    kind: str
    form: PartForm
    read: Callable[[Document, Document], object]
    write: Callable[[Document, Document], None]
    around: Callable[[Document, Document], dict[str, Any]]


def open_draft(draft_id: str) -> tuple[DraftSeen, Document, Document]:
    """Return a draft with its grid and its evidence. Refuses somebody who does not work on it."""
    draft = get_draft(database(), draft_id)
    if not is_author(draft_id):
        raise DomainError("Say what interests you have first: open the draft’s own page.")
    return draft, draft.documents.grid, draft.documents.evidence


def found(find: Callable[..., Document], *where: str | Document) -> Document:
    """Return a part of a file; a part that is not there is a page that is not there."""
    try:
        return find(*where)
    except DomainError as error:
        raise NotFound from error


def require_same(form: PartForm, stored: object) -> None:
    """Refuse to write over what somebody else wrote since the form was opened."""
    if form.seen.data != mark_of(stored):
        raise DomainError(CHANGED_MEANWHILE)


def part_page(draft: DraftSeen, part: Part) -> Answer:
    """Show a part, or save it as it is typed: its faults are named beside it."""
    form = part.form
    if form.validate_on_submit():
        try:
            _save(draft, part)
        except DomainError as error:
            form.add_fault(error)
        else:
            if not wants_fragment():
                return see_other(request.path)
            draft = get_draft(database(), draft.id)
    if form.errors and wants_fragment():
        return render_template("components/_not_saved.html", faults=form.summary()), 422
    grid, evidence = draft.documents.grid, draft.documents.evidence
    if not form.errors:
        form.seen.data = mark_of(part.read(grid, evidence))
    lines = present_findings(draft.id, grid, evidence, draft.documents.read().faults)
    template = "grid_drafts/_saved.html" if wants_fragment() else f"grid_drafts/{part.kind}.html"
    page = render_template(
        template,
        draft=draft,
        href=base_of(draft.id),
        form=form,
        kind=part.kind,
        saved=saved_line(draft),
        stop_words=stop_words(lines),
        findings=findings_at(lines, request.path),
        **part.around(grid, evidence),
    )
    return (page, 422) if form.errors else page


def _save(draft: DraftSeen, part: Part) -> None:
    def change(grid: Document, evidence: Document) -> None:
        require_same(part.form, part.read(grid, evidence))
        part.write(grid, evidence)

    change_draft(database(), draft.id, change, scope=require_person().scope, now=now())
