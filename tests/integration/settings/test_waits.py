"""A team says what it offers and how long the wait is; families read it on the grid."""

import pytest
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.organisation import Team
from tests.client import PageClient
from tests.client.page import Form, Page, text_of
from tests.factories.people import make_account, make_team, sign_in

DAY = {"as_of-day": "2", "as_of-month": "11", "as_of-year": "2026"}
GRID = "low-mood"
OPTION = "cbt-group"


@pytest.fixture
def okafor(client: PageClient, store: Session, team: Team) -> PageClient:
    """A clinician of the team."""
    make_account(store, "okafor", roles=[Role.CLINICIAN], teams=[team])
    sign_in(client, "okafor")
    return client


def waits_form(browser: PageClient, team: Team) -> Form:
    return browser.get(f"/settings/waits/{team.id}/{GRID}").form("Save the waits")


def said(browser: PageClient) -> str:
    """What the group's cell in the last row of the grid says."""
    page = browser.get("/grids")
    cells = browser.get(page.link("Low mood")).all("#question-wait td")
    texts = [text_of(cell) for cell in cells]
    return next(text for text in texts if text.startswith("CBT in a group"))


def save(browser: PageClient, team: Team, values: dict[str, str], status: int = 303) -> Page:
    return browser.submit(waits_form(browser, team), values | DAY, status)


def test_nothing_said_reads_as_not_told_yet(okafor: PageClient):
    assert said(okafor).endswith("The service has not told us yet.")


@pytest.mark.parametrize(
    ("offered", "weeks", "words"),
    [
        ("offered", "6", "About 6 weeks."),
        ("offered", "1", "About 1 week."),
        ("offered", "0", "There is no wait."),
        ("offered", "", "The service does not know how long the wait is."),
        ("not-offered", "", "This team does not offer it."),
    ],
)
def test_what_is_said_is_read_on_the_grid_with_its_day(
    okafor: PageClient, team: Team, offered: str, weeks: str, words: str
):
    save(okafor, team, {f"offered-{OPTION}": offered, f"weeks-{OPTION}": weeks})

    assert said(okafor).endswith(f"{words} The service told us on 2 November 2026.")


def test_two_teams_are_told_apart(client: PageClient, store: Session, team: Team):
    other = make_team(store, "School team", site="North")
    make_account(store, "okafor", roles=[Role.CLINICIAN], teams=[team, other])
    sign_in(client, "okafor")

    for each, weeks in ((team, "6"), (other, "20")):
        save(client, each, {f"offered-{OPTION}": "offered", f"weeks-{OPTION}": weeks})

    assert "Getting Help: About 6 weeks." in said(client)
    assert "School team: About 20 weeks." in said(client)


def test_saving_again_without_an_option_takes_it_back(okafor: PageClient, team: Team):
    save(okafor, team, {f"offered-{OPTION}": "offered", f"weeks-{OPTION}": "6"})

    save(okafor, team, {f"offered-{OPTION}": "not-said", f"weeks-{OPTION}": ""})

    assert said(okafor).endswith("The service has not told us yet.")


@pytest.mark.parametrize("weeks", ["-1", "4.5", "six", "²", "521"])
def test_weeks_that_are_no_whole_number_are_refused_and_kept(
    okafor: PageClient, team: Team, weeks: str
):
    page = save(okafor, team, {f"offered-{OPTION}": "offered", f"weeks-{OPTION}": weeks}, 422)

    assert "whole weeks" in page.errors[0]
    assert page.form("Save the waits").values[f"weeks-{OPTION}"] == weeks


def test_weeks_for_what_is_not_offered_are_refused(okafor: PageClient, team: Team):
    page = save(okafor, team, {f"offered-{OPTION}": "not-offered", f"weeks-{OPTION}": "3"}, 422)

    assert "You say it is not offered, and give weeks" in page.errors[0]


def test_a_day_to_come_is_refused(okafor: PageClient, team: Team):
    form = waits_form(okafor, team)

    page = okafor.submit(form, DAY | {"as_of-day": "4"}, 422)

    assert "It cannot be later than today" in page.errors[0]


def test_the_day_has_to_be_put_in(okafor: PageClient, team: Team):
    page = okafor.submit(waits_form(okafor, team), {}, 422)

    assert "Put in the day these were checked" in page.errors[0]


def test_a_clinician_speaks_for_their_own_team_only(okafor: PageClient, store: Session, team: Team):
    other = make_team(store, "Elsewhere", site="South")

    assert "Elsewhere" not in okafor.get("/settings/waits").text
    okafor.get(f"/settings/waits/{other.id}/{GRID}", 404)
    waits_form(okafor, team)
    okafor.post(f"/settings/waits/{other.id}/{GRID}", DAY, 404)


def test_an_administrator_speaks_for_every_team(desk: PageClient, team: Team):
    page = desk.get("/settings/waits")

    assert team.name in page.text
