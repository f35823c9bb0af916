"""Nobody can find out from the page, now or later, what a small group said."""

import re
from datetime import UTC, datetime

import pytest

from tests.client import Page
from tests.factories.audit_rows import BLANK, NEARLY, TOP, forget_answers, plant_answers
from tests.integration.audit.conftest import months_under, table

TEAMS = "young-person-by-team"
NO_SCORE = "No score yet: too few complete answers"
DECEMBER = datetime(2026, 12, 16, 9, 0, tzinfo=UTC)
SOME_OF_BOTH = [TOP, NEARLY] * 20


def plant(service, name, answers, *, silent=9, month="2026-10", mode="hand-over"):
    team = service.team(name)
    offered = len(answers) + silent
    plant_answers(service.session, team, answers, offered=offered, month=month, mode=mode)


def scores(page, table_id=TEAMS):
    """Complete answers and months of each row; the words where there are none."""
    months = months_under(page, table_id)
    return {
        name: (cells[1], months[name]) if len(cells) > 2 else cells[1]
        for name, cells in table(page, table_id).items()
    }


def test_a_thin_month_waits_and_is_counted_with_the_next(sqlite_service):
    service = sqlite_service
    plant(service, "Small", [TOP, NEARLY] * 10)
    plant(service, "Small", [TOP, NEARLY] * 3, month="2026-11")
    before = scores(service.page())
    assert before == {"Small": NO_SCORE, "All teams": "No team has a score yet"}

    after = scores(service.page_at(DECEMBER))

    assert after["Small"] == after["All teams"] == ("25", "Oct 2026 to Nov 2026")


def test_what_was_released_stays_as_it_was(sqlite_service):
    service = sqlite_service
    plant(service, "Large", SOME_OF_BOTH)
    assert scores(service.page())["Large"] == ("40", "Oct 2026")

    answers = [NEARLY] * 9
    plant(service, "Late", answers, month="2026-09")
    plant(service, "Large", answers, mode="paper")

    assert scores(service.page())["Large"] == ("40", "Oct 2026")


def test_a_block_that_began_before_the_period_is_left_out_whole(sqlite_service):
    service = sqlite_service
    plant(service, "Small", [TOP, NEARLY] * 8, month="2025-10")
    plant(service, "Small", [TOP, NEARLY] * 8, month="2025-11")
    plant(service, "Small", SOME_OF_BOTH, month="2026-02")
    assert scores(service.page())["Small"] == ("40", "Feb 2026")


def test_all_teams_together_are_those_with_a_score(sqlite_service):
    service = sqlite_service
    for name in ("Large", "Larger"):
        plant(service, name, SOME_OF_BOTH)
    plant(service, "Small", [TOP, NEARLY] * 7)
    assert scores(service.page()) == {
        "Large": ("40", "Oct 2026"),
        "Larger": ("40", "Oct 2026"),
        "Small": NO_SCORE,
        "All teams": ("80", "Oct 2026"),
    }


def test_a_block_is_divided_by_mode_only_where_each_part_could_stand_alone(sqlite_service):
    service = sqlite_service
    plant(service, "Alder", SOME_OF_BOTH)
    plant(service, "Alder", [TOP, NEARLY] * 15, mode="paper")
    plant(service, "Beech", SOME_OF_BOTH)
    plant(service, "Beech", [TOP, NEARLY] * 3, mode="paper")

    page = service.page()

    assert scores(page)["All teams"] == ("115", "Oct 2026")
    modes = scores(page, "by-mode")
    assert {name: told for name, told in modes.items() if told != NO_SCORE} == {
        "Young people, tablet handed over": ("40", "Oct 2026"),
        "Young people, paper": ("30", "Oct 2026"),
    }


@pytest.mark.parametrize("alike", [TOP, NEARLY])
def test_answers_all_alike_are_not_shown_however_many(sqlite_service, alike):
    plant(sqlite_service, "Large", [alike] * 60)
    assert scores(sqlite_service.page())["Large"] == NO_SCORE


@pytest.mark.parametrize("answers", [[], [TOP], [NEARLY] * 24, [TOP] * 24, [BLANK] * 30])
def test_the_page_is_the_same_whatever_a_hidden_team_answered(sqlite_service, answers):
    service = sqlite_service

    def page(small, silent, month):
        forget_answers(service.session)
        for name in ("Large", "Larger"):
            plant(service, name, SOME_OF_BOTH)
        plant(service, "Small", small, silent=silent, month=month)
        return without_form_token(service.page())

    assert page(answers, 70 - len(answers), "2026-10") == page([NEARLY] * 3, 67, "2026-03")


def without_form_token(page: Page) -> str:
    """The page as anyone would compare it: the token of its form says when it was signed."""
    return re.sub(r'(name="csrf_token" value=")[^"]+', r"\1", page.html)
