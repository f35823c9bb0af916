"""Every route stands in the access table, and lets in those the table names and nobody else."""

from itertools import chain

import pytest
from flask import Flask

from sdm_tool.domain.permissions import ROLE_PERMISSIONS, Permission, Role
from sdm_tool.web.access import OPEN_TO_ALL, declared_access
from sdm_tool.web.access import SIGNED_IN as DECLARED_SIGNED_IN
from tests.client import PageClient
from tests.factories.people import make_account, make_team, sign_in
from tests.integration.web.access_table import NEEDS, OPEN, ROLES, SIGNED_IN
from tests.integration.web.conftest import Service

ABOUT_A_RECORD = ("conversation_id", "record_id")
SMALLEST_GRID = "after-autism-diagnosis"
"""Its papers are drawn for every role that may have them."""


def endpoints(app: Flask) -> set[str]:
    return {rule.endpoint for rule in app.url_map.iter_rules()}


def requests_of(service: Service, wanted: set[str]) -> list[tuple[str, str, str]]:
    """(endpoint, method, path) of every request the endpoints answer, for what is in the store."""
    parts = {
        "conversation_id": service.conversation_id,
        "record_id": service.record_id,
        "option_id": "group",
        "number": 0,
        "person": "yp",
        "audience": "young-person",
        "slug": SMALLEST_GRID,
        "version": "0.1",
        "change_id": "none",
        "draft_id": "none",
        "question_id": "what",
        "kind": "evidence",
        "source_id": "none",
        "way": "up",
        "name": "grid.yaml",
        "team_id": service.team.id,
        "site_id": service.team.site_id,
        "account_id": service.scope.account_id,
        "contact_id": "none",
        "equity": "gender",
        "resource_id": "none",
        "filename": "none.css",
    }
    found = []
    with service.app.test_request_context():
        adapter = service.app.create_url_adapter(None) or service.app.url_map.bind("localhost")
        for rule in service.app.url_map.iter_rules():
            if rule.endpoint in wanted:
                path = adapter.build(rule.endpoint, {name: parts[name] for name in rule.arguments})
                found += [(rule.endpoint, method, path) for method in _methods(rule.methods)]
    return found


def _methods(methods: set[str]) -> list[str]:
    return sorted(methods & {"GET", "POST"})


def _status(client: PageClient, method: str, path: str) -> tuple[int, str]:
    answer = client.flask.open(path, method=method, data={"csrf_token": client.token})
    return answer.status_code, answer.location or ""


def test_every_endpoint_stands_in_the_table_once(app: Flask):
    listed = [*OPEN, *SIGNED_IN, *chain.from_iterable(NEEDS.values())]
    assert sorted(listed) == sorted(endpoints(app))


def test_every_endpoint_declares_what_the_table_says(app: Flask):
    wanted = (
        dict.fromkeys(OPEN, OPEN_TO_ALL)
        | dict.fromkeys(SIGNED_IN, DECLARED_SIGNED_IN)
        | {endpoint: need for need, each in NEEDS.items() for endpoint in each}
    )
    assert {endpoint: declared_access(app, endpoint) for endpoint in endpoints(app)} == wanted


def test_every_role_may_do_what_the_table_says():
    assert {role: set(permissions) for role, permissions in ROLE_PERMISSIONS.items()} == ROLES


def test_every_permission_is_somebodys_and_guards_something():
    assert set(chain.from_iterable(ROLES.values())) == set(Permission)
    assert set(NEEDS) == set(Permission)


def test_a_stranger_is_sent_to_sign_in_from_every_closed_page(service: Service):
    stranger = PageClient(service.app)
    stranger.get("/sign-in")
    closed = endpoints(service.app) - OPEN
    wrong = [
        (method, path, answer)
        for _, method, path in requests_of(service, closed)
        if (answer := _status(stranger, method, path))[0] != 303
        or not answer[1].startswith("/sign-in")
    ]
    assert wrong == []


def test_a_stranger_can_open_every_open_page(service: Service):
    stranger = PageClient(service.app)
    opened = {
        path: _status(stranger, method, path)
        for _, method, path in requests_of(service, set(OPEN - {"static"}))
        if method == "GET"
    }
    sent_away = {path: to for path, to in opened.items() if to[1].startswith("/sign-in")}
    assert sent_away == {}
    assert {status for status, _ in opened.values()} <= {200, 303, 400, 404, 410}


@pytest.mark.parametrize("role", Role)
def test_a_role_is_refused_everything_the_table_does_not_give_it(service: Service, role: Role):
    client = service.colleague("other", role)
    for need, group in NEEDS.items():
        refused = {
            _status(client, method, path)[0] == 403
            for _, method, path in requests_of(service, group)
        }
        assert refused == {need not in ROLES[role]}, need


def test_another_teams_clinician_finds_nothing_of_a_record(service: Service):
    """A record of another team is a 404 whatever is asked of it, so nobody learns that it is."""
    stranger = service.colleague(
        "elsewhere", team=make_team(service.session, "Other", site="South")
    )
    about = {
        rule.endpoint
        for rule in service.app.url_map.iter_rules()
        if set(rule.arguments) & set(ABOUT_A_RECORD)
    }
    answers = {
        (method, path): _status(stranger, method, path)[0]
        for _, method, path in requests_of(service, about)
    }
    assert answers == dict.fromkeys(answers, 404)


def test_a_clinician_in_no_team_finds_nothing_of_a_record(service: Service):
    make_account(service.session, "nobody", teams=[])
    client = PageClient(service.app)
    sign_in(client, "nobody")
    assert client.get(service.here, 404).h1 == "Page not found"
    assert client.get(f"/records/{service.record_id}", 404).h1 == "Page not found"
