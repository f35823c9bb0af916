"""What somebody has to look into stands first on the overview, with whom it is about."""

from datetime import date

from tests.client.page import text_of
from tests.factories.audit_rows import NEARLY, TOP, plant_answers
from tests.factories.publications import publish
from tests.integration.audit.conftest import table

THREE_MONTHS = "from=2026-08&to=2026-10"
LIKE_THE_OTHERS = "Those who answered may not be like the others."
NOTHING_FOUND = (
    "Nothing was found: no response rate is under 30% or moved by more than 10 points, "
    "and no grid in use is past its review."
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
