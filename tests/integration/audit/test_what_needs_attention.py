"""What somebody has to look into stands first on the overview, with whom it is about."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services.audit_records import record_quality
from sdm_tool.services.audit_reviews import reviews_missed
from sdm_tool.services.record_totals import count_records, months_to_count
from tests.application import leave_nobody_out
from tests.client.page import text_of
from tests.factories.audit_records import DECIDE, plant
from tests.factories.audit_rows import NEARLY, TOP, plant_answers
from tests.factories.publications import publish
from tests.integration.audit.conftest import table

THREE_MONTHS = "from=2026-08&to=2026-10"
LIKE_THE_OTHERS = "Those who answered may not be like the others."
NOTHING_FOUND = (
    "Nothing was found that may be told: no response rate is under 30% or moved by more than 10 "
    "points, hardly a review was missed, and no grid in use is past its review."
)


def attention(page):
    """Each thing that is said; the sentence that says there is none."""
    section = page.one("section[aria-labelledby='attention']")
    return [text_of(line) for line in section.iter() if line.tag in ("li", "p")]


def answered(service, name, complete, *, offered=100, month="2026-10", **more):
    answers = [TOP] * 9 + [NEARLY] * (complete - 9)
    team = service.team(name)
    plant_answers(service.session, team, answers, offered=offered, month=month, **more)


def test_nothing_found_is_said_too(service):
    answered(service, "Alder", 60)
    assert attention(service.page()) == [NOTHING_FOUND]


def test_a_low_response_is_said_by_name_for_teams_and_ways_of_asking(service):
    answered(service, "Rarely", 29)
    answered(service, "Often", 30)
    answered(service, "Rarely", 31, respondent="parent", mode="paper")
    (line,) = attention(service.page())
    assert line == (
        "Young people: under 30% of those offered the form answered it: Rarely and "
        f"tablet handed over. {LIKE_THE_OTHERS}"
    )


def test_a_response_that_fell_or_rose_is_said_with_both_rates(sqlite_service):
    service = sqlite_service
    for name, before, now in (("Alder", 70, 50), ("Beech", 40, 60), ("Cedar", 50, 60)):
        answered(service, name, before, month="2026-07")
        answered(service, name, now, month="2026-10")
    fell, rose = attention(service.page(THREE_MONTHS))
    assert fell == (
        "Young people, Alder: the response rate fell from 70% to 50%. "
        "A higher score on a falling rate is not improvement."
    )
    assert rose == (
        "Young people, Beech: the response rate rose from 40% to 60%. "
        "Others answer now than before, so compare with care."
    )
    assert attention(service.page()) == [NOTHING_FOUND], "a year on a year that had nothing"


def test_exactly_10_points_is_not_said(sqlite_service):
    # As floats these rates lie a hair more than 10 points apart.
    answered(sqlite_service, "Alder", 52, offered=72, month="2026-07")
    answered(sqlite_service, "Alder", 28, offered=45, month="2026-10")
    assert attention(sqlite_service.page(THREE_MONTHS)) == [NOTHING_FOUND]


def test_a_team_whose_answers_wait_is_not_told_of(sqlite_service):
    answered(sqlite_service, "Alder", 60)
    answered(sqlite_service, "Small", 24)
    page = sqlite_service.page()
    assert table(page, "young-person-by-team")["Small"][0] == "100"
    assert attention(page) == [NOTHING_FOUND]


def test_only_the_chosen_part_is_told_of(sqlite_service):
    answered(sqlite_service, "Alder", 60)
    answered(sqlite_service, "Rarely", 26)
    (line,) = attention(sqlite_service.page(f"team={sqlite_service.team('Rarely').id}"))
    assert line.endswith(f"answered it: Rarely. {LIKE_THE_OTHERS}")
    alder = sqlite_service.page(f"team={sqlite_service.team('Alder').id}")
    assert attention(alder) == [NOTHING_FOUND]


def test_grids_past_their_review_are_counted_and_linked(service, catalogue):
    answered(service, "Alder", 60)
    publish(service.session, catalogue, "sleep", review_by=date(2026, 11, 19))
    assert attention(service.page()) == [NOTHING_FOUND], "the day itself is not late"
    publish(service.session, catalogue, "worry", review_by=date(2026, 11, 18))
    page = service.page()
    assert attention(page) == ["1 grid in use should have been looked at again by now."]
    assert page.link("1 grid in use") == "/grids-to-review"
    publish(service.session, catalogue, "eating", review_by=date(2026, 11, 10))
    assert attention(service.page())[0].startswith("2 grids in use should")


MARCH = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
SIX_WEEKS = timedelta(days=42)


def reviewed(service, times, team="Elm", *, on=date(2026, 4, 14), **more):
    """So many conversations of 3 March with a date to look again."""
    decide = replace(DECIDE, review_on=on)
    more.setdefault("at", MARCH)
    by = service.scope.account_id
    return plant(service.session, service.team(team), by=by, times=times, decide=decide, **more)


def missed(service, **asked):
    """How many were missed, of how many: an eighth is put back, though the lot left nobody out."""
    for month in months_to_count(service.session, service.clock.now.date()):
        with writing(service.session):
            count_records(service.session, month, draw=leave_nobody_out)
    told = reviews_missed(service.session, service.choice(**asked), scope=service.scope)
    return told.missed, told.of


def test_reviews_that_were_missed_are_counted_of_those_that_were_due(service):
    reviewed(service, 20, meets_again=MARCH + SIX_WEEKS)
    for before in reviewed(service, 10):
        reviewed(service, 1, at=MARCH + SIX_WEEKS, on=None, replaces=before)
    reviewed(service, 30, "Ash", meets_again=MARCH + timedelta(days=14))
    (line,) = attention(service.page())
    assert line == (
        "Reviews: about 35 of 70 that were due had no linked meeting or conversation from 14 days "
        "before the date to 28 days after. A meeting that nobody linked is not seen."
    )


def test_what_rounding_alone_could_make_of_none_is_not_told(sqlite_service):
    reviewed(sqlite_service, 40, meets_again=MARCH + SIX_WEEKS)
    reviewed(sqlite_service, 7)
    assert missed(sqlite_service) == (0, 0), "5 of one sum, where 8 could be rounding"
    assert attention(sqlite_service.page()) == [NOTHING_FOUND]


@pytest.mark.parametrize(
    "more",
    [
        {"status": "cancelled"},
        {"status": "in-progress"},
        {"is_practice": True},
        {"on": None},
        {"on": date(2026, 10, 4)},
        {"on": date(2025, 10, 31)},
    ],
)
def test_what_is_no_missed_review(sqlite_service, more):
    """Above all the 28 days after the date have to be over when the last month ends."""
    reviewed(sqlite_service, 20)
    reviewed(sqlite_service, 20, **more)
    assert missed(sqlite_service) == (25, 25), "20, and an eighth"


def test_a_conversation_that_was_replaced_before_has_no_review_to_miss(sqlite_service):
    for before in reviewed(sqlite_service, 20):
        again = MARCH + timedelta(days=7)
        reviewed(sqlite_service, 1, at=again, on=None, replaces=before)
    assert missed(sqlite_service) == (0, 0)


def test_it_is_the_standard_of_the_record_the_other_way_round(sqlite_service):
    reviewed(sqlite_service, 20, meets_again=MARCH + SIX_WEEKS)
    reviewed(sqlite_service, 30)
    choice = sqlite_service.choice(**{"from": "2026-03", "to": "2026-10"})
    assert missed(sqlite_service) == (35, 55)
    quality = record_quality(sqlite_service.session, choice, scope=sqlite_service.scope)
    kept = next(line.told for line in quality.standards if line.standard.key == "review-kept")
    assert (kept.met, kept.of) == ("20", "50")


def test_missed_reviews_of_a_thin_team_are_not_told(sqlite_service):
    service = sqlite_service
    for name, times in (("Ash", 60), ("Oak", 4)):
        reviewed(service, times // 2, name)
        reviewed(service, times // 2, name, meets_again=MARCH + SIX_WEEKS)
    asked = {name: missed(service, team=service.team(name).id) for name in ("Ash", "Oak")}
    assert asked == {"Ash": (35, 70), "Oak": (0, 0)}
    assert missed(service) == (40, 75), "65 less the 30 that were kept, and an eighth of each"


def test_missed_reviews_are_for_audit_alone(sqlite_service):
    nobody = replace(sqlite_service.scope, permissions=frozenset())
    with pytest.raises(NotFound):
        reviews_missed(sqlite_service.session, sqlite_service.choice(), scope=nobody)
