"""Changing what a conversation is: valid, entered in error, on another grid version."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.status import Status
from sdm_tool.persistence.conversations import Conversation
from sdm_tool.persistence.engine import writing
from sdm_tool.services.conversation_reading import read_conversation
from sdm_tool.services.grids import is_usable, pin
from sdm_tool.services.section_rows import drafts_of_subjects
from sdm_tool.services.section_store import finish_all_drafts, record_status
from sdm_tool.services.sections import require_changeable
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

CHOOSE_FIRST = (
    "Somebody else changed a part while you did. Open the parts you changed, see both texts and "
    "choose, before you call this valid."
)


def make_valid(session: Session, conversation_id: str, *, scope: Scope, now: datetime) -> None:
    """Call a conversation valid, or raise DomainError naming what is still missing.

    Everyone's drafts become versions first, so that valid is true of all that was typed; a text of
    this person that still waits for a choice stands in the way. Asked twice, it is done once.
    """
    with writing(session):
        require_changeable(session, conversation_id, scope)
        subject_ids = read_conversation(session, scope, conversation_id).subject_ids
        finish_all_drafts(session, subject_ids, now)
        left = drafts_of_subjects(session, subject_ids)
        if any(draft.author_id == scope.account_id for draft in left):
            raise DomainError(CHOOSE_FIRST)
        conversation = read_conversation(session, scope, conversation_id)
        if conversation.status is Status.VALID:
            return
        if conversation.needed:
            raise DomainError(
                "Still needed: " + "; ".join(item.words for item in conversation.needed) + "."
            )
        record_status(
            session, conversation_id, Status.VALID, reason="", by=scope.account_id, now=now
        )


def cancel(
    session: Session, conversation_id: str, *, reason: str, scope: Scope, now: datetime
) -> None:
    """Mark a conversation as entered in error, with the reason. Nothing is deleted."""
    with writing(session):
        require_changeable(session, conversation_id, scope)
        conversation = read_conversation(session, scope, conversation_id)
        finish_all_drafts(session, conversation.subject_ids, now)
        record_status(
            session,
            conversation_id,
            Status.CANCELLED,
            reason=reason,
            by=scope.account_id,
            now=now,
        )


def go_on_with_withdrawn_grid(
    session: Session, conversation_id: str, *, reason: str, scope: Scope, now: datetime
) -> None:
    """Keep a withdrawn grid version in this conversation, with the reason."""
    with writing(session):
        conversation = require_changeable(session, conversation_id, scope)
        session.execute(
            update(Conversation)
            .where(Conversation.id == conversation_id)
            .values(withdrawn_grid_reason=reason)
        )
        append(
            session,
            Event.GRID_MOVED,
            by=scope.account_id,
            at=now,
            record=conversation.record_id,
            subject=conversation_id,
            detail="kept",
        )


def move_to_version(
    session: Session,
    conversation_id: str,
    grid: Grid,
    *,
    scope: Scope,
    now: datetime,
) -> None:
    """Move a conversation to another version of its grid. Marks that no longer match are kept."""
    if not is_usable(session, grid):
        raise DomainError(f"{grid.title}, version {grid.version}, may not be used here.")
    with writing(session):
        conversation = require_changeable(session, conversation_id, scope)
        if conversation.withdrawn_why is None or conversation.status != Status.IN_PROGRESS:
            raise DomainError("Only a grid version that was withdrawn is moved on from.")
        grid_hash = pin(session, grid, by=scope.account_id, now=now)
        session.execute(
            update(Conversation)
            .where(Conversation.id == conversation_id)
            .values(content_hash=grid_hash, withdrawn_grid_reason=None)
        )
        append(
            session,
            Event.GRID_MOVED,
            by=scope.account_id,
            at=now,
            record=conversation.record_id,
            subject=conversation_id,
            detail="moved",
        )
