"""Conversations that were held, with a grouping, straight into the store."""

from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.documents import to_json
from sdm_tool.domain.sections import Grouping, StartSection
from sdm_tool.persistence.base import new_id
from sdm_tool.persistence.conversations import Conversation, SectionVersion, StatusChange
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.organisation import Team
from sdm_tool.persistence.records import ConversationMeeting, Meeting, Record

SECRET_WORDS = "what nobody but they should read"


def plant_record(session: Session, team: Team, at: datetime, *, by: str) -> str:
    """A new record of the team."""
    record = Record(code=new_id()[:8], owning_team_id=team.id, created_at=at, created_by=by)
    with writing(session):
        session.add(record)
    return record.id


def plant_held(
    session: Session,
    team: Team,
    grouping: Grouping | None,
    at: datetime,
    *,
    by: str,
    record_id: str | None = None,
    status: str = "valid",
    is_practice: bool = False,
) -> str:
    """A conversation held then, on a new record or this one; its record's id comes back."""
    record = record_id or plant_record(session, team, at, by=by)
    own = {"record_id": record, "team_id": team.id, "is_practice": is_practice, "started_by": by}
    meeting = Meeting(**own, held_at=at)
    talk = Conversation(**own, started_at=at, changed_at=at, status=status, problem=SECRET_WORDS)
    with writing(session):
        session.add_all([meeting, talk])
        session.flush()
        session.add(ConversationMeeting(conversation_id=talk.id, meeting_id=meeting.id))
        change = StatusChange(
            conversation_id=talk.id, number=1, status=status, changed_at=at, changed_by=by
        )
        session.add(change)
        for number, said in enumerate((None, grouping), start=1):
            start = StartSection(problem=SECRET_WORDS, grouping=said)
            session.add(
                SectionVersion(
                    subject_id=talk.id, section="start", number=number, content=to_json(start),
                    saved_at=at, saved_by=by,
                )
            )  # fmt: skip
    return record
