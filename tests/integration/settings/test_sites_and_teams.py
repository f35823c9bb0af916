"""Sites and teams are made and renamed; two of one name in one place are refused."""

from sqlalchemy.orm import Session

from sdm_tool.persistence.organisation import Team
from sdm_tool.persistence.queries.organisations import find_teams
from tests.client import PageClient


def test_a_site_and_its_team_are_made(desk: PageClient):
    page = desk.submit(desk.get("/settings/sites/new").form("Save"), {"name": "South"})
    form = desk.get(page.link("Make a team at South")).form("Save the team")

    page = desk.submit(form, {"name": "School team", "agency": "school", "phone": "01632 960 002"})

    assert "Saved at 10:00" in page.text
    assert "School team" in page.text
    assert "01632 960 002" in page.text


def test_a_site_is_renamed_and_keeps_its_teams(desk: PageClient, store: Session, team: Team):
    form = desk.get(f"/settings/sites/{team.site_id}").form("Save")

    desk.submit(form, {"name": "Riverside"})

    assert [(seen.site_name, seen.name) for seen in find_teams(store)] == [
        ("Riverside", "Getting Help")
    ]


def test_a_second_site_of_the_same_name_is_refused(desk: PageClient, team: Team):
    page = desk.submit(desk.get("/settings/sites/new").form("Save"), {"name": "North"}, 422)

    assert page.errors == ["There is a site of that name already."]


def test_a_second_team_of_the_same_name_at_a_site_is_refused(desk: PageClient, team: Team):
    form = desk.get(f"/settings/sites/{team.site_id}/teams/new").form("Save")

    page = desk.submit(form, {"name": "Getting Help", "agency": "CAMHS"}, 422)

    assert page.errors == ["This site has a team of that name already."]


def test_a_team_can_be_saved_without_changing_its_name(desk: PageClient, team: Team):
    form = desk.get(f"/settings/teams/{team.id}").form("Save")

    page = desk.submit(form, {"phone": "01632 960 999"})

    assert "01632 960 999" in page.text


def test_a_team_without_an_agency_is_refused(desk: PageClient, team: Team):
    form = desk.get(f"/settings/teams/{team.id}").form("Save")

    page = desk.submit(form, {"agency": ""}, 422)

    assert page.errors == ["Type the agency, for example CAMHS or school."]


def test_a_team_that_does_not_exist_is_not_found(desk: PageClient):
    desk.get("/settings/teams/nothing", 404)
    desk.get("/settings/sites/nothing", 404)
