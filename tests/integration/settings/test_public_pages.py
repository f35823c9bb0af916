"""An administrator chooses which grids anyone may read, one switch for each grid in use."""

from flask import Flask
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.organisation import Team
from sdm_tool.services.grids import Catalogue
from tests.client import PageClient
from tests.client.page import Page, text_of
from tests.factories.people import make_account, sign_in
from tests.factories.publications import publish

URL = "/settings/public-grids"
PUBLIC = "/public/grids/sleep"
REFUSAL = "A clinician reads this grid with the young person, so it is never put on a public page."


def lines(page: Page) -> list[str]:
    return [text_of(item) for item in page.all(".sdm-due li")]


def test_without_a_grid_in_use_there_is_nothing_to_turn_on(desk: PageClient):
    page = desk.get(URL)
    assert "No grid is in use here yet." in page.text
    assert "/settings/public-grids" in [link.href for link in desk.get("/settings").links]


def test_the_grids_in_use_are_off_until_one_is_turned_on(
    desk: PageClient, store: Session, catalogue: Catalogue, app: Flask
):
    publish(store, catalogue, "sleep")
    page = desk.get(URL)
    (line,) = lines(page)
    assert line.startswith("Sleep: Off Only people who sign in can read it. Version 1.0 is in use.")

    page = desk.submit(page.form("/sleep/on"))

    assert "Saved at 10:00" in page.text
    (line,) = lines(page)
    assert line.startswith(
        "Sleep: On Anyone can read version 1.0. Turned on by R. Adams on 3 November 2026. "
        "Its address: http://127.0.0.1:8000/public/grids/sleep"
    )
    assert PageClient(app).get(page.link("http://127.0.0.1:8000/public/grids/sleep")).h1 == "Sleep"


def test_turning_it_off_takes_the_page_away_at_once(
    desk: PageClient, store: Session, catalogue: Catalogue, app: Flask
):
    publish(store, catalogue, "sleep")
    page = desk.submit(desk.get(URL).form("/sleep/on"))

    page = desk.submit(page.form("/sleep/off"))

    assert lines(page)[0].startswith("Sleep: Off")
    PageClient(app).get(PUBLIC, 404)


def test_self_harm_has_no_switch_and_is_refused_when_sent(
    desk: PageClient, store: Session, catalogue: Catalogue, app: Flask
):
    publish(store, catalogue, "self-harm")
    page = desk.get(URL)
    assert lines(page) == [f"Self-harm: Never {REFUSAL}"]
    assert not page.all("main form")

    desk.get("/account/password")
    page = desk.post(f"{URL}/self-harm/on", {}, 422)

    assert page.errors == [REFUSAL]
    PageClient(app).get("/public/grids/self-harm", 404)


def test_a_grid_that_is_not_in_use_cannot_be_turned_on(desk: PageClient):
    desk.get("/account/password")
    desk.post(f"{URL}/sleep/on", {}, 404)


def test_missing_contacts_are_told_beforehand(desk: PageClient):
    assert "No crisis contacts are set for every team" in desk.get(URL).text


def test_the_trail_says_who_turned_it_on_and_off(
    desk: PageClient, store: Session, catalogue: Catalogue, app: Flask
):
    publish(store, catalogue, "sleep")
    page = desk.submit(desk.get(URL).form("/sleep/on"))
    desk.submit(page.form("/sleep/off"))
    make_account(store, "gray", roles=[Role.INFORMATION_GOVERNANCE_OFFICER])
    officer = PageClient(app)
    sign_in(officer, "gray")

    said = officer.get("/trail").text

    assert "R. Adams turned on the public page of Sleep, version 1.0." in said
    assert "R. Adams turned off the public page of Sleep, version 1.0." in said


def test_only_an_administrator_may_choose(client: PageClient, store: Session, team: Team):
    make_account(store, "okafor", roles=[Role.CLINICIAN, Role.APPROVER], teams=[team])
    sign_in(client, "okafor")
    client.get("/account")
    client.get(URL, 403)
    client.post(f"{URL}/sleep/on", {}, 403)
