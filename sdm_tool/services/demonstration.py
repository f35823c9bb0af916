"""The demonstration store: a made-up service with two years of conversations and answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.months import is_closed, month_of, parse_month, parse_quarter
from sdm_tool.domain.status import Status
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.conversations import Conversation
from sdm_tool.persistence.engine import make_engine, make_sessions, writing
from sdm_tool.persistence.migrate import upgrade
from sdm_tool.persistence.queries.feedback import find_months_not_closed
from sdm_tool.persistence.queries.releases import find_quarters_not_closed
from sdm_tool.persistence.records import Record
from sdm_tool.services.audit_band_releases import release_quarter
from sdm_tool.services.audit_releases import release_month
from sdm_tool.services.demonstration_chance import Chance
from sdm_tool.services.demonstration_feedback import make_feedback
from sdm_tool.services.demonstration_history import MONTHS, History, make_other_meetings
from sdm_tool.services.demonstration_rows import Rows
from sdm_tool.services.demonstration_service import PASSWORD, ROLE_STAFF, TEAMS, make_service
from sdm_tool.services.demonstration_showcase import NAMED, Showcase
from sdm_tool.services.demonstration_writing import Writer, record_codes
from sdm_tool.services.record_totals import count_records, months_to_count

SEED = 2019


@dataclass(frozen=True, slots=True)
class SignIn:
    """A fixed sign-in, by role. There are none outside the demonstration."""

    role: str
    username: str
    password: str


def sign_ins() -> list[SignIn]:
    """Return one sign-in for each role, and a second approver because approval takes two."""
    made: list[SignIn] = []
    for member in ROLE_STAFF:
        role = member.roles[0].value.replace("-", " ")
        times = sum(other.role.startswith(role) for other in made)
        made.append(SignIn(f"{role} {times + 1}" if times else role, member.username, PASSWORD))
    return made


def fill_store(
    store: Path,
    *,
    grids: Sequence[Grid],
    now: datetime,
    report: Callable[[str], None],
    seed: int = SEED,
    months: int = MONTHS,
) -> None:
    """Make a new SQLite store at `store` and fill it; the same seed and moment give the same store.

    `months` is how many whole months of meetings come before this one, up to 24. Raises
    DomainError when the low mood grid is not among `grids`.
    """
    engine = make_engine(f"sqlite:///{store}")
    try:
        upgrade(engine)
        rows = Rows(Chance(f"{seed} rows"))
        writer = Writer(rows, record_codes(seed))
        make_service(rows, grids, now)
        Showcase(writer, Chance(f"{seed} showcase"), grids, now).make()
        afterwards = Chance(f"{seed} afterwards")
        History(
            writer, Chance(f"{seed} history"), grids, now, report, months, afterwards=afterwards
        ).make()
        with make_sessions(engine)() as session, writing(session):
            session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            wanted = make_feedback(
                session,
                teams=[team.id for team in TEAMS],
                today=london_day(now),
                seed=seed,
            )
            for month in find_months_not_closed(session):
                if is_closed(parse_month(month), london_day(now)):
                    release_month(session, month)
            for quarter in find_quarters_not_closed(session):
                if is_closed(parse_quarter(quarter).months[-1], london_day(now)):
                    release_quarter(session, quarter)
            first = month_of(now).plus(-months)
            wanted = {place: count for place, count in wanted.items() if place[1] >= first}
            make_other_meetings(writer, Chance(f"{seed} meetings"), wanted)
            report("Writing it down.")
            rows.write(session)
            draw = Chance(f"{seed} rounding").randrange
            for closed in months_to_count(session, london_day(now)):
                count_records(session, closed, draw=draw)
    finally:
        engine.dispose()


def named_codes(session: Session, seed: int = SEED) -> list[str]:
    """Return the codes, as eight characters, of some records with a valid conversation.

    The first has ordinary words and a parent copy that needs no reason, as long as nobody changed
    it.
    """
    named = list(islice(record_codes(seed), NAMED))
    valid = set(
        session.scalars(
            select(Record.code)
            .join(Conversation, Conversation.record_id == Record.id)
            .where(Record.code.in_(named), Conversation.status == Status.VALID.value)
        )
    )
    return [code for code in named if code in valid]
