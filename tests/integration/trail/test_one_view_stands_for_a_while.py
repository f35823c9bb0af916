"""One view in the trail stands for a quarter of an hour of one person with one record."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.trail.append import append, append_view
from sdm_tool.trail.events import Event
from sdm_tool.trail.verify import verify

FIRST = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


def view(
    session: Session,
    at: datetime,
    *,
    by: str = "okafor",
    record: str = "r1",
    event: Event = Event.RECORD_VIEWED,
) -> datetime:
    return append_view(session, event, by=by, at=at, record=record)


def noted(session: Session) -> list[datetime]:
    session.rollback()
    return list(session.scalars(select(TrailEvent.happened_at).order_by(TrailEvent.position)))


def test_a_first_view_is_noted_with_who_and_what(session: Session):
    assert view(session, FIRST) == FIRST
    session.rollback()
    event = session.scalars(select(TrailEvent)).one()
    assert (event.event, event.actor_id, event.record_id, event.subject_id, event.detail) == (
        "record:record:viewed",
        "okafor",
        "r1",
        "",
        "",
    )


def test_a_view_within_the_quarter_of_an_hour_is_the_first_one(session: Session):
    view(session, FIRST)
    assert view(session, FIRST + QUARTER - timedelta(seconds=1)) == FIRST
    assert noted(session) == [FIRST]


def test_after_exactly_a_quarter_of_an_hour_it_is_another(session: Session):
    view(session, FIRST)
    assert view(session, FIRST + QUARTER) == FIRST + QUARTER
    assert noted(session) == [FIRST, FIRST + QUARTER]


def test_looking_again_and_again_does_not_stretch_a_view(session: Session):
    """The quarter of an hour runs from what was noted, not from the last look."""
    for minutes in range(0, 31, 5):
        view(session, FIRST + timedelta(minutes=minutes))
    assert noted(session) == [FIRST, FIRST + QUARTER, FIRST + 2 * QUARTER]


def test_of_two_views_noted_at_once_the_newest_stands(session: Session):
    """Two requests that look at the same moment may both note a view."""
    second = FIRST + timedelta(seconds=1)
    with writing(session):
        for at in (second, FIRST):
            append(session, Event.RECORD_VIEWED, by="okafor", at=at, record="r1")
    assert view(session, FIRST + timedelta(minutes=1)) == second


@pytest.mark.parametrize("other", [{"by": "bell"}, {"record": "r2"}, {"event": Event.AUDIT_VIEWED}])
def test_another_person_record_or_page_is_a_view_of_its_own(
    session: Session, other: dict[str, object]
):
    view(session, FIRST)
    later = FIRST + timedelta(minutes=1)
    assert view(session, later, **other) == later
    assert len(noted(session)) == 2


def test_a_view_told_in_londons_summer_time_is_the_same_instant(session: Session):
    summer = timezone(timedelta(hours=1))
    view(session, FIRST)
    later = (FIRST + timedelta(minutes=5)).astimezone(summer)
    assert view(session, later) == FIRST


def test_views_are_links_of_the_chain(session: Session):
    view(session, FIRST)
    view(session, FIRST, by="bell")
    found = verify(session)
    assert (found.events, found.is_whole) == (2, True)
