"""Finding, making and opening records: the first thing that happens with a family."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from sdm_tool.domain import codes
from sdm_tool.domain.documents import from_json
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.sections import MeetingSection
from sdm_tool.persistence.base import new_id
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.conversations import find_conversations_of_record
from sdm_tool.persistence.queries.records import (
    RecordSeen,
    find_latest_meeting,
    find_record_by_local_number,
    find_teams_let_in,
    get_record,
    get_record_by_code,
)
from sdm_tool.persistence.records import Record, RecordTeam
from sdm_tool.services.keyed_hashes import keyed_hash
from sdm_tool.services.section_rows import newest_version
from sdm_tool.trail.append import append, append_view
from sdm_tool.trail.events import Event


@dataclass(frozen=True, slots=True)
class RecordCard:
    """What is shown to be sure of the person: nothing that names them."""

    record: RecordSeen
    age: int | None
    last_meeting_on: date | None
    problems: tuple[str, ...]


def find_by_code(session: Session, scope: Scope, typed: str) -> RecordSeen:
    """Return the record with the code as typed, or raise DomainError that says what is wrong."""
    code = codes.read_record_code(typed)
    try:
        return get_record_by_code(session, scope, code)
    except NotFound:
        raise DomainError(
            "No record with this code in your teams. Check the code on the summary.", field="code"
        ) from None


def find_record(
    session: Session, scope: Scope, *, code: str, local_number: str, secret: str
) -> RecordSeen:
    """Return the record by its code, or else by the service's own number.

    Raises DomainError naming the field that should be looked at again.
    """
    if code:
        return find_by_code(session, scope, code)
    if not local_number:
        raise DomainError("Type the record code, for example 7KQ2-M9XD.", field="code")
    hashed = local_number_hash(local_number, secret)
    found = find_record_by_local_number(session, scope, hashed)
    if found is None:
        raise DomainError(
            "No record in your teams has this number. Check it, or make a new record.",
            field="local_number",
        )
    return found


def local_number_hash(number: str, secret: str) -> str:
    """Return the keyed hash that stands for a local number; spaces and case do not matter."""
    return keyed_hash(secret, "local number", "".join(number.split()).upper())


def read_card(session: Session, scope: Scope, record_id: str) -> RecordCard:
    """Return what is needed to ask "Is this who is with you?". Raises NotFound."""
    record = get_record(session, scope, record_id)
    meeting = find_latest_meeting(session, record_id)
    section = MeetingSection()
    if meeting:
        newest = newest_version(session, meeting.id, "meeting")
        section = from_json(MeetingSection, newest.content) if newest.content else section
    conversations = find_conversations_of_record(session, scope, record_id)
    return RecordCard(
        record=record,
        age=section.age,
        last_meeting_on=section.held_on,
        problems=tuple(dict.fromkeys(c.problem or c.grid_title or "" for c in conversations)),
    )


def make_record(
    session: Session, *, team_id: str, local_number: str, secret: str, scope: Scope, now: datetime
) -> str:
    """Make a record in one of the person's teams and return its id.

    Refuses a team the person is not in, and a local number that a record already carries: two
    records for one young person is how a history gets lost.
    """
    if team_id not in scope.team_ids:
        raise DomainError("Choose one of your own teams.", field="team")
    number_hash = local_number_hash(local_number, secret) if local_number.strip() else None
    with writing(session):
        if number_hash and session.scalar(
            select(Record.id).where(Record.local_number_hash == number_hash).limit(1)
        ):
            raise DomainError(
                "A record with this number is here already. Find it, or ask the team that has it.",
                field="local_number",
            )
        record = Record(
            id=new_id(),
            code=_new_code(session),
            local_number_hash=number_hash,
            owning_team_id=team_id,
            created_at=now,
            created_by=scope.account_id,
        )
        session.add(record)
        session.flush()
        append(session, Event.RECORD_MADE, by=scope.account_id, at=now, record=record.id)
        return record.id


def share_record(
    session: Session, record_id: str, team_id: str, *, scope: Scope, now: datetime
) -> None:
    """Let another team see a record."""
    with writing(session):
        record = get_record(session, scope, record_id)
        if team_id in {record.owning_team_id, *find_teams_let_in(session, record_id)}:
            return
        session.execute(insert(RecordTeam).values(record_id=record_id, team_id=team_id))
        append(
            session,
            Event.RECORD_SHARED,
            by=scope.account_id,
            at=now,
            record=record_id,
            subject=team_id,
        )


def stop_sharing(
    session: Session, record_id: str, team_id: str, *, scope: Scope, now: datetime
) -> None:
    """End that another team sees a record. Refuses anyone but the team that has the record."""
    with writing(session):
        record = get_record(session, scope, record_id)
        if record.owning_team_id not in scope.team_ids:
            raise DomainError("Only the team that has this record can stop sharing it.")
        if team_id not in find_teams_let_in(session, record_id):
            return
        session.execute(
            delete(RecordTeam).where(
                RecordTeam.record_id == record_id, RecordTeam.team_id == team_id
            )
        )
        append(
            session,
            Event.RECORD_UNSHARED,
            by=scope.account_id,
            at=now,
            record=record_id,
            subject=team_id,
        )


def note_view(session: Session, record_id: str, *, scope: Scope, now: datetime) -> datetime:
    """Put the view of a record in the trail, once a quarter of an hour; return when it was."""
    return append_view(session, Event.RECORD_VIEWED, by=scope.account_id, at=now, record=record_id)


def _new_code(session: Session) -> str:
    while True:
        code = codes.make_record_code(
            [secrets.randbelow(len(codes.ALPHABET)) for _ in range(codes.RECORD_CODE_RANDOM_VALUES)]
        )
        if not session.scalar(select(Record.id).where(Record.code == code)):
            return code
