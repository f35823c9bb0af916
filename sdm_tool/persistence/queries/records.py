"""Reading records and meetings."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Scope
from sdm_tool.persistence.organisation import Team
from sdm_tool.persistence.queries import NotFound, OutOfScope
from sdm_tool.persistence.queries.scopes import RECORD_IN_SCOPE, scope_parameters
from sdm_tool.persistence.records import ConversationMeeting, Meeting, Record, RecordTeam


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


_RECORDS = (
    select(Record.id, Record.code, Record.owning_team_id, Team.name)
    .join(Team, Team.id == Record.owning_team_id)
    .where(RECORD_IN_SCOPE)
)
_BY_ID = _RECORDS.where(Record.id == bindparam("wanted"))
_BY_CODE = _RECORDS.where(Record.code == bindparam("wanted"))
_BY_LOCAL_NUMBER = _RECORDS.where(Record.local_number_hash == bindparam("wanted"))

MEETINGS = select(
    Meeting.id, Meeting.record_id, Meeting.team_id, Meeting.held_at, Meeting.is_practice
)
NEWEST_FIRST = (Meeting.held_at.desc(), Meeting.id)
_MEETING = (
    MEETINGS.join(Record, Record.id == Meeting.record_id)
    .where(Meeting.id == bindparam("wanted"))
    .where(RECORD_IN_SCOPE)
)
_MEETINGS_OF = (
    MEETINGS.join(ConversationMeeting, ConversationMeeting.meeting_id == Meeting.id)
    .where(ConversationMeeting.conversation_id == bindparam("wanted"))
    .order_by(*NEWEST_FIRST)
)
_LATEST_MEETING = (
    MEETINGS.where(Meeting.record_id == bindparam("wanted")).order_by(*NEWEST_FIRST).limit(1)
)


def get_record(session: Session, scope: Scope, record_id: str) -> RecordSeen:
    """Return the record, or raise OutOfScope."""
    return _one_record(session, scope, _BY_ID, record_id)


def get_record_by_code(session: Session, scope: Scope, code: str) -> RecordSeen:
    """Return the record with this code (8 characters, no dash), or raise OutOfScope."""
    return _one_record(session, scope, _BY_CODE, code)


def find_record_by_local_number(
    session: Session, scope: Scope, number_hash: str
) -> RecordSeen | None:
    """Return the record that carries this keyed hash, if the scope reaches one."""
    try:
        return _one_record(session, scope, _BY_LOCAL_NUMBER, number_hash)
    except NotFound:
        return None


def find_teams_let_in(session: Session, record_id: str) -> frozenset[str]:
    """Return the ids of the other teams that see a record already found in scope."""
    return frozenset(
        session.scalars(select(RecordTeam.team_id).where(RecordTeam.record_id == record_id))
    )


def get_meeting(session: Session, scope: Scope, meeting_id: str) -> MeetingSeen:
    """Return the meeting, or raise OutOfScope."""
    row = (
        session.connection()
        .execute(_MEETING, {"wanted": meeting_id, **scope_parameters(scope)})
        .first()
    )
    if row is None:
        raise OutOfScope
    return MeetingSeen(*row)


def find_meetings_of(session: Session, conversation_id: str) -> list[MeetingSeen]:
    """Return the meetings of a conversation already found in scope, newest first."""
    rows = session.connection().execute(_MEETINGS_OF, {"wanted": conversation_id})
    return [MeetingSeen(*row) for row in rows]


def find_latest_meeting(session: Session, record_id: str) -> MeetingSeen | None:
    """Return the newest meeting of a record already found in scope."""
    row = session.connection().execute(_LATEST_MEETING, {"wanted": record_id}).first()
    return MeetingSeen(*row) if row else None


def _one_record(
    session: Session, scope: Scope, statement: Select[str, str, str, str], wanted: str
) -> RecordSeen:
    parameters = {"wanted": wanted, **scope_parameters(scope)}
    row = session.connection().execute(statement, parameters).first()
    if row is None:
        raise OutOfScope
    return RecordSeen(*row)
