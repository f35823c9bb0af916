"""Crisis contacts are added, ordered, changed, and checked by a named person."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from sdm_tool.persistence.organisation import Team
from sdm_tool.persistence.queries.organisations import find_crisis_contacts
from tests.client import PageClient
from tests.client.page import Page
from tests.clock import Clock
from tests.factories.people import sign_in

URL = "/settings/contacts"


def add(desk: PageClient, situation: str, contact: str, team_id: str = "") -> Page:
    form = desk.get(f"{URL}/new").form("Save the contact")
    return desk.submit(form, {"situation": situation, "contact": contact, "team": team_id})


def in_order(store: Session, team_id: str | None = None) -> list[str]:
    store.rollback()
    return [contact.situation for contact in find_crisis_contacts(store, team_id)]


def test_an_empty_page_says_what_it_means(desk: PageClient):
    assert "Until there is one, no summary can be printed" in desk.get(URL).text


def test_a_new_contact_has_not_been_checked_by_anyone(desk: PageClient):
    page = add(desk, "Life in danger now", "999, or go to A&E")

    assert "Life in danger now 999, or go to A&E Not checked yet" in page.text


def test_whoever_checked_a_contact_is_named_with_the_day(desk: PageClient):
    page = add(desk, "Life in danger now", "999")

    page = desk.submit(page.form("/checked"))

    assert "Checked on 3 November 2026 by R. Adams" in page.text


def test_the_day_of_a_check_is_the_day_in_london(desk: PageClient, clock: Clock):
    add(desk, "Life in danger now", "999")
    clock.now = datetime(2027, 6, 1, 23, 30, tzinfo=UTC)
    sign_in(desk, "adams")

    page = desk.submit(desk.get(URL).form("/checked"))

    assert "Checked on 2 June 2027" in page.text


def test_changed_words_have_to_be_checked_again(desk: PageClient):
    page = add(desk, "Life in danger now", "999")
    page = desk.submit(page.form("/checked"))
    form = desk.get(page.link("Change or remove: Life in danger now")).form("Save")

    page = desk.submit(form, {"contact": "999, or go to A&E"})

    assert "Not checked yet" in page.text


def test_saving_the_same_words_keeps_the_check(desk: PageClient):
    page = add(desk, "Life in danger now", "999")
    page = desk.submit(page.form("/checked"))

    page = desk.submit(desk.get(page.link("Change or remove: Life in danger now")).form("Save"))

    assert "Checked on 3 November 2026" in page.text


def test_a_contact_moves_up_within_its_team(desk: PageClient, store: Session, team: Team):
    add(desk, "First", "one")
    page = add(desk, "Second", "two")
    add(desk, "Team only", "three", team.id)

    desk.submit(page.form("/up"))

    assert in_order(store, team.id) == ["Second", "First", "Team only"]


def test_a_contact_of_one_team_is_not_shown_to_another(
    desk: PageClient, store: Session, team: Team
):
    add(desk, "Team only", "three", team.id)

    assert in_order(store) == []
    assert in_order(store, team.id) == ["Team only"]


def test_a_removed_contact_is_gone(desk: PageClient, store: Session):
    page = add(desk, "Life in danger now", "999")

    page = desk.submit(desk.get(page.link("Change or remove: Life in danger now")).form("/remove"))

    assert "No crisis contacts yet" in page.text
    assert in_order(store) == []


def test_half_a_contact_is_refused_and_what_was_typed_stays(desk: PageClient):
    form = desk.get(f"{URL}/new").form("Save the contact")

    page = desk.submit(form, {"situation": "Life in danger now"}, 422)

    assert page.errors == ["Type whom to turn to."]
    assert page.form("Save the contact").values["situation"] == "Life in danger now"


def test_a_contact_somebody_else_removed_is_not_found(desk: PageClient):
    desk.get(f"{URL}/nothing", 404)
    desk.get(f"{URL}/new")
    desk.post(f"{URL}/nothing/checked", {}, 404)
