"""Fairness by agency: what the teams released, added up, and nothing that they did not."""

import csv
import io

import pytest

from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.organisation import Team
from tests.factories.audit_rows import NEARLY, TOP, plant_answers, plant_band
from tests.integration.audit.conftest import months_under, table

WAITS = "No score in these quarters yet"


def plant(service, team, agency, top, nearly, *, silent=10, **when):
    """A team of an agency has so many answers; by itself it may be told from 25 on."""
    place = service.team(team)
    with writing(service.session):
        service.session.get_one(Team, place.id).agency = agency
    answers = [TOP] * top + [NEARLY] * nearly
    plant_answers(
        service.session,
        place,
        answers,
        offered=len(answers) + silent,
        **{"month": "2026-07"} | when,
    )


def agencies_page(service, query=""):
    """The page of a quarter in which somebody was offered the form."""
    plant_band(service.session, "11 to 15", 3, 1)
    return service.client.get(f"/audit/fairness?by=agency{query}", without={"title"})


def file_rows(service, query=""):
    answer = service.client.flask.get(f"/audit/fairness.csv?by=agency{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def test_an_agency_is_its_teams_added_up(service):
    plant(service, "Alder", "CAMHS", 30, 10)
    plant(service, "Beech", "CAMHS", 10, 50)
    plant(service, "Cedar", "School", 15, 45)
    page = agencies_page(service)
    rows = table(page, "bands")
    assert list(rows) == ["CAMHS", "School"]
    assert rows["CAMHS"][:4] == ["120", "100", "83%", "40%"]
    assert rows["School"][:4] == ["70", "60", "86%", "25%"]
    assert months_under(page, "bands") == {"CAMHS": "2 teams Jul 2026", "School": "Jul 2026"}
    assert "told us, by agency" in page.text


def test_it_tells_what_the_overview_tells_of_the_same_teams_and_months(sqlite_service):
    service = sqlite_service
    plant(service, "Alder", "CAMHS", 30, 10)
    plant(service, "Beech", "CAMHS", 20, 50, month="2026-09")
    agency = table(agencies_page(service), "bands")["CAMHS"]
    together = table(service.page("from=2026-07&to=2026-09"), "young-person-by-team")["All teams"]
    assert agency[:5] == together[:5]


def test_a_team_that_waits_is_in_no_score_and_an_agency_of_such_teams_waits(sqlite_service):
    service = sqlite_service
    plant(service, "Alder", "CAMHS", 30, 10)
    plant(service, "Beech", "CAMHS", 4, 4)
    plant(service, "Cedar", "School", 2, 1)
    page = agencies_page(service)
    rows = table(page, "bands")
    assert rows["CAMHS"][:2] == ["50", "40"]
    assert months_under(page, "bands")["CAMHS"] == "1 of 2 teams Jul 2026"
    assert rows["School"] == ["15", WAITS]
    assert "Not in the score of their agency, because they have none" in page.text
    assert "in these quarters: Beech." in page.text


def test_where_no_team_released_anything_the_page_says_so(sqlite_service):
    plant(sqlite_service, "Alder", "CAMHS", 3, 3, silent=1)
    page = agencies_page(sqlite_service)
    assert "No score was released in these quarters: no team has 25 complete answers" in page.text


def test_teams_of_other_months_are_said_to_be(sqlite_service):
    plant(sqlite_service, "Alder", "CAMHS", 30, 10)
    plant(sqlite_service, "Beech", "CAMHS", 20, 50, month="2026-09")
    page = agencies_page(sqlite_service)
    assert months_under(page, "bands") == {"CAMHS": "2 teams, months differ Jul 2026 to Sep 2026"}


def test_a_block_that_began_before_the_quarters_is_left_out_whole(sqlite_service):
    plant(sqlite_service, "Alder", "CAMHS", 5, 5, month="2026-06")
    plant(sqlite_service, "Alder", "CAMHS", 20, 20)
    assert table(agencies_page(sqlite_service, "&from=2026-Q3"), "bands")["CAMHS"][1] == WAITS


def test_young_people_and_parents_are_told_apart(sqlite_service):
    plant(sqlite_service, "Alder", "CAMHS", 30, 10)
    plant(sqlite_service, "Alder", "CAMHS", 20, 50, respondent="parent")
    young = table(agencies_page(sqlite_service), "bands")["CAMHS"]
    parents = table(
        sqlite_service.client.get("/audit/fairness?by=agency&who=parent", without={"title"}),
        "bands",
    )["CAMHS"]
    assert (young[1], parents[1]) == ("40", "70")


def test_it_needs_no_lot_and_waits_for_no_band(sqlite_service):
    """The one band there is waits; the page by agency says nothing of bands or lots."""
    plant(sqlite_service, "Alder", "CAMHS", 30, 10)
    page = agencies_page(sqlite_service)
    assert table(page, "bands")["CAMHS"][1] == "40"
    assert "One in five left out" not in page.text
    assert "in one of the bands" not in page.text


@pytest.mark.parametrize("agency", ["CAMHS", "=CAMHS"])
def test_the_table_leaves_with_its_months_and_no_formula(sqlite_service, agency):
    plant(sqlite_service, "Alder", agency, 30, 10)
    plant(sqlite_service, "Cedar", "School", 2, 1)
    agencies_page(sqlite_service)
    first, school = file_rows(sqlite_service)
    assert first["band"].removeprefix("'") == agency
    assert not first["band"].startswith("=")
    assert (first["by"], first["months_from"], first["months_to"]) == (
        "agency",
        "2026-07",
        "2026-07",
    )
    assert (first["offered"], first["complete"], first["top_score_percent"]) == ("50", "40", "75")
    assert (school["offered"], school["complete"]) == ("15", "")
