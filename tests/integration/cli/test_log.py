"""The application log: what went wrong and where, and nothing that anybody said."""

import json
from collections.abc import Iterator

import pytest
import structlog
from flask import Flask

from sdm_tool.log import log_requests, write_log
from sdm_tool.web.access import open_to_all

SAID = "I told only you about this"


@pytest.fixture
def logged(app: Flask, capsys: pytest.CaptureFixture[str]) -> Iterator[Flask]:
    """The application with its log, and a page that breaks over what somebody said."""
    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)

    @open_to_all
    def broken(said: str) -> str:
        raise ValueError(f"cannot do this with {said}")

    app.add_url_rule("/broken/<said>", "broken", broken)
    write_log(app)
    log_requests(app)
    yield app
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
    for path in ("/f", "/static/js/feedback.js", "/help"):
        client.get(path).close()
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["route"] for line in lines] == ["home.help_page"]
