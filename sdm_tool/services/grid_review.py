"""Reviewing a version: two people approve it, one of each kind, and with the second it is used."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_document import GRID_NAME, GridTexts, document_of, yaml_of
from sdm_tool.domain.grid_json import content_hash
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.engine import lock_trail, writing
from sdm_tool.persistence.grids import (
    GridApproval,
    GridAuthor,
    GridChangeRequest,
    GridDraft,
    GridPublication,
)
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.grids import (
    ApprovalSeen,
    find_approvals,
    find_withdrawal,
    find_withdrawn_versions,
)
from sdm_tool.services.grid_versions import keep_texts, next_whole_version, texts_of
from sdm_tool.services.grids import Catalogue, pin, tells_one_of
from sdm_tool.services.linked_versions import differences_from_source
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

LONGEST_REVIEW_YEARS = 2


class SpeaksAs(StrEnum):
    """From which experience a reviewer judges. A version needs one of each."""

    CLINICIAN = "clinician"
    LIVED_EXPERIENCE = "lived-experience"


REVIEWER_ROLES = {
    SpeaksAs.CLINICIAN: "approved it here as a clinician",
    SpeaksAs.LIVED_EXPERIENCE: "approved it here from lived experience",
}


def last_review_day(today: date) -> date:
    """Return the latest day to look again: 24 months ahead; of 29 February, the day before."""
    try:
        return today.replace(year=today.year + LONGEST_REVIEW_YEARS)
    except ValueError:
        return today.replace(year=today.year + LONGEST_REVIEW_YEARS, day=28)


def may_approve(session: Session, grid: Grid, scope: Scope) -> bool:
    """Return whether this person may still approve: not an author, and not once already."""
    grid_hash = content_hash(grid)
    approved = any(a.account_id == scope.account_id for a in find_approvals(session, grid_hash))
    return not approved and not is_author(session, grid_hash, scope)


def is_author(session: Session, grid_hash: str, scope: Scope) -> bool:
    """Return whether this person worked on the draft that became this version."""
    found = session.scalar(
        select(GridAuthor.draft_id)
        .join(GridDraft, GridDraft.id == GridAuthor.draft_id)
        .where(GridDraft.sent_as == grid_hash, GridAuthor.account_id == scope.account_id)
    )
    return found is not None


def approve_version(
    session: Session,
    catalogue: Catalogue,
    grid: Grid,
    *,
    speaks_as: SpeaksAs,
    interests: str,
    review_by: date,
    scope: Scope,
    now: datetime,
) -> Grid | None:
    """Approve a version by name; with the second approval, publish it and return what is in use.

    Refuses an author, a second approval by one person or of one kind, a withdrawn version, and a
    day to look again that is past or over 24 months ahead. `interests`: empty when there are none
    to declare from the last two years.
    """
    today = london_day(now)
    if not today < review_by <= last_review_day(today):
        message = "Choose a day after today, and at most 24 months ahead."
        raise DomainError(message, field="review_by")
    with writing(session):
        # One approval at a time, so that of two at once the later one publishes.
        lock_trail(session)
        grid_hash = pin(session, grid, by=scope.account_id, now=now)
        _require_open_to(session, grid, grid_hash, speaks_as, scope)
        _require_as_its_source(session, catalogue, grid)
        session.add(
            GridApproval(
                content_hash=grid_hash,
                account_id=scope.account_id,
                speaks_as=speaks_as.value,
                interests=interests.strip(),
                approved_at=now,
            )
        )
        session.flush()
        append(session, Event.GRID_APPROVED, by=scope.account_id, at=now, subject=grid_hash)
        approvals = find_approvals(session, grid_hash)
        if {a.speaks_as for a in approvals} < set(SpeaksAs):
            return None
        texts = _texts_to_keep(session, catalogue, grid)
        return _publish(session, catalogue, grid, texts, Publishing(approvals, review_by, now))


def ask_for_changes(
    session: Session, grid: Grid, *, words: str, scope: Scope, now: datetime
) -> None:
    """Say what has to change before this version can be approved; authors make a new one."""
    if not words.strip():
        raise DomainError("Say what should change.", field="words")
    with writing(session):
        grid_hash = pin(session, grid, by=scope.account_id, now=now)
        session.add(
            GridChangeRequest(
                content_hash=grid_hash,
                account_id=scope.account_id,
                words=words.strip(),
                asked_at=now,
            )
        )
        session.flush()
        append(session, Event.GRID_CHANGES_ASKED, by=scope.account_id, at=now, subject=grid_hash)


def _require_as_its_source(session: Session, catalogue: Catalogue, grid: Grid) -> None:
    different = differences_from_source(session, catalogue, grid)
    if different:
        raise DomainError(" ".join(("This version cannot be approved.", *different)))


def _require_open_to(
    session: Session, grid: Grid, grid_hash: str, speaks_as: SpeaksAs, scope: Scope
) -> None:
    is_withdrawn = find_withdrawal(session, grid_hash) is not None
    if is_withdrawn or tells_one_of(grid, find_withdrawn_versions(session)):
        raise DomainError("This version was withdrawn here. A new version has to be made.")
    if is_author(session, grid_hash, scope):
        raise DomainError("You worked on this version, so another person has to approve it.")
    approvals = find_approvals(session, grid_hash)
    if any(a.account_id == scope.account_id for a in approvals):
        raise DomainError("You have approved this version already. Another person is needed.")
    if any(a.speaks_as == speaks_as for a in approvals):
        message = "Somebody approved it as this already. The other kind of approval is needed."
        raise DomainError(message, field="speaks_as")


@dataclass(frozen=True, slots=True)
class Publishing:
    """Who approved, until when it holds, and the instant."""

    approvals: list[ApprovalSeen]
    review_by: date
    now: datetime


def _texts_to_keep(session: Session, catalogue: Catalogue, grid: Grid) -> GridTexts:
    try:
        return texts_of(session, catalogue, grid)
    except NotFound as error:
        raise DomainError("The files of this version are gone. Bring it in again.") from error


def _publish(
    session: Session, catalogue: Catalogue, grid: Grid, texts: GridTexts, publishing: Publishing
) -> Grid:
    """Fix the version for use: a whole number, today's date, the reviewers' names.

    One that carries a date of publication from elsewhere is used just as it is.
    """
    published, by = grid, publishing.approvals[-1].account_id
    approved_hash = content_hash(grid)
    keep_texts(session, approved_hash, texts)
    if grid.is_draft:
        number = next_whole_version(session, catalogue, grid.slug)
        texts = _published_texts(texts, number, publishing)
        reading = texts.read()
        if reading.grid is None:
            raise DomainError("This version has faults now. A new version has to be made.")
        published = reading.grid
        keep_texts(session, pin(session, published, by=by, now=publishing.now), texts)
    session.execute(
        insert(GridPublication).values(
            content_hash=content_hash(published),
            approved_hash=approved_hash,
            published_at=publishing.now,
            review_by=publishing.review_by,
        )
    )
    append(
        session,
        Event.GRID_PUBLISHED,
        by=by,
        at=publishing.now,
        subject=content_hash(published),
    )
    return published


def _published_texts(texts: GridTexts, number: str, publishing: Publishing) -> GridTexts:
    document = document_of(texts.grid, GRID_NAME)
    document["version"] = number
    document["published"] = london_day(publishing.now).isoformat()
    document["review_by"] = publishing.review_by.isoformat()
    document["reviewers"] = [
        {"name": seen.display_name, "role": REVIEWER_ROLES[SpeaksAs(seen.speaks_as)]}
        for seen in publishing.approvals
    ]
    return GridTexts(yaml_of(document), texts.evidence)
