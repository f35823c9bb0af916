"""The numbers on the audit page are those of the closed months, counted as they should be."""

from datetime import UTC, datetime, timedelta

import pytest

from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services.audit import overview
from sdm_tool.services.audit_choice import choose
from tests.client import PageClient
from tests.factories.audit_rows import (
    BLANK,
    NEARLY,
    TOP,
    plant_answers,
    plant_meetings,
    plant_not_offered,
)
from tests.factories.people import make_account, sign_in
from tests.integration.audit.conftest import TODAY, months_under, table

WORKED_CASE = [TOP] * 12 + [NEARLY] * 15 + [BLANK] * 3


def test_the_worked_case_is_shown_as_worked(service):
    plant_answers(service.session, service.team("Getting Help"), WORKED_CASE, offered=31)
    page = service.page()
    expected = ["30", "25", "87%", "44%", "28 to 63", "44%, interval 28 to 63", "8.8"]
    rows = table(page, "young-person-by-team")
    assert rows == {
        "Getting Help": [*expected, " / No score then", "", "Too few to compare teams"],
        "All teams": [*expected, " / See each team", "", "Too few to compare teams"],
    }
    months = {"Getting Help": "Oct 2026", "All teams": "Oct 2026"}
    assert months_under(page, "young-person-by-team") == months
    assert "an item was left blank: about 10% of the forms" in page.text


def test_modes_stand_apart_for_the_whole_organisation(service):
    help_team, more = service.team("Getting Help"), service.team("Getting More Help")
    plant_answers(service.session, help_team, [TOP] * 20 + [NEARLY] * 10, offered=40)
    plant_answers(service.session, more, [TOP] * 10 + [NEARLY] * 20, offered=40)
    plant_answers(service.session, more, [TOP] * 20 + [NEARLY] * 20, offered=80, mode="paper")
    rows = table(service.page(), "by-mode")
    assert len(rows) == 6, "all ways, also those that nobody was asked in"
    assert rows["Young people, tablet handed over"][:4] == ["80", "60", "75%", "50%"]
    assert rows["Young people, paper"][:4] == ["80", "40", "50%", "50%"]


def test_respondents_are_never_pooled(service):
    team = service.team("Getting Help")
    plant_answers(service.session, team, [TOP] * 20, offered=41)
    plant_answers(service.session, team, [TOP] * 20, offered=43, respondent="parent")
    page = service.page()
    assert table(page, "young-person-by-team")["Getting Help"][0] == "40"
    assert table(page, "parent-by-team")["Getting Help"][0] == "45"
    assert not page.all("td b"), "20 and 20 do not make the 25 that a score needs"
    assert "85" not in page.text


def test_open_and_bygone_months_move_nothing(service):
    team = service.team("Getting Help")
    plant_answers(service.session, team, WORKED_CASE, offered=31)
    before = service.page().text
    for month in ("2026-11", "2026-12", "2025-10"):
        plant_answers(service.session, team, [TOP] * 50, offered=60, month=month)
        plant_not_offered(service.session, team, "no-time", 9, month=month)
    assert service.page().text == before


def test_a_month_is_read_from_15_days_after_its_end(service):
    team = service.team("Getting Help")
    plant_answers(service.session, team, WORKED_CASE, offered=31, month="2026-10")
    still_open = service.page_at(datetime(2026, 11, 14, 23, 59, tzinfo=UTC))
    assert "Too little to count in these closed months" in still_open.text
    closed = service.page_at(datetime(2026, 11, 15, 0, 1, tzinfo=UTC))
    assert table(closed, "young-person-by-team")["Getting Help"][1:4] == ["25", "87%", "44%"]


def test_with_nothing_closed_the_page_says_when_to_come_back(service):
    team = service.team("New")
    empty = service.page()
    assert "November 2026 is added on 15 December 2026" in empty.text
    assert not empty.all("table")
    plant_answers(service.session, team, WORKED_CASE, offered=31, month="2026-11")
    assert service.page().html == empty.html


def test_meetings_are_counted_by_london_months_and_without_practice(service):
    team = service.team("Getting Help")
    july_in_london = datetime(2025, 6, 30, 23, 30, tzinfo=UTC)
    july_a_year_on = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    june = july_in_london - timedelta(hours=1)
    # 8 is told as 10, and 7 as a star: one meeting of June, or one of July missed, would be seen.
    times = [july_in_london] * 8 + [june] * 20 + [july_a_year_on] * 20
    account = service.scope.account_id
    plant_meetings(service.session, team, times, started_by=account)
    in_window = [july_in_london + timedelta(days=30)]
    plant_meetings(service.session, team, in_window * 5, started_by=account, is_practice=True)
    page = service.page_at(datetime(2026, 7, 20, 12, 0, tzinfo=UTC))
    assert table(page, "young-person-offers")["Getting Help"][0] == "10"


def test_offers_and_why_there_were_none_stand_by_team(service):
    team, quiet = service.team("Getting Help"), service.team("A quiet team")
    plant_meetings(service.session, quiet, [datetime(2026, 9, 3, 9, 0, tzinfo=UTC)] * 12,
                   started_by=service.scope.account_id)  # fmt: skip
    plant_answers(service.session, team, [], offered=17)
    plant_not_offered(service.session, team, "no-time", 13)
    plant_not_offered(service.session, team, "too-distressed", 9, month="2026-02")
    plant_not_offered(service.session, team, "other", 2)
    plant_not_offered(service.session, team, "asked-not-to", 4, respondent="parent")
    page = service.page()
    # Two for another reason round to none, and none is told as a star: under 10.
    why = "Too distressed 10, No time 15"
    assert table(page, "young-person-offers") == {
        "A quiet team": ["10", "*", "*", ""],
        "Getting Help": ["*", "15", "25", why],
        "All teams": ["10", "15", "25", why],
    }
    assert table(page, "parent-offers")["Getting Help"] == ["*", "*", "*", ""]


def test_a_team_has_its_rows_before_anything_was_counted_of_it(service):
    plant_meetings(service.session, service.team("Ash"), [datetime(2026, 3, 3, 9, tzinfo=UTC)] * 12,
                   started_by=service.scope.account_id)  # fmt: skip
    plant_meetings(service.session, service.team("Elm"), [datetime(2026, 9, 3, 9, tzinfo=UTC)],
                   started_by=service.scope.account_id)  # fmt: skip
    for last in ("2026-08", "2026-09"):
        page = service.page(f"from=2026-01&to={last}")
        assert table(page, "young-person-offers")["Elm"] == ["*", "*", "*", ""]
        assert list(table(page, "young-person-by-team"))[:2] == ["Ash", "Elm"]


def test_teams_stand_a_to_z_whatever_they_scored(service):
    for name, tops in (("zebra", 30), ("Mango", 20), ("apple", 10)):
        answers = [TOP] * tops + [NEARLY] * (30 - tops)
        plant_answers(service.session, service.team(name), answers, offered=40)
    page = service.page()
    for table_id in ("young-person-by-team", "young-person-offers"):
        assert list(table(page, table_id)) == ["apple", "Mango", "zebra", "All teams"]


def test_teams_of_one_name_are_told_apart_by_their_site(service):
    for site in ("South", "North"):
        team = service.team("Getting Help", site)
        plant_answers(service.session, team, [TOP] * 30, offered=40)
    names = list(table(service.page(), "young-person-by-team"))
    assert names == ["Getting Help (North)", "Getting Help (South)", "All teams"]


def test_other_roles_cannot_open_it(service):
    others = [role for role in Role if role is not Role.AUDIT_LEAD]
    make_account(service.session, "okafor", roles=others)
    client = PageClient(service.client.flask.application)
    sign_in(client, "okafor")
    client.get("/audit", 403)
    nobody, choice = Scope("okafor", frozenset(), frozenset()), service.choice()
    with pytest.raises(NotFound):
        overview(service.session, choice, scope=nobody, now=TODAY)
    with pytest.raises(NotFound):
        choose(service.session, {}, scope=nobody, now=TODAY)
