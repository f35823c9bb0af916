"""Two named people approve a version; a withdrawn one says why, and stays withdrawn."""

from flask import Flask
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role
from sdm_tool.services.grids import Catalogue, is_usable
from tests.client import PageClient
from tests.client.page import Page
from tests.integration.grids.conftest import Browser

URL = "/grids/low-mood/0.1"


def approve(client: PageClient) -> Page:
    return client.submit(client.get(f"{URL}/approval").form("/approve"))


def withdraw(client: PageClient, reason: str, status: int = 303) -> Page:
    return client.submit(
        client.get(f"{URL}/approval").form("/withdraw"), {"reason": reason}, status
    )


def usable(store: Session, catalogue: Catalogue) -> bool:
    store.rollback()
    return is_usable(store, catalogue.find("low-mood", "0.1"))


def test_one_approval_is_not_enough(browser: Browser, store: Session, catalogue: Catalogue):
    page = approve(browser("okafor", Role.APPROVER))

    assert "Approved by R. Okafor, Psychologist, on 3 November 2026." in page.text
    assert "one more person has to approve it here" in page.text
    assert not usable(store, catalogue)


def test_two_people_put_a_version_into_use(browser: Browser, store: Session, catalogue: Catalogue):
    approve(browser("okafor", Role.APPROVER))

    page = approve(browser("singh", Role.APPROVER))

    assert "In use here, approved by R. Okafor and R. Singh" in page.text
    assert usable(store, catalogue)


def test_one_person_cannot_approve_twice(browser: Browser, store: Session, catalogue: Catalogue):
    client = browser("okafor", Role.APPROVER)
    page = approve(client)
    assert not [form for form in page.forms if form.action.endswith("/approve")]

    page = client.post(f"{URL}/approve", {}, 422)

    assert page.errors == ["You have approved this version already. Another person is needed."]
    assert not usable(store, catalogue)


def test_a_clinician_sees_who_approved_and_has_no_button(browser: Browser):
    approve(browser("okafor", Role.APPROVER))
    client = browser("jones", Role.CLINICIAN)

    page = client.get(f"{URL}/approval")

    assert "Approved by R. Okafor" in page.text
    assert not page.all("main form")


def test_a_clinician_cannot_approve_by_sending_the_form(browser: Browser):
    client = browser("jones", Role.CLINICIAN)
    client.get("/account/password")

    client.post(f"{URL}/approve", {}, 403)
    client.post(f"{URL}/withdraw", {"reason": "No."}, 403)


def test_withdrawing_needs_a_reason(browser: Browser, store: Session, catalogue: Catalogue):
    approve(browser("okafor", Role.APPROVER))
    client = browser("singh", Role.APPROVER)
    approve(client)

    page = withdraw(client, "  ", 422)

    assert page.errors == ["Say why, in words that colleagues can act on."]
    assert usable(store, catalogue)


def test_a_withdrawn_version_says_who_and_why_and_is_out_of_use(
    browser: Browser, store: Session, catalogue: Catalogue
):
    approve(browser("okafor", Role.APPROVER))
    client = browser("singh", Role.APPROVER)
    approve(client)

    page = withdraw(client, "A study was corrected.")

    words = "Withdrawn by R. Singh on 3 November 2026: A study was corrected."
    assert words in page.text
    assert words in client.get(URL).text
    assert "Withdrawn here" in client.get("/grids").text
    assert not usable(store, catalogue)


def test_a_withdrawn_version_cannot_be_approved_back(browser: Browser):
    client = browser("okafor", Role.APPROVER)
    client.get(f"{URL}/approval")
    withdraw(client, "A study was corrected.")
    client.get("/account/password")

    page = client.post(f"{URL}/approve", {}, 422)

    assert "This version was withdrawn here" in page.errors[0]


def test_a_version_that_was_used_can_be_read_when_its_files_are_gone(browser: Browser, app: Flask):
    client = browser("okafor", Role.APPROVER)
    approve(client)
    app.extensions["sdm_catalogue"] = Catalogue((), ())

    assert client.get(URL).h1 == "Low mood"
    assert "No grids are loaded" in client.get("/grids").text
