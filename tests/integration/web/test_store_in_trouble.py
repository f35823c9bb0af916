"""When the store is locked, full or gone: nothing is said to be saved, and reading goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from sqlalchemy import Engine, event, text

from sdm_tool.app import create_app
from sdm_tool.config import Settings
from sdm_tool.services.grids import Catalogue
from tests.client import PageClient
from tests.factories.conversations import SECRET
from tests.factories.people import PASSWORD, make_account, make_organisation, sign_in
from tests.integration.web.conftest import Service

NOT_SAVED = (
    "The store did not answer, so nothing was saved. Keep this page open and try again in a minute."
)
CANNOT_CHANGE = "The trail cannot be written, so nothing can be changed just now. You can read."
NOTES = {"kept_private": "Do not tell Mum"}


@pytest.fixture
def hurried(here: Service) -> Iterator[Service]:
    """The application waits 20 milliseconds for a locked store, not five seconds."""
    event.listen(engine_of(here), "checkout", _hurry)
    yield here
    event.remove(engine_of(here), "checkout", _hurry)


def _hurry(connection, _record, _proxy) -> None:
    connection.execute("PRAGMA busy_timeout = 20")


def engine_of(service: Service) -> Engine:
    return service.app.extensions["sdm_sessions"].kw["bind"]


@contextmanager
def locked(service: Service) -> Iterator[None]:
    """Another program holds the store."""
    service.session.rollback()
    other = engine_of(service).raw_connection()
    other.cursor().execute("BEGIN EXCLUSIVE")
    yield
    other.cursor().execute("ROLLBACK")
    other.close()


@contextmanager
def full(service: Service) -> Iterator[None]:
    """No page can be added to the file; what is in it can be read."""
    service.session.rollback()

    def no_more(connection, _record, _proxy) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    event.listen(engine_of(service), "checkout", no_more)
    yield
    event.remove(engine_of(service), "checkout", no_more)
    with engine_of(service).connect() as connection:
        connection.execute(text("PRAGMA max_page_count = 1000000"))


TROUBLES = pytest.mark.parametrize("trouble", [locked, full])
LONG = {"kept_private": "x" * 2_000, "safeguarding": "y" * 2_000}


@TROUBLES
def test_what_is_sent_is_not_said_to_be_saved_and_can_be_sent_again(hurried: Service, trouble):
    form = hurried.client.get(f"{hurried.here}/notes").form("Save the notes")
    with trouble(hurried):
        page = hurried.client.submit(form, LONG, 503)
        assert page.h1 == "Not saved"
        assert NOT_SAVED in page.text
    assert hurried.kept("notes").kept_private == ""
    hurried.client.submit(form, LONG)
    assert hurried.kept("notes").kept_private == LONG["kept_private"]


@TROUBLES
def test_a_script_is_told_so_that_it_tries_again(hurried: Service, trouble):
    form = hurried.client.get(f"{hurried.here}/notes").form("Save the notes").filled(LONG)
    with trouble(hurried):
        part = hurried.client.fragment(form.action, form.values, status=503)
        assert NOT_SAVED in part.text
        assert "Saved at" not in part.text
    assert hurried.client.fragment(form.action, form.values).text.startswith("Saved at")


@pytest.mark.parametrize("path", ["", "/start", "/together", "/limits/group", "/notes"])
def test_reading_goes_on_with_a_warning_when_the_view_cannot_be_logged(hurried: Service, path: str):
    for _ in range(4):
        hurried.clock.move(timedelta(minutes=4))
        hurried.client.get("/account")
    with locked(hurried):
        page = hurried.client.get(f"{hurried.here}{path}")
        assert CANNOT_CHANGE in page.text
        assert not [words for form in page.forms for words, _, _ in form.buttons if "Save" in words]
    assert CANNOT_CHANGE not in hurried.client.get(f"{hurried.here}{path}").text


def test_the_record_and_the_question_who_is_here_can_be_read_too(hurried: Service):
    for _ in range(4):
        hurried.clock.move(timedelta(minutes=4))
        hurried.client.get("/account")
    with locked(hurried):
        for path in ("", "/confirm"):
            page = hurried.client.get(f"/records/{hurried.record_id}{path}")
            assert CANNOT_CHANGE in page.text


def test_nothing_can_be_changed_when_the_view_cannot_be_logged(hurried: Service):
    form = hurried.client.get(f"{hurried.here}/notes").form("Save the notes")
    for _ in range(4):
        hurried.clock.move(timedelta(minutes=4))
        hurried.client.get("/account")
    with locked(hurried):
        hurried.client.submit(form, NOTES, 503)
    assert hurried.kept("notes").kept_private == ""


def test_the_home_page_can_be_read_while_nothing_can_be_written(hurried: Service):
    hurried.clock.move(timedelta(minutes=4))
    with locked(hurried):
        assert hurried.client.get("/").h1 == "Your conversations"


def test_the_lock_comes_even_when_it_cannot_be_written(hurried: Service):
    hurried.clock.move(timedelta(minutes=6))
    with locked(hurried):
        answer = hurried.client.flask.get(hurried.here)
        assert answer.status_code in (303, 503)
        assert "Low mood" not in answer.text
    assert hurried.client.flask.get(hurried.here).location.startswith("/unlock")


def test_signing_in_says_that_the_store_does_not_answer(hurried: Service):
    stranger = PageClient(hurried.app)
    form = stranger.get("/sign-in").form("Sign in")
    with locked(hurried):
        page = stranger.submit(form, {"username": "okafor", "password": PASSWORD}, 503)
        assert page.h1 == "Not saved"


def test_a_store_that_is_gone_altogether_still_gets_a_plain_page(
    postgresql_url: str, postgresql_server, clock
):
    """Every query fails here, also those that a page's own frame would make."""
    settings = Settings(database_url=postgresql_url, secret_key=SECRET)
    app = create_app(settings, clock=clock, catalogue=Catalogue((), ()))
    client = PageClient(app)
    with app.extensions["sdm_sessions"]() as session:
        make_organisation(session)
        make_account(session)
    sign_in(client)
    engine = app.extensions["sdm_sessions"].kw["bind"]
    engine.dispose()
    name = engine.url.database
    _administer(postgresql_server, f"ALTER DATABASE {name} RENAME TO {name}_away")
    try:
        for path in ("/", "/sign-in", "/safety", "/conversations/x"):
            page = client.get(path, 503)
            assert "The store did not answer" in page.text
        assert "The store did not answer" in client.fragment("/", status=503).text
    finally:
        _administer(postgresql_server, f"ALTER DATABASE {name}_away RENAME TO {name}")
    assert client.get("/").h1 == "Your conversations"
    engine.dispose()


def _administer(server, statement: str) -> None:
    with psycopg.connect(
        host=str(server.folder), user="postgres", dbname="postgres", autocommit=True
    ) as connection:
        connection.execute(statement)
