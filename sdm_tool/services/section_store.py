"""Drafts become versions here, and nowhere else. Inside a writing transaction only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.orm import Session

from sdm_tool.domain.documents import from_json
from sdm_tool.domain.sections import DecideSection, MeetingSection, StartSection
from sdm_tool.domain.status import Status
from sdm_tool.domain.wording import london_instant
from sdm_tool.persistence.base import new_id
from sdm_tool.persistence.conversations import (
    Conversation,
    SectionDraft,
    SectionVersion,
    StatusChange,
)
from sdm_tool.persistence.records import ConversationMeeting, Meeting
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest version of a section; number 0 and no content when there is none."""

    number: int = 0
    content: str | None = None
    saved_by: str = ""
    saved_at: datetime | None = None


def newest_version(session: Session, subject_id: str, section: str) -> Newest:
    """Return the newest version of a section."""
    row = session.execute(
        select(
            SectionVersion.number,
            SectionVersion.content,
            SectionVersion.saved_by,
            SectionVersion.saved_at,
        )
        .where(SectionVersion.subject_id == subject_id, SectionVersion.section == section)
        .order_by(SectionVersion.number.desc())
        .limit(1)
    ).first()
    return Newest(*row) if row else Newest()


def others_saved_since(
    session: Session, subject_id: str, section: str, *, number: int, author_id: str
) -> bool:
    """Return whether anyone but the author saved a version newer than `number`."""
    found = session.scalar(
        select(SectionVersion.id)
        .where(
            SectionVersion.subject_id == subject_id,
            SectionVersion.section == section,
            SectionVersion.number > number,
            SectionVersion.saved_by != author_id,
        )
        .limit(1)
    )
    return found is not None


def find_drafts(session: Session, *conditions: ColumnElement[bool]) -> list[SectionDraft]:
    """Return the drafts that meet the conditions, oldest first."""
    return list(
        session.scalars(select(SectionDraft).where(*conditions).order_by(SectionDraft.saved_at))
    )


def put_draft(
    session: Session,
    *,
    subject_id: str,
    section: str,
    author_id: str,
    base: int,
    content: str,
    now: datetime,
) -> None:
    """Write or overwrite the one draft of an author."""
    session.merge(
        SectionDraft(
            subject_id=subject_id,
            section=section,
            author_id=author_id,
            base_number=base,
            content=content,
            saved_at=now,
        )
    )
    session.flush()


def finish_drafts(session: Session, drafts: list[SectionDraft], now: datetime) -> None:
    """Turn drafts into versions, with one trail event each.

    A draft made on an older version than the newest stays a draft: its author has a choice to
    make, and nothing of either text is lost.
    """
    for draft in drafts:
        newest = newest_version(session, draft.subject_id, draft.section)
        if draft.base_number != newest.number:
            continue
        if draft.content != newest.content:
            _write_version(session, draft, newest.number + 1, now)
        session.execute(
            delete(SectionDraft).where(
                SectionDraft.subject_id == draft.subject_id,
                SectionDraft.section == draft.section,
                SectionDraft.author_id == draft.author_id,
            )
        )
        session.expunge(draft)


def finish_all_drafts(session: Session, subject_ids: Sequence[str], now: datetime) -> None:
    """Make versions of everyone's drafts of these subjects: on a new status."""
    finish_drafts(session, find_drafts(session, SectionDraft.subject_id.in_(subject_ids)), now)


def _write_version(session: Session, draft: SectionDraft, number: int, now: datetime) -> None:
    session.execute(
        insert(SectionVersion).values(
            id=new_id(),
            subject_id=draft.subject_id,
            section=draft.section,
            number=number,
            content=draft.content,
            saved_at=draft.saved_at,
            saved_by=draft.author_id,
        )
    )
    follow_up = FOLLOW_UPS.get(draft.section)
    if follow_up:
        follow_up(session, draft)
    record_ids = _change_conversations(session, draft, now)
    append(
        session,
        Event.SECTION_SAVED,
        by=draft.author_id,
        at=draft.saved_at,
        record=_record_of(session, draft.subject_id, record_ids),
        subject=draft.subject_id,
        detail=draft.section,
    )


def _change_conversations(session: Session, draft: SectionDraft, now: datetime) -> list[str]:
    """Stamp every conversation the section belongs to; one that was valid is in progress again."""
    of_meeting = select(ConversationMeeting.conversation_id).where(
        ConversationMeeting.meeting_id == draft.subject_id
    )
    conversations = session.execute(
        select(Conversation.id, Conversation.record_id, Conversation.status).where(
            (Conversation.id == draft.subject_id) | Conversation.id.in_(of_meeting)
        )
    ).all()
    for conversation in conversations:
        if conversation.status == Status.VALID and draft.section != "notes":
            record_status(
                session,
                conversation.id,
                Status.IN_PROGRESS,
                reason="",
                by=draft.author_id,
                now=now,
            )
    session.execute(
        update(Conversation)
        .where(Conversation.id.in_([row.id for row in conversations]))
        .values(changed_at=draft.saved_at)
    )
    return [row.record_id for row in conversations]


def _record_of(session: Session, subject_id: str, of_conversations: list[str]) -> str:
    """Return the record of a subject; a meeting may have been made before its conversation."""
    if of_conversations:
        return of_conversations[0]
    return session.scalar(select(Meeting.record_id).where(Meeting.id == subject_id)) or ""


def record_status(
    session: Session, conversation_id: str, status: Status, *, reason: str, by: str, now: datetime
) -> None:
    """Write a status change and the column that repeats it."""
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


def _repeat_problem(session: Session, draft: SectionDraft) -> None:
    start = from_json(StartSection, draft.content)
    session.execute(
        update(Conversation)
        .where(Conversation.id == draft.subject_id)
        .values(problem=start.problem)
    )


def _repeat_decision(session: Session, draft: SectionDraft) -> None:
    decide = from_json(DecideSection, draft.content)
    session.execute(
        update(Conversation)
        .where(Conversation.id == draft.subject_id)
        .values(decision=decide.outcome or "", review_on=decide.review_on)
    )


def _repeat_time(session: Session, draft: SectionDraft) -> None:
    meeting = from_json(MeetingSection, draft.content)
    if meeting.held_on:
        session.execute(
            update(Meeting)
            .where(Meeting.id == draft.subject_id)
            .values(held_at=london_instant(meeting.held_on, meeting.held_time))
        )


FOLLOW_UPS: dict[str, Callable[[Session, SectionDraft], None]] = {
    "start": _repeat_problem,
    "decide": _repeat_decision,
    "meeting": _repeat_time,
}
