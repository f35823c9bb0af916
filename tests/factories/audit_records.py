"""Whole conversations, straight into the store, for the audit page on the quality of the record."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from sdm_tool.domain.documents import to_json
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.sections import (
    DecideSection,
    LimitsSection,
    MeetingSection,
    Outcome,
    Person,
    StartSection,
    Talk,
    TogetherSection,
)
from sdm_tool.persistence.base import new_id
from sdm_tool.persistence.conversations import Conversation, SectionVersion, StatusChange
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.organisation import Team
from sdm_tool.persistence.records import ConversationMeeting, Meeting, Record
from sdm_tool.services.grids import pin
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

SECRET_WORDS = "I dream of the sea at Whitby"
SAID = Talk(SECRET_WORDS)


WITH_MUM = MeetingSection(people=(Person("p1", "Mum", is_parent=True),))
START = StartSection(
    problem=SECRET_WORDS,
    needs="Large print",
    needs_met="yes",
    time_alone="offered-taken",
    matters={"yp": SECRET_WORDS, "p1": SECRET_WORDS},
)
NOTHING_TOGETHER = TogetherSection()
LIMITS = LimitsSection(SAID, SAID, SAID, SAID, SAID)
DECIDE = DecideSection(outcome=Outcome.OPTIONS, chosen=("group",), review_on=date(2026, 10, 20))


@dataclass(frozen=True, slots=True)
class Told:
    """One conversation, good in every way unless it is told otherwise."""

    at: datetime = datetime(2026, 10, 6, 10, 0, tzinfo=UTC)
    status: str = "valid"
    is_practice: bool = False
    meeting: MeetingSection = WITH_MUM
    start: StartSection = START
    together: TogetherSection = NOTHING_TOGETHER
    limits: LimitsSection = LIMITS
    looked_at: tuple[str, ...] = ("group", "keep-as-is")
    decide: DecideSection = DECIDE
    printed_after: timedelta | None = timedelta(hours=1)
    replaces: str | None = None
    meets_again: datetime | None = None
    valid_at: datetime | None = None
    """When it became valid; None for at once."""


def plant(
    session: Session,
    team: Team,
    *,
    by: str,
    grid: Grid | None = None,
    times: int = 1,
    **changes: object,
) -> list[str]:
    """Put so many of a conversation into the store, each on a record of its own."""
    told = replace(Told(), **changes)
    with writing(session):
        grid_hash = pin(session, grid, by=by, now=told.at) if grid else None
        return [_plant_one(session, team, told, by, grid_hash) for _ in range(times)]


def _plant_one(session: Session, team: Team, told: Told, by: str, grid_hash: str | None) -> str:
    record = Record(code=new_id()[:8], owning_team_id=team.id, created_at=told.at, created_by=by)
    session.add(record)
    session.flush()
    conversation = Conversation(
        record_id=record.id, team_id=team.id, content_hash=grid_hash, started_at=told.at,
        started_by=by, changed_at=told.at, status=told.status, is_practice=told.is_practice,
        problem=told.start.problem, decision=told.decide.outcome or "",
        review_on=told.decide.review_on, replaces_id=told.replaces,
    )  # fmt: skip
    session.add(conversation)
    session.flush()
    if told.status != "in-progress":
        change = StatusChange(
            conversation_id=conversation.id, number=1, status=told.status, changed_by=by,
            changed_at=told.valid_at or told.at,
        )  # fmt: skip
        session.add(change)
    for at in filter(None, (told.at, told.meets_again)):
        _plant_meeting(session, conversation, told, at, by)
    sections = {"start": told.start, "together": told.together, "decide": told.decide}
    sections |= {f"limits/{option}": told.limits for option in told.looked_at}
    for name, content in sections.items():
        session.add(_version(conversation.id, name, content, told.at, by))
    session.flush()
    if told.printed_after is not None:
        append(
            session, Event.SUMMARY_PRINTED, by=by, at=told.at + told.printed_after,
            record=record.id, subject=conversation.id, detail="young-person",
        )  # fmt: skip
    return conversation.id


def _plant_meeting(
    session: Session, conversation: Conversation, told: Told, at: datetime, by: str
) -> None:
    meeting = Meeting(
        record_id=conversation.record_id, team_id=conversation.team_id, held_at=at,
        started_by=by, is_practice=told.is_practice,
    )  # fmt: skip
    session.add(meeting)
    session.flush()
    session.add(ConversationMeeting(conversation_id=conversation.id, meeting_id=meeting.id))
    session.add(_version(meeting.id, "meeting", told.meeting, at, by))


def _version(subject: str, name: str, content: object, at: datetime, by: str) -> SectionVersion:
    return SectionVersion(
        subject_id=subject,
        section=name,
        number=1,
        content=to_json(content),
        saved_at=at,
        saved_by=by,
    )
