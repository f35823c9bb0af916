"""A request of the wrong kind is told which kinds there are (RFC 9110, 2022, 15.5.6)."""

from tests.integration.web.conftest import Service


def test_a_wrong_method_says_what_is_allowed(service: Service):
    answer = service.client.flask.get("/sign-out")
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}
    assert answer.mimetype == "text/html"
    assert len(answer.headers.getlist("Content-Type")) == 1
