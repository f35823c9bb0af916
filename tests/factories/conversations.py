"""Records and conversations made through the services, as people make them, ready to be valid."""

from datetime import UTC, date, datetime
from functools import cache
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.sections import (
    DecideSection,
    LimitsSection,
    MeetingSection,
    NotesSection,
    Outcome,
    Person,
    StartSection,
    Talk,
    TogetherSection,
)
from sdm_tool.persistence.rows import METADATA
from sdm_tool.services.conversations import start_conversation
from sdm_tool.services.records import make_record
from sdm_tool.services.sections import Conflict, Place, open_section, save_section
from tests.factories.grids import minimal_grid

S = TypeVar("S")

SECRET = "a test secret of enough characters"
MET_AT = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
OPTION = "group"
KINDS = {
    "meeting": MeetingSection,
    "start": StartSection,
    "together": TogetherSection,
    "decide": DecideSection,
    "notes": NotesSection,
}

MEETING = MeetingSection(
    held_on=date(2026, 11, 3),
    held_time="10:00",
    led_by="R. Okafor, nurse",
    responsible="Dr A. Bell, psychiatrist",
    age=14,
    people=(Person("p1", "Mum", is_parent=True),),
)
START = StartSection(problem="Feeling low", matters={"yp": "Sleeping again", "p1": "School"})
LIMITS = LimitsSection(good=Talk("You meet others"), hard=Talk("It takes eight weeks"))
DECIDE = DecideSection(outcome=Outcome.OPTIONS, chosen=(OPTION,), decided_by=("yp", "p1"))


def begin_conversation(
    session: Session,
    scope: Scope,
    *,
    grid: Grid | None = None,
    record_id: str | None = None,
    is_practice: bool = False,
    now: datetime = MET_AT,
) -> str:
    """A new conversation with the small grid (or this one), on a new record of the first team."""
    record_id = record_id or begin_record(session, scope, now=now)
    return start_conversation(
        session,
        record_id,
        grid=grid or small_grid(),
        led_by="R. Okafor, nurse",
        is_practice=is_practice,
        scope=scope,
        now=now,
    )


@cache
def small_grid() -> Grid:
    """The small grid, read once."""
    return minimal_grid()


def begin_record(session: Session, scope: Scope, *, now: datetime = MET_AT) -> str:
    """A new record of the person's only team."""
    (team_id,) = scope.team_ids
    return make_record(
        session, team_id=team_id, local_number="", secret=SECRET, scope=scope, now=now
    )


def place_of(session: Session, conversation_id: str, section: str) -> Place:
    """Where a section is; the section "meeting" is that of the conversation's only meeting."""
    kind = LimitsSection if section.startswith("limits/") else KINDS[section]
    meeting_id = meeting_of(session, conversation_id) if section == "meeting" else None
    return Place(conversation_id, section, kind, meeting_id=meeting_id)


def meeting_of(session: Session, conversation_id: str) -> str:
    """The conversation's only meeting."""
    table = METADATA.tables["conversation_meetings"]
    return session.execute(
        select(table.c.meeting_id).where(table.c.conversation_id == conversation_id)
    ).scalar_one()


def write(
    session: Session,
    conversation_id: str,
    section: str,
    content: S,
    *,
    scope: Scope,
    now: datetime = MET_AT,
    base: int | None = None,
    is_done: bool = True,
) -> Conflict[S] | None:
    """Fill a section and press Done (or let autosave do it), on what the author sees now."""
    place = place_of(session, conversation_id, section)
    if base is None:
        base = open_section(session, place, scope).base
    return save_section(session, place, content, base=base, is_done=is_done, scope=scope, now=now)


def write_all(
    session: Session, conversation_id: str, *, scope: Scope, now: datetime = MET_AT
) -> None:
    """Fill everything that "valid" needs."""
    for section, content in (
        ("meeting", MEETING),
        ("start", START),
        (f"limits/{OPTION}", LIMITS),
        ("decide", DECIDE),
    ):
        write(session, conversation_id, section, content, scope=scope, now=now)


def count_rows(session: Session) -> dict[str, int]:
    """How many rows every table has."""
    session.rollback()
    return {
        name: session.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in sorted(METADATA.tables.items())
    }
