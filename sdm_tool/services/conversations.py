"""Starting conversations, and changing their status."""

from datetime import datetime

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from sdm_tool.domain.documents import from_json, to_json
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.sections import MeetingSection, StartSection
from sdm_tool.domain.status import Status
from sdm_tool.domain.wording import LONDON
from sdm_tool.persistence.base import new_id
from sdm_tool.persistence.conversations import Conversation, SectionDraft
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.queries.conversations import get_conversation
from sdm_tool.persistence.queries.records import find_latest_meeting, get_record
from sdm_tool.persistence.records import ConversationMeeting, Meeting
from sdm_tool.services.conversation_reading import read_conversation
from sdm_tool.services.grids import is_usable, pin
from sdm_tool.services.section_store import (
    find_drafts,
    finish_drafts,
    newest_version,
    put_draft,
    record_status,
)
from sdm_tool.services.sections import settle
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event


def start_conversation(
    session: Session,
    record_id: str,
    *,
    grid: Grid | None,
    led_by: str,
    is_practice: bool,
    is_demonstration: bool,
    scope: Scope,
    now: datetime,
    replaces_id: str | None = None,
) -> str:
    """Start a conversation at a meeting now, and return its id. The grid version is pinned.

    A meeting of this record earlier on the same day is the same meeting. People are carried over
    from the last meeting, so that nobody types "Mum" twice; who is here is asked each time.
    """
    if grid and not is_usable(session, grid, is_demonstration=is_demonstration):
        raise DomainError(
            f"{grid.title}, version {grid.version}, is not approved for use here. "
            "Two people with that permission can approve it.",
            field="grid",
        )
    with writing(session):
        record = get_record(session, scope, record_id)
        team_id = _team_of(scope, record.owning_team_id)
        grid_hash = pin(session, grid, by=scope.account_id, now=now) if grid else None
        meeting_id = _meeting_today(
            session, record_id, team_id, led_by, is_practice=is_practice, scope=scope, now=now
        )
        conversation_id = new_id()
        problem = grid.title if grid else ""
        session.execute(
            insert(Conversation).values(
                id=conversation_id,
                record_id=record_id,
                team_id=team_id,
                content_hash=grid_hash,
                is_practice=is_practice,
                replaces_id=replaces_id,
                started_at=now,
                started_by=scope.account_id,
                changed_at=now,
                problem=problem,
                row_version=1,
            )
        )
        session.execute(
            insert(ConversationMeeting).values(
                conversation_id=conversation_id, meeting_id=meeting_id
            )
        )
        _save_first(
            session, conversation_id, "start", to_json(StartSection(problem=problem)), scope, now
        )
        append(
            session,
            Event.CONVERSATION_STARTED,
            by=scope.account_id,
            at=now,
            record=record_id,
            subject=conversation_id,
        )
    return conversation_id


def change_mind(
    session: Session,
    conversation_id: str,
    *,
    grid: Grid | None,
    led_by: str,
    is_demonstration: bool,
    scope: Scope,
    now: datetime,
) -> str:
    """Start a linked new conversation; the old one says "replaced" and keeps all it holds."""
    old = get_conversation(session, scope, conversation_id)
    if old.replaced_by:
        raise DomainError("A newer conversation already replaced this one.")
    return start_conversation(
        session,
        old.record_id,
        grid=grid,
        led_by=led_by,
        is_practice=old.is_practice,
        is_demonstration=is_demonstration,
        scope=scope,
        now=now,
        replaces_id=conversation_id,
    )


def meet_again(
    session: Session, conversation_id: str, *, led_by: str, scope: Scope, now: datetime
) -> None:
    """Add today's meeting to a conversation that goes on."""
    with writing(session):
        conversation = get_conversation(session, scope, conversation_id)
        meeting_id = _meeting_today(
            session,
            conversation.record_id,
            conversation.team_id,
            led_by,
            is_practice=conversation.is_practice,
            scope=scope,
            now=now,
        )
        session.merge(ConversationMeeting(conversation_id=conversation_id, meeting_id=meeting_id))
        session.flush()
        append(
            session,
            Event.MEETING_STARTED,
            by=scope.account_id,
            at=now,
            record=conversation.record_id,
            subject=meeting_id,
        )


def make_valid(session: Session, conversation_id: str, *, scope: Scope, now: datetime) -> None:
    """Call a conversation valid, or raise DomainError naming what is still missing."""
    conversation = read_conversation(session, scope, conversation_id)
    settle(session, conversation.subject_ids, scope=scope, now=now)
    conversation = read_conversation(session, scope, conversation_id)
    if conversation.needed:
        raise DomainError(
            "Still needed: " + "; ".join(item.words for item in conversation.needed) + "."
        )
    _change_status(session, conversation_id, Status.VALID, reason="", scope=scope, now=now)


def cancel(
    session: Session, conversation_id: str, *, reason: str, scope: Scope, now: datetime
) -> None:
    """Mark a conversation as entered in error, with the reason. Nothing is deleted."""
    conversation = read_conversation(session, scope, conversation_id)
    settle(session, conversation.subject_ids, scope=scope, now=now)
    _change_status(session, conversation_id, Status.CANCELLED, reason=reason, scope=scope, now=now)


def go_on_with_withdrawn_grid(
    session: Session, conversation_id: str, *, reason: str, scope: Scope, now: datetime
) -> None:
    """Keep a withdrawn grid version in this conversation, with the reason."""
    with writing(session):
        conversation = get_conversation(session, scope, conversation_id)
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
    is_demonstration: bool,
    scope: Scope,
    now: datetime,
) -> None:
    """Move a conversation to another version of its grid. Marks that no longer match are kept."""
    if not is_usable(session, grid, is_demonstration=is_demonstration):
        raise DomainError(f"{grid.title}, version {grid.version}, may not be used here.")
    with writing(session):
        conversation = get_conversation(session, scope, conversation_id)
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


def _change_status(
    session: Session,
    conversation_id: str,
    status: Status,
    *,
    reason: str,
    scope: Scope,
    now: datetime,
) -> None:
    with writing(session):
        conversation = get_conversation(session, scope, conversation_id)
        if conversation.status == Status.CANCELLED:
            raise DomainError("This conversation was entered in error already.")
        record_status(session, conversation_id, status, reason=reason, by=scope.account_id, now=now)
        append(
            session,
            Event.STATUS_CHANGED,
            by=scope.account_id,
            at=now,
            record=conversation.record_id,
            subject=conversation_id,
            detail=status.value,
        )


def _team_of(scope: Scope, owning_team_id: str) -> str:
    """Return the team the conversation counts for: the record's own, if the person is in it."""
    return owning_team_id if owning_team_id in scope.team_ids else min(scope.team_ids)


def _meeting_today(
    session: Session,
    record_id: str,
    team_id: str,
    led_by: str,
    *,
    is_practice: bool,
    scope: Scope,
    now: datetime,
) -> str:
    last = find_latest_meeting(session, record_id)
    local = now.astimezone(LONDON)
    if (
        last
        and (last.is_practice, last.team_id) == (is_practice, team_id)
        and last.held_at.astimezone(LONDON).date() == local.date()
    ):
        return last.id
    newest = newest_version(session, last.id, "meeting").content if last else None
    before = from_json(MeetingSection, newest) if newest else MeetingSection()
    meeting_id = new_id()
    session.execute(
        insert(Meeting).values(
            id=meeting_id,
            record_id=record_id,
            team_id=team_id,
            held_at=now,
            is_practice=is_practice,
            started_by=scope.account_id,
        )
    )
    section = MeetingSection(
        held_on=local.date(),
        held_time=f"{local:%H:%M}",
        led_by=led_by,
        responsible=before.responsible or led_by,
        method=before.method,
        place=before.place,
        people=before.people,
        interpreter=before.interpreter,
    )
    _save_first(session, meeting_id, "meeting", to_json(section), scope, now)
    return meeting_id


def _save_first(
    session: Session, subject_id: str, section: str, content: str, scope: Scope, now: datetime
) -> None:
    put_draft(
        session,
        subject_id=subject_id,
        section=section,
        author_id=scope.account_id,
        base=0,
        content=content,
        now=now,
    )
    drafts = find_drafts(
        session, SectionDraft.subject_id == subject_id, SectionDraft.section == section
    )
    finish_drafts(session, drafts, now)
