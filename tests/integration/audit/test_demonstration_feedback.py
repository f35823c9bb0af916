"""The demonstration's made-up answers: many, repeatable, quick, and alive on the audit page."""

import time
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select
from statsmodels.stats.proportion import proportion_confint

from sdm_tool.domain.months import Month, month_of
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.feedback import OfferTally, Response
from sdm_tool.services.audit_words import count_words
from sdm_tool.services.demonstration_feedback import make_feedback
from tests.factories.audit_rows import forget_answers
from tests.integration.audit.conftest import months_under, table

YOUNG = "young-person-by-team"
NAMES = ("Alder", "Beech", "Cedar", "Elm", "Hazel", "Rowan")
CLOSED = [str(Month(2025, 11).plus(months)) for months in range(12)]


def make(service, *, today=date(2026, 11, 19), seed=1):
    teams = [service.team(name).id for name in NAMES]
    with writing(service.session) as session:
        return make_feedback(session, teams=teams, today=today, seed=seed)


def everything(session):
    """Every row with its key, so that two of the same are never one."""
    return {
        row_type: set(map(tuple, session.execute(select(*row_type.__table__.columns))))
        for row_type in (Response, OfferTally)
    }


def offered(session):
    return session.scalar(select(func.sum(OfferTally.count)).where(OfferTally.mode != ""))


def test_the_same_seed_and_month_give_the_same_rows(sqlite_service):
    service = sqlite_service
    meetings = make(service, today=date(2026, 11, 1))
    first = everything(service.session)
    forget_answers(service.session)
    assert make(service, today=date(2026, 11, 30)) == meetings
    assert everything(service.session) == first
    forget_answers(service.session)
    make(service, seed=2)
    assert everything(service.session) != first


def test_about_15_000_offers_over_24_months_in_a_few_seconds(sqlite_service):
    started = time.monotonic()
    meetings = make(sqlite_service)
    assert time.monotonic() - started < 10
    assert 14_000 < offered(sqlite_service.session) < 16_000
    months = {month for _, month in meetings}
    assert (min(months), max(months), len(months)) == (Month(2024, 11), Month(2026, 10), 24)


def test_nobody_is_offered_the_form_without_a_meeting(sqlite_service):
    meetings = make(sqlite_service)
    counted = sqlite_service.session.execute(
        select(OfferTally.team_id, OfferTally.cohort_month, func.sum(OfferTally.count))
        .where(OfferTally.respondent == "young-person")
        .group_by(OfferTally.team_id, OfferTally.cohort_month)
    )
    asked = {(team, month): count for team, month, count in counted}
    assert asked == {(team, str(month)): count for (team, month), count in meetings.items()}


@pytest.mark.parametrize("seed", range(4))
def test_the_page_has_variation_and_one_team_too_small_for_parents(sqlite_service, seed):
    make(sqlite_service, seed=seed)
    page = sqlite_service.page()
    young, parents = table(page, YOUNG), table(page, "parent-by-team")
    assert parents["Rowan"][1:] == ["No score yet: too few complete answers"]
    assert int(parents["All teams"][1].replace(",", "")) > 1000
    rates = [int(young[name][2].rstrip("%")) for name in NAMES]
    assert 30 <= min(rates) < max(rates) - 15
    assert max(rates) <= 75
    modes = {name: int(cells[3].rstrip("%")) for name, cells in table(page, "by-mode").items()
             if name.startswith("Young")}  # fmt: skip
    assert modes["Young people, paper"] > modes["Young people, own device"] + 5


def test_one_team_improves(sqlite_service):
    make(sqlite_service)
    before = sqlite_service.page_at(datetime(2025, 11, 19, tzinfo=UTC))
    after = sqlite_service.page_at(datetime(2026, 11, 19, tzinfo=UTC))
    scores = [int(table(page, YOUNG)["Beech"][3].rstrip("%")) for page in (before, after)]
    assert scores[1] > scores[0] + 5


def test_the_page_agrees_with_counting_one_by_one(sqlite_service):
    make(sqlite_service)
    session = sqlite_service.session
    page = sqlite_service.page()
    rows, months = table(page, YOUNG), months_under(page, YOUNG)
    for name in NAMES:
        cells = rows[name]
        answers = session.execute(
            select(Response.q1, Response.q2, Response.q3).where(
                Response.team_id == sqlite_service.team(name).id,
                Response.respondent == "young-person",
                Response.cohort_month.between(*months_of(months[name])),
            )
        ).all()
        complete = [tuple(items) for items in answers if None not in items]
        top = complete.count((9, 9, 9))
        low, high = proportion_confint(top, len(complete), method="wilson")
        offers = session.scalar(
            select(func.sum(OfferTally.count)).where(
                OfferTally.team_id == sqlite_service.team(name).id,
                OfferTally.respondent == "young-person",
                OfferTally.mode != "",
                OfferTally.cohort_month.between(*months_of(months[name])),
            )
        )
        assert cells[:2] == [count_words(offers), count_words(len(complete))]
        assert cells[2] == f"{100 * len(complete) / offers:.0f}%"
        assert cells[3:5] == [
            f"{100 * top / len(complete):.0f}%",
            f"{100 * low:.0f} to {100 * high:.0f}",
        ]
        assert cells[6] == f"{sum(map(sum, complete)) / 3 / len(complete):.1f}"


def months_of(words):
    """The months that stand under a name; all of the period where none do."""
    if not words:
        return CLOSED[0], CLOSED[-1]
    return [str(month_of(datetime.strptime(f"15 {part} +0000", "%d %b %Y %z")))
            for part in words.split(" to ")]  # fmt: skip
