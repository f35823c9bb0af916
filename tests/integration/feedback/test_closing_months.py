"""Expired invitations go; a month that is over is put in random order for good."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import Mode
from sdm_tool.persistence.base import new_id
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.feedback import (
    ClosedMonth,
    FeedbackOffer,
    Invitation,
    Response,
    SpentInvitation,
)
from sdm_tool.persistence.queries.feedback import find_months_not_closed, find_months_taken
from sdm_tool.services.feedback_closing import close_month, purge_expired, tidy
from tests.application import SECRET
from tests.integration.feedback.conftest import Scene, expire


def put_responses(scene: Scene, month: str, **by_language: int) -> None:
    """Put responses straight in the store: `q1` numbers them 0 to 9 over and over."""
    with writing(scene.session):
        for language, count in by_language.items():
            for number in range(count):
                scene.session.execute(
                    insert(Response).values(
                        id=new_id(),
                        team_id=scene.team_id,
                        cohort_month=month,
                        respondent="young-person",
                        mode=Mode.PAPER.value,
                        form_language=language,
                        scale_version="0-9",
                        is_late=False,
                        q1=number % 10,
                        q2=None,
                        q3=9,
                    )
                )


def languages(scene: Scene) -> dict[str, int]:
    found = [row["form_language"] for row in scene.rows(Response)]
    return {language: found.count(language) for language in found}


def without_ids(rows: list[dict[str, object]]) -> list[str]:
    return sorted(str({**row, "id": ""}) for row in rows)


def test_expired_invitations_go_and_what_marked_them_as_used(scene: Scene):
    scene.answer(scene.offer("yp"), 9, 9, 9)
    scene.offer("p1", Mode.HAND_OVER)
    counts = scene.offer_counts()
    expire(scene)
    purge_expired(scene.session, secret=SECRET, now=scene.now)
    assert scene.rows(Invitation) == scene.rows(SpentInvitation) == []
    assert scene.answers() == [(9, 9, 9)]
    assert scene.offer_counts() == counts
    assert len(scene.rows(FeedbackOffer)) == 2


def test_an_invitation_that_lives_stays_used(scene: Scene):
    offered = scene.offer("yp")
    scene.answer(offered, 9, 9, 9)
    scene.later(days=6, hours=23)
    purge_expired(scene.session, secret=SECRET, now=scene.now)
    scene.answer(offered, 0, 0, 0)
    assert scene.answers() == [(9, 9, 9)]


def test_closing_keeps_every_answer_under_a_new_id(scene: Scene):
    put_responses(scene, "2026-10", en=40)
    put_responses(scene, "2026-11", en=1)
    before = {row["id"]: row["cohort_month"] for row in scene.rows(Response)}
    answers = scene.answers()
    close_month(scene.session, "2026-10")
    after = {row["id"]: row["cohort_month"] for row in scene.rows(Response)}
    assert scene.answers() == answers
    assert {month for id, month in after.items() if id in before} == {"2026-11"}
    assert sorted(after.values()) == sorted(before.values())


def test_closing_changes_nothing_of_a_response_but_its_id(scene: Scene):
    put_responses(scene, "2026-10", en=40, cy=30)
    before = scene.rows(Response)
    close_month(scene.session, "2026-10")
    after = scene.rows(Response)
    assert without_ids(after) == without_ids(before)
    assert len({row["id"] for row in after}) == 70
    assert {len(row["id"]) for row in after} == {22}


def test_two_months_close_in_different_orders(scene: Scene):
    """New ids are drawn, not made of anything: the same answers come out in another order."""
    for month in ("2026-09", "2026-10"):
        put_responses(scene, month, en=200)
        close_month(scene.session, month)
    rows = scene.rows(Response)
    orders = [
        [row["q1"] for row in rows if row["cohort_month"] == month]
        for month in ("2026-09", "2026-10")
    ]
    assert orders[0] != orders[1]


def test_closing_twice_changes_nothing_more(scene: Scene):
    put_responses(scene, "2026-10", en=30)
    close_month(scene.session, "2026-10")
    once = scene.rows(Response)
    close_month(scene.session, "2026-10")
    assert scene.rows(Response) == once


@pytest.mark.parametrize(
    ("count", "shown"), [(24, {"en": 30, "other": 24}), (25, {"en": 30, "cy": 25})]
)
def test_a_language_with_fewer_than_25_answers_becomes_other(
    scene: Scene, count: int, shown: dict[str, int]
):
    put_responses(scene, "2026-10", en=30, cy=count)
    close_month(scene.session, "2026-10")
    assert languages(scene) == shown


@pytest.mark.parametrize(
    ("now", "closed"),
    [
        (datetime(2026, 11, 14, 23, 59, tzinfo=UTC), []),
        (datetime(2026, 11, 15, 0, 0, tzinfo=UTC), ["2026-10"]),
    ],
)
def test_a_month_closes_15_days_after_it_ends(scene: Scene, now: datetime, closed: list[str]):
    put_responses(scene, "2026-10", en=3)
    put_responses(scene, "2026-11", en=3)
    tidy(scene.session, secret=SECRET, now=now)
    assert [row["month"] for row in scene.rows(ClosedMonth)] == closed


def test_closing_forgets_the_order_of_arrival(session: Session, scene: Scene):
    put_responses(scene, "2026-10", en=200)
    close_month(session, "2026-10")
    # As the store gives them back: on either database nothing of 0, 1, 2 ... is left.
    numbers = [row["q1"] for row in scene.rows(Response)]
    assert numbers != [number % 10 for number in range(200)]
    assert sorted(numbers) == sorted(number % 10 for number in range(200))


def test_one_form_language_too_small_does_not_hide_another(scene: Scene):
    put_responses(scene, "2026-10", en=30, cy=24, pl=3)
    close_month(scene.session, "2026-10")
    assert languages(scene) == {"en": 30, "other": 27}


def test_a_language_is_counted_within_its_month_alone(scene: Scene):
    put_responses(scene, "2026-09", cy=24)
    put_responses(scene, "2026-10", cy=24)
    close_month(scene.session, "2026-10")
    assert languages(scene) == {"cy": 24, "other": 24}


def test_every_month_that_is_over_is_closed_at_once(scene: Scene):
    for month in ("2026-08", "2026-09", "2026-10", "2026-11"):
        put_responses(scene, month, en=2)
    tidy(scene.session, secret=SECRET, now=datetime(2026, 11, 20, 9, 0, tzinfo=UTC))
    closed = sorted(row["month"] for row in scene.rows(ClosedMonth))
    assert closed == ["2026-08", "2026-09", "2026-10"]


def test_in_summer_a_month_closes_at_midnight_in_london(scene: Scene):
    put_responses(scene, "2026-06", en=2)
    tidy(scene.session, secret=SECRET, now=datetime(2026, 7, 14, 22, 59, tzinfo=UTC))
    assert scene.rows(ClosedMonth) == []
    tidy(scene.session, secret=SECRET, now=datetime(2026, 7, 14, 23, 0, tzinfo=UTC))
    assert [row["month"] for row in scene.rows(ClosedMonth)] == ["2026-06"]


def test_a_month_without_answers_is_not_noted(scene: Scene):
    tidy(scene.session, secret=SECRET, now=datetime(2026, 12, 20, 9, 0, tzinfo=UTC))
    assert scene.rows(ClosedMonth) == []


def test_an_invitation_goes_at_its_very_second_and_another_stays(scene: Scene):
    scene.offer("yp")
    scene.later(hours=1)
    scene.offer("p1")
    first, second = sorted(row["expires_at"] for row in scene.invitations())
    purge_expired(scene.session, secret=SECRET, now=first - timedelta(seconds=1))
    assert len(scene.invitations()) == 2
    purge_expired(scene.session, secret=SECRET, now=first)
    assert [row["expires_at"] for row in scene.invitations()] == [second]


def test_opening_a_page_reads_no_answers_to_see_which_months_are_over(scene: Scene):
    """The open month of a large service has very many: each month is one look in the index."""
    if scene.session.get_bind().dialect.name != "sqlite":
        pytest.skip("only SQLite counts its steps")
    put_responses(scene, "2026-10", en=1)
    few = steps_taken(scene.session)
    put_responses(scene, "2026-10", en=400)
    assert few == steps_taken(scene.session) > 0


def steps_taken(session: Session) -> int:
    """Count what the database does to find the months, in its own small steps."""
    steps = 0

    def one_more() -> None:
        nonlocal steps
        steps += 1

    driver = session.connection().connection.dbapi_connection
    driver.set_progress_handler(one_more, 1)
    find_months_not_closed(session)
    find_months_taken(session)
    driver.set_progress_handler(None, 1)
    return steps
