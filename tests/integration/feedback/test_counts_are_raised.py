"""Counts are raised one by one, each under its own heading; none is written over another."""

import pytest
from sqlalchemy.orm import Session

from sdm_tool.domain.band_releases import LEFT_OUT_BY_LOT
from sdm_tool.domain.collaborate import Answers
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.feedback import BandTally, OfferTally
from sdm_tool.services.feedback_tallies import tally_bands, tally_offer, tally_offered_bands
from tests.factories.people import make_organisation, make_team

TOP, NEARLY, BLANK = Answers(9, 9, 9), Answers(9, 9, 8), Answers(9, None, 9)


@pytest.fixture
def team_id(session: Session) -> str:
    make_organisation(session)
    return make_team(session).id


def offer(session: Session, team_id: str, **changes: str) -> None:
    told = {"month": "2026-10", "respondent": "young-person", "mode": "hand-over", **changes}
    with writing(session):
        tally_offer(session, team_id=team_id, **told)


def answer(session: Session, answers: Answers, month: str = "2026-10", **bands: str) -> None:
    with writing(session):
        tally_bands(session, month=month, respondent="young-person", bands=bands, answers=answers)


def offers(session: Session) -> dict[tuple[str, ...], int]:
    session.rollback()
    return {
        (row.cohort_month, row.respondent, row.mode, row.reason): row.count
        for row in session.query(OfferTally)
    }


def bands(session: Session) -> dict[tuple[str, str, str], tuple[int, int]]:
    session.rollback()
    return {
        (row.quarter, row.dimension, row.band): (row.complete, row.top)
        for row in session.query(BandTally)
    }


def test_offers_of_one_kind_are_counted_together(session: Session, team_id: str):
    for _ in range(3):
        offer(session, team_id)
    assert offers(session) == {("2026-10", "young-person", "hand-over", ""): 3}


@pytest.mark.parametrize(
    "other",
    [
        {"month": "2026-11"},
        {"respondent": "parent"},
        {"mode": "paper"},
        {"mode": "", "reason": "no-time"},
    ],
)
def test_an_offer_of_another_kind_is_a_count_of_its_own(
    session: Session, team_id: str, other: dict[str, str]
):
    offer(session, team_id)
    offer(session, team_id, **other)
    assert sorted(offers(session).values()) == [1, 1]


def test_two_teams_are_counted_apart(session: Session, team_id: str):
    offer(session, team_id)
    offer(session, make_team(session, "Eating", site="South").id)
    session.rollback()
    assert [row.count for row in session.query(OfferTally)] == [1, 1]


def test_an_answer_counts_once_in_each_of_its_bands(session: Session, team_id: str):
    answer(session, TOP, age="11 to 15", interpreter="no")
    answer(session, NEARLY, age="11 to 15", interpreter="yes")
    assert bands(session) == {
        ("2026-Q4", "age", "11 to 15"): (2, 1),
        ("2026-Q4", "interpreter", "no"): (1, 1),
        ("2026-Q4", "interpreter", "yes"): (1, 0),
    }


def test_months_of_a_quarter_are_counted_together_and_quarters_apart(session: Session):
    for month in ("2026-09", "2026-10", "2026-12", "2027-01"):
        answer(session, TOP, month=month, age="11 to 15")
    assert bands(session) == {
        ("2026-Q3", "age", "11 to 15"): (1, 1),
        ("2026-Q4", "age", "11 to 15"): (2, 2),
        ("2027-Q1", "age", "11 to 15"): (1, 1),
    }


def test_an_answer_with_a_blank_is_counted_as_incomplete_alone(session: Session):
    answer(session, BLANK, age="11 to 15")
    answer(session, NEARLY, age="11 to 15")
    assert bands(session) == {("2026-Q4", "age", "11 to 15"): (1, 0)}
    row = session.query(BandTally).one()
    assert (row.incomplete, row.sum_of_items) == (1, 26)


def test_an_offer_counts_in_each_band_as_offered_or_as_left_out(session: Session):
    for drawn_out in ((), ("interpreter",), ("age", "interpreter")):
        with writing(session):
            tally_offered_bands(
                session,
                month="2026-10",
                respondent="young-person",
                bands={"age": "11 to 15", "interpreter": "no"},
                drawn_out=drawn_out,
            )
    counts = {row.band: (row.offered, row.left_out) for row in session.query(BandTally)}
    assert {name: counts[name] for name in ("11 to 15", "no")} == {
        "11 to 15": (2, 1),
        "no": (1, 2),
    }
    apart = session.query(BandTally).filter_by(band=LEFT_OUT_BY_LOT)
    assert {row.dimension: row.offered for row in apart} == {"age": 1, "interpreter": 2}
