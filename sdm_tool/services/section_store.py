"""Drafts become versions here, and nowhere else. Inside a writing transaction only."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session, aliased

from sdm_tool.domain.documents import from_json
from sdm_tool.domain.sections import DecideSection, MeetingSection, StartSection
from sdm_tool.domain.status import Status
from sdm_tool.domain.wording import london_instant
from sdm_tool.persistence.base import new_id
from sdm_tool.persistence.conversations import Conversation, StatusChange
from sdm_tool.persistence.records import ConversationMeeting, Meeting
from sdm_tool.services.section_rows import (
    Draft,
    add_version,
    drafts_of_subjects,
    newest_version,
    take_draft_away,
)
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

_OF_MEETING = select(ConversationMeeting.conversation_id).where(
    ConversationMeeting.meeting_id == bindparam("subject")
)
# A meeting may hold several conversations; one that was replaced keeps what it said.
_LATER = aliased(Conversation)
_CONVERSATIONS = (
    select(Conversation.id, Conversation.record_id, Conversation.status)
    .where((Conversation.id == bindparam("subject")) | Conversation.id.in_(_OF_MEETING))
    .where(~select(_LATER.id).where(_LATER.replaces_id == Conversation.id).exists())
)
_STAMP = (
    update(Conversation)
    .where(Conversation.id == bindparam("conversation"))
    .values(changed_at=bindparam("instant"))
)


def finish_drafts(session: Session, drafts: Iterable[Draft], now: datetime) -> None:
    """Turn drafts into versions, with one trail event each.

    A draft made on an older version than the newest stays a draft: its author has a choice to
    make, and nothing of either text is lost.
    """
    for draft in drafts:
        newest = newest_version(session, draft.subject_id, draft.section)
        if draft.base_number != newest.number:
            continue
        if draft.content != newest.content:
            write_version(session, draft, newest.number + 1, now)
        take_draft_away(session, draft)


def finish_all_drafts(session: Session, subject_ids: Sequence[str], now: datetime) -> None:
    """Make versions of everyone's drafts of these subjects: on a new status."""
    finish_drafts(session, drafts_of_subjects(session, subject_ids), now)


def write_version(session: Session, draft: Draft, number: int, now: datetime) -> None:
    """Write the version, what the lists repeat of it, and its trail event."""
    unsettles = _unsettles(draft, newest_version(session, draft.subject_id, draft.section).content)
    add_version(session, draft, number)
    follow_up = FOLLOW_UPS.get(draft.section)
    if follow_up:
        follow_up(session, draft)
    record_ids = _change_conversations(session, draft, now, unsettles=unsettles)
    append(
        session,
        Event.SECTION_SAVED,
        by=draft.author_id,
        at=draft.saved_at,
        record=_record_of(session, draft.subject_id, record_ids),
        subject=draft.subject_id,
        detail=draft.section,
    )


def _unsettles(draft: Draft, before: str | None) -> bool:
    """Return whether what was agreed is open again after this.

    Staff notes and what the parent copy may show are no part of what was agreed.
    """
    if draft.section != "decide" or before is None:
        return draft.section != "notes"
    was, now = (from_json(DecideSection, text) for text in (before, draft.content))
    shared_as_now = replace(
        was,
        share_words=now.share_words,
        share_marks=now.share_marks,
        share_reservations=now.share_reservations,
    )
    return shared_as_now != now


def _change_conversations(
    session: Session, draft: Draft, now: datetime, *, unsettles: bool
) -> list[str]:
    """Stamp every conversation of the section; what it unsettles is in progress again."""
    connection = session.connection()
    conversations = connection.execute(_CONVERSATIONS, {"subject": draft.subject_id}).all()
    for conversation in conversations:
        if conversation.status == Status.VALID and unsettles:
            record_status(
                session,
                conversation.id,
                Status.IN_PROGRESS,
                reason="",
                by=draft.author_id,
                now=now,
            )
        connection.execute(_STAMP, {"conversation": conversation.id, "instant": draft.saved_at})
    return [row.record_id for row in conversations]


def _record_of(session: Session, subject_id: str, of_conversations: list[str]) -> str:
    """Return the record of a subject; a meeting may have been made before its conversation."""
    if of_conversations:
        return of_conversations[0]
    return session.scalar(select(Meeting.record_id).where(Meeting.id == subject_id)) or ""


def record_status(
    session: Session, conversation_id: str, status: Status, *, reason: str, by: str, now: datetime
) -> None:
    """Write a status change, the column that repeats it, and its trail event."""
    number = session.scalar(
        select(StatusChange.number)
        .where(StatusChange.conversation_id == conversation_id)
        .order_by(StatusChange.number.desc())
        .limit(1)
    )
    session.execute(
        insert(StatusChange).values(
            id=new_id(),
            conversation_id=conversation_id,
            number=(number or 0) + 1,
            status=status.value,
            reason=reason,
            changed_at=now,
            changed_by=by,
        )
    )
    session.execute(
        update(Conversation).where(Conversation.id == conversation_id).values(status=status.value)
    )
    record_id = session.scalar(
        select(Conversation.record_id).where(Conversation.id == conversation_id)
    )
    append(
        session,
        Event.STATUS_CHANGED,
        by=by,
        at=now,
        record=record_id or "",
        subject=conversation_id,
        detail=status.value,
    )


def _repeat_problem(session: Session, draft: Draft) -> None:
    start = from_json(StartSection, draft.content)
    session.execute(
        update(Conversation)
        .where(Conversation.id == draft.subject_id)
        .values(problem=start.problem)
    )


def _repeat_decision(session: Session, draft: Draft) -> None:
    decide = from_json(DecideSection, draft.content)
    session.execute(
        update(Conversation)
        .where(Conversation.id == draft.subject_id)
        .values(decision=decide.outcome or "", review_on=decide.review_on)
    )


def _repeat_time(session: Session, draft: Draft) -> None:
    meeting = from_json(MeetingSection, draft.content)
    if meeting.held_on:
        session.execute(
            update(Meeting)
            .where(Meeting.id == draft.subject_id)
            .values(held_at=london_instant(meeting.held_on, meeting.held_time))
        )


FOLLOW_UPS: dict[str, Callable[[Session, Draft], None]] = {
    "start": _repeat_problem,
    "decide": _repeat_decision,
    "meeting": _repeat_time,
}
