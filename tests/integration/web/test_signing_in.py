"""Signing in and out: what is said when it fails, when it waits, and what a cookie is worth."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.accounts import Account, SignInSession
from sdm_tool.persistence.engine import writing
from sdm_tool.web.signed_in import safe_next
from tests.client import Page, PageClient
from tests.clock import Clock
from tests.factories.conversations import begin_conversation
from tests.factories.people import (
    CHEAP_HASH,
    PASSWORD,
    make_account,
    make_organisation,
    make_team,
    sign_in,
)
from tests.integration.web.conftest import Service

REFUSED = "That name and password do not match. Check both and try again."
PAUSED = "Too many tries. Wait 15 minutes, or ask your administrator for a new password."
AWAY = (
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "/\\elsewhere.example/",
    "/\t/elsewhere.example/",
    "/\n/elsewhere.example/",
    "/\r\n/elsewhere.example",
    "\t//elsewhere.example/",
    "/\x00/elsewhere.example",
    "/\\/elsewhere.example",
    "///elsewhere.example",
    "javascript:alert(1)",
    "elsewhere.example",
    "",
)


@pytest.fixture
def staff(store: Session, client: PageClient) -> PageClient:
    make_organisation(store)
    make_account(store, teams=[make_team(store)])
    return client


def attempt(client: PageClient, username: str = "okafor", password: str = "wrong words") -> Page:
    form = client.get("/sign-in").form("Sign in")
    return client.submit(form, {"username": username, "password": password}, status=422)


def test_the_right_password_opens_the_home_page(staff: PageClient):
    assert sign_in(staff).h1 == "Your conversations"


def test_the_name_may_be_typed_in_any_case_and_with_spaces(staff: PageClient):
    assert sign_in(staff, "  OKAFOR ").h1 == "Your conversations"


def test_a_wrong_password_and_an_unknown_name_sound_the_same(staff: PageClient, store: Session):
    make_account(store, "gone", is_active=False)
    wrong = attempt(staff)
    unknown = attempt(staff, "nobody")
    switched_off = attempt(staff, "gone", PASSWORD)
    assert wrong.errors == unknown.errors == switched_off.errors == [REFUSED]
    assert wrong.title.startswith("Error: ")


def test_the_name_stays_in_its_field_and_the_password_does_not(staff: PageClient):
    page = attempt(staff)
    assert page.one("#username").get("value") == "okafor"
    assert page.one("#password").get("value") == ""
    assert page.one("#password-error") is not None


def test_empty_fields_are_named(staff: PageClient):
    page = attempt(staff, "", "")
    assert page.errors == ["Type your sign-in name.", "Type your password."]


def test_after_ten_wrong_tries_even_the_right_password_waits(staff: PageClient, clock: Clock):
    for _ in range(10):
        assert attempt(staff).errors == [REFUSED]
    assert attempt(staff, password=PASSWORD).errors == [PAUSED]
    clock.move(timedelta(minutes=14, seconds=59))
    assert attempt(staff, password=PASSWORD).errors == [PAUSED]
    clock.move(timedelta(seconds=1))
    assert sign_in(staff).h1 == "Your conversations"


def test_an_unknown_name_waits_as_well(staff: PageClient):
    for _ in range(10):
        attempt(staff, "nobody")
    assert attempt(staff, "nobody").errors == [PAUSED]
    assert sign_in(staff).h1 == "Your conversations"


def test_one_place_that_guesses_many_names_waits(
    staff: PageClient, monkeypatch: pytest.MonkeyPatch
):
    # A hundred guesses at the real price of a hash are half a minute.
    monkeypatch.setattr("sdm_tool.services.signing_in.NOBODY", CHEAP_HASH)
    for number in range(100):
        assert attempt(staff, f"name{number}").errors == [REFUSED]
    assert attempt(staff, password=PASSWORD).errors == [PAUSED]


def test_the_right_password_forgets_the_wrong_ones(staff: PageClient, app: Flask):
    for _ in range(9):
        attempt(staff)
    sign_in(staff)
    other = PageClient(app)
    assert attempt(other).errors == [REFUSED]
    assert sign_in(other).h1 == "Your conversations"


def test_signing_out_ends_the_session_on_the_server(service: Service):
    cookie = service.client.flask.get_cookie("sdm")
    account = service.client.get("/account")
    assert service.client.submit(account.form("Sign out")).h1 == "Sign in"
    service.client.flask.set_cookie("sdm", cookie.value)
    assert service.client.flask.get("/account").location == "/sign-in?next=/account"
    service.session.rollback()
    assert service.session.scalars(select(SignInSession)).all() == []


def test_leaving_clears_what_the_browser_keeps(service: Service):
    answer = service.client.flask.post("/sign-out", data={"csrf_token": service.client.token})
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.location == "/sign-in"


def test_a_switched_off_account_is_out_at_once(service: Service):
    with writing(service.session):
        service.session.get(Account, service.scope.account_id).is_active = False
    assert service.client.flask.get("/").location == "/sign-in?next=/"


def test_the_cookie_cannot_be_read_or_sent_from_elsewhere(service: Service):
    client = PageClient(service.app)
    form = client.get("/sign-in").form("Sign in")
    answer = client.flask.post(
        "/sign-in",
        data={**form.values.to_dict(), "username": "okafor", "password": PASSWORD},
    )
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "okafor" not in cookie


def test_a_first_password_must_be_changed_before_anything_else(service: Service):
    make_account(service.session, "newcomer", must_change_password=True)
    client = PageClient(service.app)
    page = sign_in(client, "newcomer")
    assert page.h1 == "Change your password"
    assert client.flask.get("/").location == "/account/password"
    same = {"old": PASSWORD, "password": PASSWORD}
    assert client.submit(page.form("Change"), same, status=422).errors
    short = {"old": PASSWORD, "password": "short"}
    assert "12 characters" in client.submit(page.form("Change"), short, status=422).errors[0]
    wrong = {"old": "wrong words here", "password": "five other plain words"}
    refused = client.submit(page.form("Change"), wrong, status=422)
    assert refused.errors == ["That is not your present password."]
    right = {"old": PASSWORD, "password": "five other plain words"}
    assert client.submit(refused.form("Change"), right).h1 == "Your conversations"


def test_a_new_password_signs_every_other_browser_out(service: Service):
    other = PageClient(service.app)
    sign_in(other)
    form = service.client.get("/account/password").form("Change")
    service.client.submit(form, {"old": PASSWORD, "password": "five other plain words"})
    assert other.flask.get("/").location == "/sign-in?next=/"
    assert service.client.get("/account").h1 == "Your account"


def test_wrong_guesses_at_the_present_password_wait_as_well(service: Service):
    """Whoever finds a browser open may not guess the password of it for ever."""
    form = service.client.get("/account/password").form("Change")
    guess = {"old": "wrong words here", "password": "five other plain words"}
    for _ in range(10):
        assert service.client.submit(form, guess, status=422).errors == [
            "That is not your present password."
        ]
    right = {"old": PASSWORD, "password": "five other plain words"}
    assert service.client.submit(form, right, status=422).errors == [PAUSED]


@pytest.mark.parametrize("path", AWAY)
def test_signing_in_leads_to_this_service_only(service: Service, path: str):
    assert safe_next(path) == "/"
    client = PageClient(service.app)
    client.get("/sign-in")
    answer = client.flask.post(
        "/sign-in",
        query_string={"next": path},
        data={"csrf_token": client.token, "username": "okafor", "password": PASSWORD},
    )
    assert answer.location == "/"


@pytest.mark.parametrize("path", ["/grids", "/audit?from=a%20b", "/a/../b", "/?next=//x"])
def test_a_path_of_this_service_is_where_one_goes(path: str):
    assert safe_next(path) == path


def test_whoever_wanted_a_page_gets_it_after_signing_in(service: Service):
    client = PageClient(service.app)
    sent = client.flask.get("/grids?kind=all").location
    form = client.get(sent).form("Sign in")
    assert (
        client.post_and_stay(form.action, {"username": "okafor", "password": PASSWORD})
        == "/grids?kind=all"
    )


@pytest.mark.parametrize("token", [None, "", "wrong", "another"])
def test_a_form_without_its_token_is_refused(service: Service, token: str | None):
    if token == "another":
        other = PageClient(service.app)
        other.get("/sign-in")
        token = other.token
    data = {} if token is None else {"csrf_token": token}
    answer = service.client.flask.post("/sign-out", data=data)
    assert answer.status_code == 400
    assert "This form is out of date" in answer.text
    assert service.client.get("/account").h1 == "Your account"


def test_two_windows_hold_two_records(here: Service):
    """Which record is meant stands in the address, so two windows cannot mix them up."""
    other = begin_conversation(here.session, here.scope, now=here.clock.now)
    asked = here.client.flask.get(f"/conversations/{other}").location
    here.client.submit(here.client.get(asked).form("Yes"))
    first = here.client.get(f"{here.here}/notes")
    second = here.client.get(f"/conversations/{other}/notes")
    here.client.submit(second.form("Save the notes"), {"kept_private": "second"})
    here.client.submit(first.form("Save the notes"), {"kept_private": "first"})
    assert here.kept("notes").kept_private == "first"


def test_a_person_without_roles_sees_a_home_page(service: Service):
    make_account(service.session, "bare", roles=[])
    client = PageClient(service.app)
    assert sign_in(client, "bare").h1 == "Home"


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_home_and_every_link_of_it_leads_somewhere(service: Service, role: Role):
    client = service.colleague("other", role)
    for link in client.get("/").links:
        if link.href.startswith("/"):
            assert client.flask.get(link.href, follow_redirects=True).status_code == 200, link
