"""A service's writing happens whole or not at all, and two at once wait for one another."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from sdm_tool.persistence.engine import make_sessions, writing
from sdm_tool.persistence.organisation import Organisation, Site
from tests.factories.people import make_organisation

WRITERS = 8


class Stopped(Exception):
    """Something in the middle went wrong."""


def sites(session: Session) -> set[str]:
    session.rollback()
    return set(session.scalars(select(Site.name)))


def test_what_is_written_stays(session: Session, engine: Engine):
    with writing(session):
        session.add(Site(name="North"))
    with make_sessions(engine)() as other:
        assert sites(other) == {"North"}


@pytest.mark.parametrize("trouble", [Stopped, KeyboardInterrupt])
def test_nothing_stays_when_anything_fails(session: Session, trouble: type[BaseException]):
    def half() -> None:
        with writing(session):
            session.add(Site(name="North"))
            session.flush()
            raise trouble

    with pytest.raises(trouble):
        half()
    assert sites(session) == set()


def test_a_refused_row_leaves_nothing_of_the_rest(session: Session):
    def twice() -> None:
        with writing(session):
            session.add(Site(name="South"))
            session.flush()
            session.execute(text("INSERT INTO sites (id, name) VALUES ('1', 'South')"))

    with pytest.raises(IntegrityError):
        twice()
    assert sites(session) == set()


def test_writing_reads_what_is_newest_inside(session: Session, engine: Engine):
    """What was read before the transaction is let go, so nothing rests on an old reading."""
    make_organisation(session, "Before")
    assert session.get(Organisation, 1).name == "Before"
    with make_sessions(engine)() as other, writing(other):
        other.execute(text("UPDATE organisations SET name = 'After'"))
    with writing(session):
        assert session.get(Organisation, 1).name == "After"


def test_two_who_read_and_then_write_never_meet_a_locked_store(engine: Engine, session: Session):
    make_organisation(session)
    sessions = make_sessions(engine)

    def rename(number: int) -> None:
        for turn in range(5):
            with sessions() as own:
                own.get(Organisation, 1)
                with writing(own):
                    known = len(own.scalars(select(Site)).all())
                    own.add(Site(name=f"{number}-{turn} after {known}"))

    at_once(rename)
    assert len(sites(session)) == WRITERS * 5


def at_once(work: Callable[[int], None]) -> None:
    """Do it in threads; raises what any of them raised."""
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(work, range(WRITERS)))
