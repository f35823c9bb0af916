"""The trail is one unbroken line, whoever writes at once, and any change to it is found."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from sdm_tool.persistence.engine import make_sessions, writing
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.trail.append import append
from sdm_tool.trail.chain import FIRST_LINK
from sdm_tool.trail.events import Event
from sdm_tool.trail.verify import verify
from tests.factories.conversations import MET_AT

WRITERS = 20
HOW_MANY = 7
EDITED = 4


@pytest.fixture
def told(session: Session) -> Session:
    """Seven events, every column filled."""
    for number in range(HOW_MANY):
        with writing(session):
            append(
                session,
                Event.SECTION_SAVED,
                by=f"account-{number}",
                at=MET_AT + timedelta(minutes=number),
                record=f"record-{number}",
                subject=f"subject-{number}",
                detail="notes",
            )
    return session


def change(session: Session, statement: str, **values: object) -> None:
    with writing(session):
        session.execute(text(statement), values)


def test_an_untouched_trail_is_whole(told: Session):
    found = verify(told)
    assert (found.events, found.first_broken, found.is_whole) == (HOW_MANY, None, True)
    newest = select(TrailEvent.link).order_by(TrailEvent.position.desc()).limit(1)
    assert found.head == told.scalar(newest)


def test_an_empty_trail_is_whole(session: Session):
    found = verify(session)
    assert (found.events, found.head, found.is_whole) == (0, FIRST_LINK, True)


@pytest.mark.parametrize("column", [column.name for column in TrailEvent.__table__.columns])
def test_an_edited_event_is_the_first_that_does_not_fit(told: Session, column: str):
    """Every column is under the chain, the link itself included."""
    values = {
        "position": 99,
        "happened_at": MET_AT.replace(tzinfo=None) - timedelta(microseconds=1),
        "event": Event.RECORD_VIEWED.value,
    }
    change(
        told,
        f"UPDATE trail_events SET {column} = :value WHERE position = :position",  # noqa: S608
        value=values.get(column, "changed"),
        position=EDITED,
    )
    assert verify(told).first_broken == EDITED


@pytest.mark.parametrize("position", [1, EDITED, HOW_MANY - 1])
def test_a_missing_event_is_named(told: Session, position: int):
    change(told, "DELETE FROM trail_events WHERE position = :position", position=position)
    assert verify(told).first_broken == position


def test_a_missing_newest_event_shows_in_the_count_and_the_head(told: Session):
    """Nothing after it tells, so whoever printed the head and the count compares."""
    whole = verify(told)
    change(told, "DELETE FROM trail_events WHERE position = :position", position=HOW_MANY)
    found = verify(told)
    assert found.is_whole
    assert (found.events, found.head) != (whole.events, whole.head)


def test_two_events_that_changed_places_are_named(told: Session):
    for old, new in ((EDITED, 99), (EDITED + 1, EDITED), (99, EDITED + 1)):
        change(told, "UPDATE trail_events SET position = :n WHERE position = :o", n=new, o=old)
    assert verify(told).first_broken == EDITED


def test_words_moved_from_one_column_to_the_next_are_found(told: Session):
    change(
        told,
        "UPDATE trail_events SET record_id = record_id || 's', subject_id = substr(subject_id, 2)"
        " WHERE position = :position",
        position=EDITED,
    )
    assert verify(told).first_broken == EDITED


def test_an_added_event_is_named(told: Session):
    change(
        told,
        "INSERT INTO trail_events SELECT position + 1, happened_at, event, actor_id, record_id,"
        " subject_id, detail, link FROM trail_events WHERE position = :newest",
        newest=HOW_MANY,
    )
    assert verify(told).first_broken == HOW_MANY + 1


def test_twenty_who_write_at_once_make_one_line(engine: Engine, session: Session):
    sessions = make_sessions(engine)

    def write(number: int) -> None:
        with sessions() as own, writing(own):
            append(own, Event.RECORD_VIEWED, by=f"account-{number}", at=MET_AT)

    at_once(write)
    found = verify(session)
    assert (found.events, found.is_whole) == (WRITERS, True)
    assert len(set(session.scalars(select(TrailEvent.actor_id)))) == WRITERS


def test_an_act_that_fails_leaves_no_event(session: Session):
    class Stopped(Exception):
        pass

    def act() -> None:
        with writing(session):
            append(session, Event.RECORD_VIEWED, by="a", at=MET_AT)
            raise Stopped

    with pytest.raises(Stopped):
        act()
    assert verify(session).events == 0


def at_once(work: Callable[[int], None]) -> None:
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(work, range(WRITERS)))
