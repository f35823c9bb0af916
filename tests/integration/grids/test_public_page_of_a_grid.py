"""Anyone reads a grid that was put on a public page: its words, and nothing that is for staff."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.domain.reading_age import AIM, reading_age
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.grids import PublicGrid
from sdm_tool.persistence.organisation import CrisisContact, OptionWait, Team
from sdm_tool.services.grid_standing import withdraw_version
from sdm_tool.services.grids import Catalogue, published_grids
from sdm_tool.services.public_grids import turn_on
from tests.client import PageClient
from tests.client.page import text_of
from tests.clock import Clock
from tests.factories.conversations import MET_AT
from tests.factories.people import make_account, make_team, scope_of, sign_in
from tests.factories.publications import publish
from tests.factories.resources import keep_resource

URL = "/public/grids/low-mood"


@pytest.fixture
def scope(store: Session) -> Scope:
    roles = [Role.ADMINISTRATOR]
    return scope_of(make_account(store, "adams", roles=roles), roles)


@pytest.fixture
def team(store: Session) -> Team:
    return make_team(store)


@pytest.fixture
def public(store: Session, catalogue: Catalogue, scope: Scope) -> None:
    publish(store, catalogue, "low-mood", review_by=date(2027, 3, 3))
    turn_on(store, "low-mood", scope=scope, now=MET_AT)


@pytest.fixture
def anyone(app: Flask) -> PageClient:
    return PageClient(app)


def put_contact(store: Session, words: str, team: Team | None = None) -> None:
    with writing(store):
        store.add(
            CrisisContact(
                team_id=team.id if team else None,
                position=1,
                situation="Life in danger now",
                contact=words,
                checked_on=MET_AT.date(),
            )
        )


@pytest.mark.usefixtures("public")
def test_it_says_all_that_the_page_for_staff_says_of_the_grid(
    anyone: PageClient, catalogue: Catalogue
):
    grid = catalogue.find("low-mood")

    page = anyone.get(URL)

    assert page.h1 == "Low mood"
    for question in grid.questions:
        assert len(page.all(f"#question-{question.id} tr:first-child td")) == len(grid.options)
    assert "67 of 100 recovered" in page.text
    assert "Options stand in A to Z order. The order means nothing." in page.text
    assert len(page.all(".sdm-sources li")) > 10
    facts = [
        text_of(fact) for fact in page.all("section[aria-labelledby='about'] .sdm-facts > div")
    ]
    assert facts[0].endswith("1.0")
    assert facts[1].endswith("3 November 2026")
    assert facts[2].endswith("3 March 2027")


@pytest.mark.usefixtures("public")
def test_nothing_on_it_leads_to_what_is_for_staff(anyone: PageClient):
    page = anyone.get(URL)
    own = {link.href.partition("#")[0].partition("?")[0] for link in page.links}
    assert {href for href in own if href.startswith("/")} == {"/safety"}
    assert not page.forms
    assert "approval of this grid" not in page.text


@pytest.mark.usefixtures("public")
def test_no_cookie_is_set_and_none_is_needed(anyone: PageClient):
    answer = anyone.flask.get(URL)
    assert answer.status_code == 200
    assert answer.headers.getlist("Set-Cookie") == []
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("public")
def test_a_link_opens_a_figure_on_the_same_page(anyone: PageClient):
    opened = anyone.get(f"{URL}?open=figure-how-many-cbt-group-1")
    assert len(opened.all("tr.sdm-grid__tray:not([hidden])")) == 1


@pytest.mark.usefixtures("public")
def test_the_contacts_for_every_team_are_there_to_tap_and_no_teams_own(
    anyone: PageClient, store: Session, team: Team
):
    put_contact(store, "999, or go to A&E")
    put_contact(store, "01632 960 011", team)
    page = anyone.get(URL)
    assert "Life in danger now" in page.text
    assert page.one(".sdm-number").get("href") == "tel:999"
    assert "Checked on 3 November 2026." in page.text
    assert "01632" not in page.text


@pytest.mark.usefixtures("public")
def test_without_contacts_a_reader_is_not_told_of_settings(anyone: PageClient):
    page = anyone.get(URL)
    assert "administrator" not in page.text
    assert "If you need help now" in page.text


@pytest.mark.usefixtures("public")
def test_no_teams_wait_is_told(anyone: PageClient, store: Session, team: Team):
    with writing(store):
        store.add(
            OptionWait(
                team_id=team.id,
                grid_slug="low-mood",
                option_id="cbt-group",
                is_offered=True,
                weeks=6,
                as_of=MET_AT.date(),
            )
        )
    page = anyone.get(URL)
    said = {text_of(p) for p in page.all("#question-wait td p")}
    assert "Each team has its own wait. Ask the service." in said
    assert "There is nothing to wait for." in said
    assert "6 weeks" not in " ".join(said)


@pytest.mark.usefixtures("public")
def test_other_places_for_help_stand_below(anyone: PageClient, store: Session, scope: Scope):
    keep_resource(store, scope, at=MET_AT, checked_at=MET_AT)
    assert "Made-up helpline" in anyone.get(URL).text


@pytest.mark.usefixtures("public")
def test_a_page_that_was_not_looked_at_in_time_says_so(anyone: PageClient, clock: Clock):
    late = "This page was to be looked at again by 3 March 2027."
    assert late not in anyone.get(URL).text
    clock.move(timedelta(days=130))
    assert late in anyone.get(URL).text


@pytest.mark.usefixtures("public")
def test_staff_who_are_signed_in_read_the_same_page(anyone: PageClient, app: Flask, store: Session):
    make_account(store, "okafor", roles=[Role.APPROVER])
    staff = PageClient(app)
    sign_in(staff, "okafor")
    assert staff.get(URL).text == anyone.get(URL).text


@pytest.mark.usefixtures("public")
def test_its_own_words_are_plain(anyone: PageClient, clock: Clock, store: Session):
    put_contact(store, "999")
    clock.move(timedelta(days=130))
    page = anyone.get(URL)
    parts = [text_of(part) for part in page.all(".sdm-intro p, .sdm-order, #question-wait td p")]
    words = "\n\n".join(parts)
    assert "Some of it may have changed since." in words
    assert reading_age(words) <= AIM


@pytest.mark.parametrize("slug", ["low-mood", "sleep", "no-such-grid"])
def test_what_is_off_a_draft_or_unknown_is_not_found(
    anyone: PageClient, store: Session, catalogue: Catalogue, slug: str
):
    publish(store, catalogue, "low-mood")
    assert anyone.get(f"/public/grids/{slug}", 404).h1 == "Page not found"


@pytest.mark.usefixtures("public")
def test_a_withdrawn_grid_is_not_found(anyone: PageClient, store: Session, scope: Scope):
    (grid,) = published_grids(store)
    withdraw_version(store, grid, reason="Wrong.", scope=scope, now=MET_AT)
    anyone.get(URL, 404)


def test_a_grid_about_self_harm_is_not_found_even_if_a_row_says_on(
    anyone: PageClient, store: Session, catalogue: Catalogue, scope: Scope
):
    publish(store, catalogue, "self-harm")
    with writing(store):
        row = PublicGrid(grid_slug="self-harm", turned_on_by=scope.account_id, turned_on_at=MET_AT)
        store.add(row)
    page = anyone.get("/public/grids/self-harm", 404)
    assert page.h1 == "Page not found"
    assert "elf-harm" not in page.text
