"""The application log: what went wrong and where, and nothing that anybody said."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from flask import Flask

from sdm_tool.app import create_app
from sdm_tool.config import Settings
from sdm_tool.log import log_requests, write_log
from sdm_tool.services.grids import Catalogue
from sdm_tool.serving import tell_without_addresses
from sdm_tool.web.access import open_to_all
from tests.application import SECRET, close

SAID = "I told only you about this"


@pytest.fixture
def logged(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> Iterator[Flask]:
    """The application with its log, and a page that breaks over what somebody said."""
    app = create_app(Settings(sqlite_url, SECRET), catalogue=Catalogue((), ()))
    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)

    @open_to_all
    def broken(said: str) -> str:
        raise ValueError(f"cannot do this with {said}")

    app.add_url_rule("/broken/<said>", "broken", broken)
    write_log(app)
    log_requests(app)
    yield app
    close(app)
    structlog.reset_defaults()


def test_an_error_is_told_by_kind_and_place_without_what_was_said(logged: Flask, capsys):
    logged.test_client().get(f"/broken/{SAID}")
    said = capsys.readouterr()
    lines = [json.loads(line) for line in said.err.splitlines()]
    error, request = lines
    assert (error["event"], error["level"], error["kind"]) == (
        "unexpected error",
        "error",
        "ValueError",
    )
    assert any("test_log.py" in place and place.endswith(" broken") for place in error["places"])
    assert (request["route"], request["status"]) == ("broken", 500)
    for secret in (SAID, SAID.replace(" ", "%20"), logged.config["SECRET_KEY"], "/broken"):
        assert secret not in said.err + said.out


def test_nothing_tells_when_the_private_form_was_open(logged: Flask, capsys):
    client = logged.test_client()
    for path in ("/f", "/paper-answers", "/static/js/feedback.js", "/help"):
        client.get(path).close()
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["route"] for line in lines] == ["home.help_page"]


def test_the_servers_own_trouble_is_told_without_addresses(logged: Flask, capsys):
    """As gunicorn writes it: whose machine, what was asked for, and the whole exception."""
    server = logging.getLogger("a server of the tests")
    server.addHandler(logging.StreamHandler())
    server.addFilter(tell_without_addresses)
    server.warning("Invalid request from ip=203.0.113.9: Invalid HTTP Header: 'SECRET'")
    trouble = ValueError(SAID)
    server.error("Error handling request %s %s", "GET", "/records/SECRET", exc_info=trouble)
    server.error("Worker (pid:%s) exited with code %s.", 7, 1)
    told = capsys.readouterr().err
    for secret in ("203.0.113.9", "SECRET", SAID):
        assert secret not in told
    assert "exited with code 1" in told
    (error,) = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    assert (error["event"], error["kind"]) == ("trouble in the server", "ValueError")
