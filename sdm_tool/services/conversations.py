"""Starting conversations, changing one's mind, and meeting again."""

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from sdm_tool.domain.documents import from_json, to_json
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.sections import MeetingSection, StartSection
from sdm_tool.domain.status import Status
from sdm_tool.domain.wording import LONDON
from sdm_tool.persistence.base import new_id
from sdm_tool.persistence.conversations import Conversation
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.queries.records import (
    RecordSeen,
    find_latest_meeting,
    find_meetings_of,
    get_record,
)
from sdm_tool.persistence.records import ConversationMeeting, Meeting, RecordTeam
from sdm_tool.services.grids import is_usable, pin
from sdm_tool.services.section_rows import Draft, newest_version
from sdm_tool.services.section_store import finish_all_drafts, record_status, write_version
from sdm_tool.services.sections import require_changeable
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event


def start_conversation(
    session: Session,
    record_id: str,
    *,
    grid: Grid | None,
    led_by: str,
    is_practice: bool,
    scope: Scope,
    now: datetime,
    replaces_id: str | None = None,
) -> str:
    """Start a conversation at a meeting now, and return its id. The grid version is pinned.

    A meeting of this record earlier on the same day is the same meeting. People are carried over
    from the last meeting, so that nobody types "Mum" twice; who is here is asked each time.
    """
    _require_usable(session, grid)
    with writing(session):
        record = get_record(session, scope, record_id)
        if replaces_id:
            require_changeable(session, replaces_id, scope)
            finish_all_drafts(session, [replaces_id], now)
        team_id = _team_of(session, scope, record)
        grid_hash = pin(session, grid, by=scope.account_id, now=now) if grid else None
        meeting_id = _meeting_today(
            session, record_id, team_id, led_by, is_practice=is_practice, scope=scope, now=now
        )
        problem = grid.difficulty if grid else ""
        conversation_id = _put_conversation(
            session,
            Conversation(
                id=new_id(),
                record_id=record_id,
                team_id=team_id,
                content_hash=grid_hash,
                is_practice=is_practice,
                replaces_id=replaces_id,
                started_at=now,
                started_by=scope.account_id,
                changed_at=now,
                problem=problem,
            ),
            meeting_id,
        )
        start = to_json(StartSection(problem=problem))
        _save_first(session, conversation_id, "start", start, scope=scope, now=now)
        _note_start(session, conversation_id, record_id, scope=scope, now=now)
    return conversation_id


def _note_start(
    session: Session, conversation_id: str, record_id: str, *, scope: Scope, now: datetime
) -> None:
    append(
        session,
        Event.CONVERSATION_STARTED,
        by=scope.account_id,
        at=now,
        record=record_id,
        subject=conversation_id,
    )


def _require_usable(session: Session, grid: Grid | None) -> None:
    if grid and not is_usable(session, grid):
        raise DomainError(
            f"{grid.title}, version {grid.version}, is not approved for use here. "
            "Two people with that permission can approve it.",
            field="grid",
        )


def _put_conversation(session: Session, conversation: Conversation, meeting_id: str) -> str:
    conversation_id = conversation.id
    session.add(conversation)
    session.flush()
    session.expunge(conversation)  # its columns are changed by statements from here on
    session.execute(
        insert(ConversationMeeting).values(conversation_id=conversation_id, meeting_id=meeting_id)
    )
    return conversation_id


def change_mind(
    session: Session,
    conversation_id: str,
    *,
    grid: Grid | None,
    led_by: str,
    scope: Scope,
    now: datetime,
) -> str:
    """Start a linked new conversation; the old one says "replaced" and keeps all it holds."""
    old = require_changeable(session, conversation_id, scope)
    return start_conversation(
        session,
        old.record_id,
        grid=grid,
        led_by=led_by,
        is_practice=old.is_practice,
        scope=scope,
        now=now,
        replaces_id=conversation_id,
    )


def meet_again(
    session: Session, conversation_id: str, *, led_by: str, scope: Scope, now: datetime
) -> None:
    """Add today's meeting to a conversation that goes on. Asked twice, it is added once."""
    with writing(session):
        conversation = require_changeable(session, conversation_id, scope)
        meeting_id = _meeting_today(
            session,
            conversation.record_id,
            conversation.team_id,
            led_by,
            is_practice=conversation.is_practice,
            scope=scope,
            now=now,
        )
        if meeting_id in {meeting.id for meeting in find_meetings_of(session, conversation_id)}:
            return
        if conversation.status == Status.VALID:
            # What was agreed then is talked about again now.
            record_status(
                session,
                conversation_id,
                Status.IN_PROGRESS,
                reason="",
                by=scope.account_id,
                now=now,
            )
        session.execute(
            insert(ConversationMeeting).values(
                conversation_id=conversation_id, meeting_id=meeting_id
            )
        )
        append(
            session,
            Event.MEETING_STARTED,
            by=scope.account_id,
            at=now,
            record=conversation.record_id,
            subject=meeting_id,
        )


def _team_of(session: Session, scope: Scope, record: RecordSeen) -> str:
    """Return the team the conversation counts for, one of the person's own.

    The record's own team if the person is in it, else a team that the record is shared with.
    """
    if record.owning_team_id in scope.team_ids:
        return record.owning_team_id
    shared = session.scalars(
        select(RecordTeam.team_id).where(
            RecordTeam.record_id == record.id, RecordTeam.team_id.in_(scope.team_ids)
        )
    )
    return min(shared)


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
    _save_first(session, meeting_id, "meeting", to_json(section), scope=scope, now=now)
    return meeting_id


def _save_first(
    session: Session,
    subject_id: str,
    section: str,
    content: str,
    *,
    scope: Scope,
    now: datetime,
) -> None:
    write_version(session, Draft(subject_id, section, scope.account_id, 0, content, now), 1, now)
