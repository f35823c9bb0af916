"""Reading which grouping each valid conversation was about, and what teams say about waits."""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Permission, Scope
from sdm_tool.domain.sections import Grouping
from sdm_tool.domain.status import Status
from sdm_tool.domain.thrive import Held
from sdm_tool.persistence.conversations import Conversation, SectionVersion
from sdm_tool.persistence.organisation import OptionWait, Team
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.records import ConversationMeeting, Meeting


@dataclass(frozen=True, slots=True)
class TeamWait:
    """What a team says about the wait for one option of one grid."""

    team_id: str
    grid_slug: str
    option_id: str
    is_offered: bool
    weeks: int | None
    as_of: date


def find_held(session: Session, scope: Scope) -> list[Held]:
    """Return every valid conversation that is not practice, in no order, without anybody's words.

    Raises NotFound for someone who may not read audit pages.
    """
    if not scope.allows(Permission.AUDIT_READ):
        raise NotFound
    last_meeting = (
        select(ConversationMeeting.conversation_id, func.max(Meeting.held_at).label("held_at"))
        .join(Meeting, Meeting.id == ConversationMeeting.meeting_id)
        .group_by(ConversationMeeting.conversation_id)
        .subquery()
    )
    newest = (
        select(SectionVersion.subject_id, func.max(SectionVersion.number).label("number"))
        .where(SectionVersion.section == "start")
        .group_by(SectionVersion.subject_id)
        .subquery()
    )
    rows = session.execute(
        select(Conversation.record_id, last_meeting.c.held_at, SectionVersion.content, Team.agency)
        .join(last_meeting, last_meeting.c.conversation_id == Conversation.id)
        .join(newest, newest.c.subject_id == Conversation.id)
        .join(
            SectionVersion,
            and_(
                SectionVersion.subject_id == Conversation.id,
                SectionVersion.section == "start",
                SectionVersion.number == newest.c.number,
            ),
        )
        .join(Team, Team.id == Conversation.team_id)
        .where(Conversation.status == Status.VALID, Conversation.is_practice.is_(False))
    )
    return [
        Held(record, held_at, _grouping(content), agency)
        for record, held_at, content, agency in rows
    ]


def find_all_waits(session: Session, scope: Scope) -> list[TeamWait]:
    """Return what every team says about waits. NotFound as above."""
    if not scope.allows(Permission.AUDIT_READ):
        raise NotFound
    wait = OptionWait
    rows = session.execute(
        select(
            wait.team_id, wait.grid_slug, wait.option_id, wait.is_offered, wait.weeks, wait.as_of
        )
    )
    return [TeamWait(*row) for row in rows]


def _grouping(start: str) -> Grouping | None:
    """Take the grouping alone: building the whole section would double the time of the page."""
    said = json.loads(start).get("grouping")
    return Grouping(said) if said else None
