"""The real application's first page keeps every rule, and sends a stranger to it."""

from tests.client import PageClient


def test_the_sign_in_page_keeps_every_rule(client: PageClient):
    assert client.get("/sign-in").h1 == "Sign in"


def test_a_stranger_is_sent_to_sign_in(client: PageClient):
    answer = client.flask.get("/")
    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in")
