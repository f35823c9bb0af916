"""Reading records and meetings."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Scope
from sdm_tool.persistence.conversations import Conversation
from sdm_tool.persistence.organisation import Team
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.scopes import record_in_scope
from sdm_tool.persistence.records import ConversationMeeting, Meeting, Record


@dataclass(frozen=True, slots=True)
class RecordSeen:
    """A record as its page needs it."""

    id: str
    code: str
    owning_team_id: str
    team_name: str


@dataclass(frozen=True, slots=True)
class MeetingSeen:
    """A meeting as pages need it; what people said about it is its section."""

    id: str
    record_id: str
    team_id: str
    held_at: datetime
    is_practice: bool


MEETING_COLUMNS = (
    Meeting.id,
    Meeting.record_id,
    Meeting.team_id,
    Meeting.held_at,
    Meeting.is_practice,
)


def get_record(session: Session, scope: Scope, record_id: str) -> RecordSeen:
    """Return the record, or raise NotFound."""
    return _one_record(session, scope, Record.id == record_id)


def get_record_by_code(session: Session, scope: Scope, code: str) -> RecordSeen:
    """Return the record with this code (8 characters, no dash), or raise NotFound."""
    return _one_record(session, scope, Record.code == code)


def find_record_by_local_number(
    session: Session, scope: Scope, number_hash: str
) -> RecordSeen | None:
    """Return the record that carries this keyed hash, if the scope reaches one."""
    try:
        return _one_record(session, scope, Record.local_number_hash == number_hash)
    except NotFound:
        return None


def _one_record(session: Session, scope: Scope, condition: ColumnElement[bool]) -> RecordSeen:
    row = session.execute(
        select(Record.id, Record.code, Record.owning_team_id, Team.name)
        .join(Team, Team.id == Record.owning_team_id)
        .where(record_in_scope(scope), condition)
    ).first()
    if row is None:
        raise NotFound
    return RecordSeen(*row)


def get_meeting(session: Session, scope: Scope, meeting_id: str) -> MeetingSeen:
    """Return the meeting, or raise NotFound."""
    row = session.execute(
        select(*MEETING_COLUMNS)
        .join(Record, Record.id == Meeting.record_id)
        .where(Meeting.id == meeting_id, record_in_scope(scope))
    ).first()
    if row is None:
        raise NotFound
    return MeetingSeen(*row)


def find_meetings_of(session: Session, conversation_id: str) -> list[MeetingSeen]:
    """Return the meetings of a conversation already found in scope, newest first."""
    rows = session.execute(
        select(*MEETING_COLUMNS)
        .join(ConversationMeeting, ConversationMeeting.meeting_id == Meeting.id)
        .where(ConversationMeeting.conversation_id == conversation_id)
        .order_by(Meeting.held_at.desc(), Meeting.id)
    )
    return [MeetingSeen(*row) for row in rows]


def find_latest_meeting(session: Session, record_id: str) -> MeetingSeen | None:
    """Return the newest meeting of a record already found in scope."""
    row = session.execute(
        select(*MEETING_COLUMNS)
        .where(Meeting.record_id == record_id)
        .order_by(Meeting.held_at.desc(), Meeting.id)
        .limit(1)
    ).first()
    return MeetingSeen(*row) if row else None


def count_conversations(session: Session, record_id: str) -> int:
    """Return how many conversations a record already found in scope has."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Conversation)
            .where(Conversation.record_id == record_id)
        )
        or 0
    )
