"""A form belongs to the browser it was shown in; the cookie is sent only when it changes."""

from collections.abc import Iterator
from itertools import count
from time import time

import pytest
from flask import Flask
from itsdangerous import TimestampSigner

from sdm_tool.app import create_app
from sdm_tool.config import Settings
from sdm_tool.services.grids import Catalogue
from tests.application import SECRET, close
from tests.client import PageClient
from tests.factories.people import sign_in
from tests.integration.web.conftest import Service

REFUSED = "This form is out of date"
HTTPS = "https://sdm.example"


def token_of(client: PageClient, url: str) -> str:
    """The form token on this page."""
    client.token = ""
    client.get(url)
    assert client.token
    return client.token


def cookies(client: PageClient, url: str, **how: object) -> list[str]:
    """What a page sets."""
    answer = client.flask.get(url, **how)
    answer.close()
    assert answer.status_code == 200
    return answer.headers.getlist("Set-Cookie")


def refuses(client: PageClient, token: str) -> bool:
    """Whether signing out with this token is refused; if not, one is signed out."""
    answer = client.flask.post("/sign-out", data={"csrf_token": token})
    assert answer.status_code in (303, 400)
    assert (REFUSED in answer.text) == (answer.status_code == 400)
    return answer.status_code == 400


def test_every_page_of_a_session_has_the_same_token(here: Service, monkeypatch: pytest.MonkeyPatch):
    """Whatever the second: a signature made anew would have another time in it."""
    seconds = count(int(time()))
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _signer: next(seconds))
    pages = ("/account", "/account/password", f"{here.here}/start", f"{here.here}/notes")
    assert len({token_of(here.client, page) for page in pages}) == 1


def test_two_browsers_of_one_person_have_two_tokens(service: Service):
    other = PageClient(service.app)
    sign_in(other)
    mine, theirs = token_of(service.client, "/account"), token_of(other, "/account")
    assert mine != theirs
    assert refuses(service.client, theirs)
    assert refuses(other, mine)
    assert not refuses(service.client, mine)


def test_two_strangers_have_two_tokens(client: PageClient, app: Flask):
    other = PageClient(app)
    assert token_of(client, "/sign-in") != token_of(other, "/sign-in")


def test_a_token_from_before_signing_in_is_worth_nothing_after(service: Service):
    browser = PageClient(service.app)
    before = token_of(browser, "/sign-in")
    sign_in(browser)
    assert token_of(browser, "/account") != before
    assert refuses(browser, before)


def test_a_token_from_before_signing_out_is_worth_nothing_to_the_next_person(service: Service):
    first = token_of(service.client, "/account")
    assert not refuses(service.client, first)
    sign_in(service.client)
    assert refuses(service.client, first)


def test_a_form_of_an_older_page_can_still_be_sent(here: Service):
    """A page may stand open for as long as the session lives, and others be opened meanwhile."""
    form = here.client.get(f"{here.here}/notes").form("Save the notes")
    for page in ("/account", here.here, f"{here.here}/decide"):
        here.client.get(page)
    sent = form.filled({"kept_private": "Kept"}).values
    assert here.client.flask.post(form.action, data=sent).status_code == 303
    assert here.kept("notes").kept_private == "Kept"


@pytest.mark.parametrize("header", ["X-CSRFToken", "X-CSRF-Token"])
def test_a_forged_header_opens_nothing(service: Service, header: str):
    answer = service.client.flask.post("/sign-out", headers={header: "forged"})
    assert answer.status_code == 400
    assert service.client.get("/account").h1 == "Your account"


@pytest.mark.parametrize("path", ["", "/notes", "/decide", "/together", "/history", "/summary"])
def test_looking_at_a_page_sets_no_cookie(here: Service, path: str):
    here.client.get(here.here)
    assert cookies(here.client, f"{here.here}{path}") == []


def test_part_of_a_page_sets_no_cookie(here: Service):
    url = f"{here.here}/together?question=1"
    assert cookies(here.client, url, headers={"HX-Request": "true"}) == []


@pytest.mark.parametrize("path", ["/help", "/safety"])
def test_a_stranger_who_reads_gets_no_cookie(client: PageClient, service: Service, path: str):
    stranger = PageClient(service.app)
    assert cookies(stranger, path) == []


def test_a_picture_or_style_sheet_sets_no_cookie(client: PageClient):
    sheets = [link.get("href") for link in client.get("/help").all("link[rel=stylesheet]")]
    assert sheets
    assert cookies(client, sheets[0]) == []


def test_no_page_varies_by_cookie(here: Service):
    for path in ("/account", here.here, "/help"):
        assert "cookie" not in here.client.get(path).headers["Vary"].lower()


def test_signing_out_takes_the_cookie_away(service: Service):
    token = token_of(service.client, "/account")
    answer = service.client.flask.post("/sign-out", data={"csrf_token": token})
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("sdm=;")
    assert "Max-Age=0" in cookie


def test_a_cookie_that_this_service_did_not_sign_is_nobodys(service: Service):
    flask = service.client.flask
    known = flask.get_cookie("sdm").value
    said, _, signature = known.rpartition(".")
    flask.set_cookie("sdm", f"{said}.{signature[::-1]}")
    assert flask.get("/account").location.startswith("/sign-in")
    flask.set_cookie("sdm", known)
    assert flask.get("/account").status_code == 200


@pytest.fixture
def over_https(sqlite_url: str) -> Iterator[PageClient]:
    """A browser at a service that people reach over https."""
    settings = Settings(sqlite_url, SECRET, public_url=HTTPS)
    app = create_app(settings, catalogue=Catalogue((), ()))
    yield PageClient(app)
    close(app)


def test_over_https_the_cookie_goes_to_this_address_alone(over_https: PageClient):
    answer = over_https.flask.get("/sign-in", base_url=HTTPS)
    (cookie,) = answer.headers.getlist("Set-Cookie")
    name, _, rest = cookie.partition("=")
    assert name == "__Host-sdm"
    attributes = {part.strip().lower() for part in rest.split(";")[1:]}
    assert attributes == {"secure", "httponly", "path=/", "samesite=lax"}


def test_over_https_the_browser_is_told_to_stay_there(over_https: PageClient, client: PageClient):
    answer = over_https.flask.get("/help", base_url=HTTPS)
    said = answer.headers["Strict-Transport-Security"]
    assert said == "max-age=31536000; includeSubDomains"
    assert "Strict-Transport-Security" not in client.get("/help").headers


def test_what_one_page_puts_in_the_session_stays_out_of_the_cookie_before(here: Service):
    """The same cookie, sent twice, is worth the same both times."""
    flask = here.client.flask
    before = flask.get_cookie("sdm").value
    flask.get(f"{here.here}/together?chosen=1&show=group")
    assert flask.get_cookie("sdm").value != before
    flask.set_cookie("sdm", before)
    with flask.session_transaction() as kept:
        assert "hidden options" not in kept
    forged = before[:-2] + ("A" if before[-2] != "A" else "B") + before[-1]
    flask.set_cookie("sdm", forged)
    assert flask.get("/account").location.startswith("/sign-in")
