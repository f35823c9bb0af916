"""Writing a new version of a grid: started from another one or brought in, then sent for review."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_document import (
    Document,
    GridDocuments,
    GridTexts,
    Unreadable,
    documents_of,
    from_kept_form,
    kept_form,
)
from sdm_tool.domain.grid_file import Fault, Severity
from sdm_tool.domain.grid_formats import Format
from sdm_tool.domain.linked_versions import retell
from sdm_tool.domain.permissions import Scope
from sdm_tool.persistence.accounts import Account
from sdm_tool.persistence.base import new_id
from sdm_tool.persistence.engine import lock_trail, writing
from sdm_tool.persistence.grids import GridAuthor, GridDraft
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.grids import AuthorSeen, find_authors
from sdm_tool.services.grid_versions import keep_texts, next_version, texts_of
from sdm_tool.services.grids import Catalogue, pin
from sdm_tool.services.linked_versions import differences_from_source
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

LARGEST_TEXT = 1_000_000
_OPEN = (
    select(GridDraft)
    .where(GridDraft.id == bindparam("draft"), GridDraft.sent_as.is_(None))
    .execution_options(populate_existing=True)
)


class HasFaults(DomainError):
    """A grid that the checks refuse; `faults` name every place."""

    def __init__(self, message: str, faults: tuple[Fault, ...]) -> None:
        super().__init__(message)
        self.faults = faults


@dataclass(frozen=True, slots=True)
class DraftSeen:
    """A version that is being written."""

    id: str
    slug: str
    version: str
    title: str
    started_from: str | None
    documents: GridDocuments
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Retold:
    """How a new version tells another one again."""

    language: str
    format: Format


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft as a list needs it."""

    id: str
    title: str
    version: str
    changed_by: str
    changed_at: datetime


def start_draft(
    session: Session,
    catalogue: Catalogue,
    grid: Grid,
    *,
    interests: str,
    scope: Scope,
    now: datetime,
    retold: Retold | None = None,
) -> str:
    """Start a new version from an existing one and return the draft's id. Nobody checked it yet.

    `retold` starts a grid of its own that tells this version again; refused when it would be the
    same.
    """
    documents = documents_of(texts_of(session, catalogue, grid))
    if retold is not None:
        retell(documents.grid, language=retold.language, written=retold.format)
    return _start(
        session,
        catalogue,
        documents,
        started_from=grid.version,
        interests=interests,
        scope=scope,
        now=now,
    )


def import_draft(
    session: Session,
    catalogue: Catalogue,
    texts: GridTexts,
    *,
    interests: str,
    scope: Scope,
    now: datetime,
) -> str:
    """Bring in a grid as a draft. Refuses one with a fault, every fault named; nothing is kept."""
    reading = texts.read()
    if reading.grid is None:
        raise HasFaults(
            "This grid was not brought in. Mend what is listed.", faults_in(reading.faults)
        )
    return _start(
        session,
        catalogue,
        documents_of(texts),
        started_from=None,
        interests=interests,
        scope=scope,
        now=now,
    )


def _start(
    session: Session,
    catalogue: Catalogue,
    documents: GridDocuments,
    *,
    started_from: str | None,
    interests: str,
    scope: Scope,
    now: datetime,
) -> str:
    document = documents.grid
    draft_id = new_id()
    with writing(session):
        # One new number at a time: of two that start at once, each gets its own.
        lock_trail(session)
        document["version"] = next_version(session, catalogue, document["slug"])
        document |= {"reviewers": [], "published": None, "review_by": None}
        session.execute(
            insert(GridDraft).values(
                id=draft_id,
                slug=document["slug"],
                version=document["version"],
                title=document["title"],
                started_from=started_from,
                grid=kept_form(document),
                evidence=kept_form(documents.evidence),
                started_at=now,
                changed_by=scope.account_id,
                changed_at=now,
                what_changed="",
            )
        )
        _join(session, draft_id, interests, scope, now)
        event = Event.GRID_DRAFT_STARTED if started_from else Event.GRID_DRAFT_IMPORTED
        append(session, event, by=scope.account_id, at=now, subject=draft_id)
    return draft_id


def join_draft(
    session: Session, draft_id: str, *, interests: str, scope: Scope, now: datetime
) -> None:
    """Let a person work on a draft, with their interests declared first."""
    with writing(session):
        get_draft(session, draft_id)
        _join(session, draft_id, interests, scope, now)
        append(session, Event.GRID_DRAFT_JOINED, by=scope.account_id, at=now, subject=draft_id)


def _join(session: Session, draft_id: str, interests: str, scope: Scope, now: datetime) -> None:
    session.merge(
        GridAuthor(
            draft_id=draft_id,
            account_id=scope.account_id,
            interests=interests.strip(),
            joined_at=now,
        )
    )
    session.flush()


def get_draft(session: Session, draft_id: str) -> DraftSeen:
    """Return a draft that is open, with its two files. Raises NotFound."""
    row = _found(session.scalar(_OPEN, {"draft": draft_id}))
    by = session.get(Account, row.changed_by)
    return DraftSeen(
        id=row.id,
        slug=row.slug,
        version=row.version,
        title=row.title,
        started_from=row.started_from,
        documents=_kept(row),
        changed_by=by.display_name if by else "Someone",
        changed_at=row.changed_at,
    )


def _open_row(session: Session, draft_id: str) -> GridDraft:
    """Return the row to write to: nobody else writes to it until this transaction ends."""
    return _found(session.scalar(_OPEN.with_for_update(), {"draft": draft_id}))


def _kept(row: GridDraft) -> GridDocuments:
    return GridDocuments(from_kept_form(row.grid), from_kept_form(row.evidence))


def _found(row: GridDraft | None) -> GridDraft:
    if row is None:
        raise NotFound
    return row


def find_open_drafts(session: Session) -> list[DraftLine]:
    """Return every draft that is being written, the one changed last first."""
    rows = session.execute(
        select(
            GridDraft.id,
            GridDraft.title,
            GridDraft.version,
            Account.display_name,
            GridDraft.changed_at,
        )
        .join(Account, Account.id == GridDraft.changed_by)
        .where(GridDraft.sent_as.is_(None))
        .order_by(GridDraft.changed_at.desc(), GridDraft.id)
    )
    return [DraftLine(*row) for row in rows]


def authors_of(session: Session, draft_id: str) -> list[AuthorSeen]:
    """Return who worked on a draft, with their interests."""
    return find_authors(session, draft_id)


def change_draft(
    session: Session,
    draft_id: str,
    change: Callable[[Document, Document], None],
    *,
    scope: Scope,
    now: datetime,
) -> None:
    """Change a draft in place: `change` is handed its grid and its evidence as they are stored now.

    Refuses somebody who is not among its authors.
    """
    with writing(session):
        row = _open_row(session, draft_id)
        _require_author(session, draft_id, scope)
        documents = _kept(row)
        change(documents.grid, documents.evidence)
        _store(session, row, documents, scope, now)


def replace_texts(
    session: Session, draft_id: str, texts: GridTexts, *, scope: Scope, now: datetime
) -> None:
    """Put two whole files in the place of a draft's. Refuses what is not YAML of our kind.

    Faults of the content may stay in a draft; the slug and the number may not change.
    """
    try:
        new = documents_of(texts)
    except Unreadable as error:
        message = "This was not saved: it cannot be read. Mend what is listed."
        raise HasFaults(message, error.faults) from error

    def change(old_grid: Document, old_evidence: Document) -> None:
        kept = {"slug": old_grid["slug"], "version": old_grid["version"]}
        old_grid.clear()
        old_grid.update(new.grid | kept)
        old_evidence.clear()
        old_evidence.update(new.evidence)

    change_draft(session, draft_id, change, scope=scope, now=now)


def throw_away(session: Session, draft_id: str, *, scope: Scope, now: datetime) -> None:
    """Delete a draft that nobody was sent."""
    with writing(session):
        _open_row(session, draft_id)
        _require_author(session, draft_id, scope)
        session.execute(delete(GridAuthor).where(GridAuthor.draft_id == draft_id))
        session.execute(delete(GridDraft).where(GridDraft.id == draft_id))
        append(session, Event.GRID_DRAFT_THROWN_AWAY, by=scope.account_id, at=now, subject=draft_id)


def send_for_review(
    session: Session,
    catalogue: Catalogue,
    draft_id: str,
    *,
    what_changed: str,
    scope: Scope,
    now: datetime,
) -> Grid:
    """Close a draft and fix its content for the reviewers.

    Refuses one with a fault, and one that tells a version again and holds something else.
    """
    if not what_changed.strip():
        raise DomainError("Say what changed and why, for the people who review it.", field="what")
    with writing(session):
        row = _open_row(session, draft_id)
        _require_author(session, draft_id, scope)
        texts = _kept(row).texts()
        reading = texts.read()
        if reading.grid is None:
            message = "It cannot be sent for review yet. Mend what is listed."
            raise HasFaults(message, faults_in(reading.faults))
        different = differences_from_source(session, catalogue, reading.grid)
        if different:
            raise DomainError(" ".join(("It cannot be sent for review yet.", *different)))
        grid_hash = pin(session, reading.grid, by=scope.account_id, now=now)
        keep_texts(session, grid_hash, texts)
        session.execute(
            update(GridDraft)
            .where(GridDraft.id == draft_id)
            .values(sent_as=grid_hash, sent_at=now, what_changed=what_changed.strip())
        )
        append(session, Event.GRID_SENT_FOR_REVIEW, by=scope.account_id, at=now, subject=grid_hash)
    return reading.grid


def faults_in(findings: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Return the findings that hold a grid back, without the warnings."""
    return tuple(found for found in findings if found.severity is Severity.FAULT)


def works_on(session: Session, draft_id: str, scope: Scope) -> bool:
    """Return whether somebody works on a draft: they declared their interests."""
    return session.get(GridAuthor, (draft_id, scope.account_id)) is not None


def _require_author(session: Session, draft_id: str, scope: Scope) -> None:
    if not works_on(session, draft_id, scope):
        raise DomainError("Say what interests you have first, then you can work on this draft.")


def _store(
    session: Session, row: GridDraft, documents: GridDocuments, scope: Scope, now: datetime
) -> None:
    grid, evidence = kept_form(documents.grid), kept_form(documents.evidence)
    if max(len(grid), len(evidence)) > LARGEST_TEXT:
        raise DomainError("This grid is too long. Nothing was saved; make it shorter.")
    title = documents.grid.get("title")
    session.execute(
        update(GridDraft)
        .where(GridDraft.id == row.id)
        .values(
            grid=grid,
            evidence=evidence,
            title=title if isinstance(title, str) and title.strip() else row.title,
            changed_by=scope.account_id,
            changed_at=now,
        )
    )
