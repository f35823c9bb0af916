"""Other places for help are added, changed, removed, and checked by a named person."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.persistence.organisation import Team
from sdm_tool.persistence.queries.resources import find_resources
from tests.client import PageClient
from tests.client.page import Page
from tests.clock import Clock
from tests.factories.conversations import MET_AT
from tests.factories.people import make_account, sign_in
from tests.factories.resources import keep_resource

URL = "/settings/resources"
TYPED = {
    "name": "Made-up helpline",
    "about": "You can ring and talk with someone.",
    "kind": "helpline",
    "web_address": "https://helpline.example/",
    "region": "England",
    "youngest": "11",
    "oldest": "17",
    "cost": "free",
}


def add(desk: PageClient, status: int | None = None, **typed: str | list[str]) -> Page:
    form = desk.get(f"{URL}/new").form("Save the place")
    return desk.submit(form, TYPED | typed, status)


def change(
    desk: PageClient, page: Page, status: int | None = None, **typed: str | list[str]
) -> Page:
    form = desk.get(page.link("Change or remove: Made-up helpline")).form("Save the place")
    return desk.submit(form, typed, status)


def test_an_empty_page_says_what_it_means(desk: PageClient):
    page = desk.get(URL)
    assert "No other places for help yet" in page.text
    assert "This tool comes with none of its own" in page.text


def test_a_new_place_has_not_been_checked_by_anyone(desk: PageClient):
    page = add(desk)
    assert "Saved at 10:00" in page.text
    assert "Not checked yet. Families do not see it." in page.text
    assert "Not checked yet, so families do not see them: 1." in page.text


def test_everything_that_was_said_stands_in_the_list(desk: PageClient):
    page = add(
        desk,
        phone="01632 960 011",
        place="Market Street",
        cost="costs-money",
        cost_words="£1 a call",
        access="In Urdu and English",
        grid_slugs=["low-mood", "worry"],
    )
    for words in (
        "Helpline or crisis help",
        "01632 960 011",
        "Market Street",
        "Ages 11 to 17, in England",
        "It costs money: £1 a call",
        "In Urdu and English",
        "Beside: Low mood and Worry and anxiety.",
    ):
        assert words in page.text


def test_whoever_checked_a_place_is_named_with_the_day(desk: PageClient):
    page = desk.submit(add(desk).form("I checked this today"))
    assert "Checked on 3 November 2026 by R. Adams." in page.text
    assert "Families do not see it" not in page.text


def test_a_check_of_over_180_days_ago_is_said(desk: PageClient, clock: Clock):
    desk.submit(add(desk).form("I checked this today"))
    clock.move(timedelta(days=180))
    sign_in(desk, "adams")
    assert "180 days" not in desk.get(URL).text
    clock.move(timedelta(days=1))
    sign_in(desk, "adams")
    page = desk.get(URL)
    assert "Checked more than 180 days ago: 1." in page.text
    assert "That is more than 180 days ago: check it again." in page.text


def test_a_changed_place_has_to_be_checked_again(desk: PageClient):
    page = desk.submit(add(desk).form("I checked this today"))
    page = change(desk, page, grid_slugs=["worry"])
    assert "Not checked yet. Families do not see it." in page.text


def test_saving_the_same_keeps_the_check(desk: PageClient):
    page = desk.submit(add(desk, grid_slugs=["low-mood"]).form("I checked this today"))
    assert "Checked on 3 November 2026" in change(desk, page).text


def test_a_place_that_changed_since_the_list_was_opened_is_not_called_checked(desk: PageClient):
    page = add(desk)
    change(desk, page, region="Leeds")
    page = desk.submit(page.form("I checked this today"), {}, 422)
    (error,) = page.errors
    assert error.startswith("Somebody changed this place since you opened the list")
    assert "Not checked yet. Families do not see it." in page.text


def test_a_form_that_is_older_than_the_place_is_refused_and_keeps_what_was_typed(
    desk: PageClient,
):
    page = add(desk)
    form = desk.get(page.link("Change or remove: Made-up helpline")).form("Save the place")
    change(desk, page, region="Leeds")
    page = desk.submit(form, {"region": "York"}, 422)
    assert page.errors[0].startswith("Somebody else changed this while you had it open.")
    assert page.form("Save the place").values["region"] == "York"


def test_a_removed_place_is_gone(desk: PageClient, store: Session):
    page = add(desk)
    page = desk.submit(desk.get(page.link("Change or remove: Made-up helpline")).form("/remove"))
    assert "No other places for help yet" in page.text
    assert find_resources(store) == []


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": ""}, "Type its name."),
        ({"about": ""}, "Say in one plain sentence what it is."),
        ({"region": ""}, "Say which area it serves, for example England or Leeds."),
        (
            {"web_address": ""},
            "Say where to find it: a web address, a phone number or a place.",
        ),
        (
            {"web_address": "data:text/html,made-up"},
            "Type the whole web address, beginning with https:// or http://.",
        ),
        ({"youngest": ""}, "Put in the youngest age, for example 11."),
        ({"youngest": "eleven"}, "Put in a whole number from 0 to 99."),
        ({"oldest": "100"}, "Put in a whole number from 0 to 99."),
        ({"oldest": "10"}, "The oldest age is under the youngest age."),
        ({"cost": "costs-money"}, "Say what it costs, for example: £4 a month."),
        ({"phone": "1" * 201}, "This is 201 characters. Cut it to 200 or fewer."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(
    desk: PageClient, store: Session, typed: dict[str, str], message: str
):
    page = add(desk, 422, access="In Urdu", grid_slugs=["sleep"], **typed)
    assert page.errors == [message]
    values = page.form("Save the place").values
    assert {name: values[name] for name in typed} == typed
    assert (values["access"], values["kind"], values["grid_slugs"]) == (
        "In Urdu",
        "helpline",
        "sleep",
    )
    assert find_resources(store) == []


def test_an_empty_form_names_everything_at_once(desk: PageClient):
    page = desk.submit(desk.get(f"{URL}/new").form("Save the place"), {}, 422)
    assert len(page.errors) == 7


@pytest.mark.parametrize(
    ("field", "value"), [("kind", "rumour"), ("cost", "dear"), ("grid_slugs", "nothing")]
)
def test_a_choice_that_was_not_offered_is_refused(desk: PageClient, field: str, value: str):
    assert len(add(desk, 422, **{field: value}).errors) == 1


def test_a_grid_that_is_no_longer_loaded_is_not_dropped_unseen(
    desk: PageClient, store: Session, scope: Scope
):
    """Without it the place would stand beside every grid."""
    slugs = frozenset({"stammer"})
    keep_resource(store, scope, at=MET_AT, checked_at=MET_AT, grid_slugs=slugs)
    page = desk.get(URL)
    assert "Beside: stammer." in page.text
    page = change(desk, page)
    store.rollback()
    (found,) = find_resources(store)
    assert found.details.grid_slugs == slugs
    assert "Checked on 3 November 2026" in page.text


def test_markup_is_shown_as_typed(desk: PageClient):
    page = add(desk, name="<b>Line</b> {{7*7}}", about="<script>alert(1)</script>")
    assert "<b>Line</b> {{7*7}} <script>alert(1)</script>" in page.text


def test_a_place_somebody_else_removed_is_not_found(desk: PageClient):
    desk.get(f"{URL}/nothing", 404)
    desk.get(f"{URL}/new")
    desk.post(f"{URL}/nothing/checked", {}, 404)
    desk.post(f"{URL}/nothing/remove", {}, 404)


def test_a_clinician_may_not_keep_the_list(app: Flask, store: Session, team: Team):
    make_account(store, "okafor", roles=[Role.CLINICIAN], teams=[team])
    client = PageClient(app)
    sign_in(client, "okafor")
    client.get(URL, 403)
    client.get(f"{URL}/new", 403)
