"""A service with a team, and people who read, approve and withdraw grids."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role
from tests.client import PageClient
from tests.factories.people import make_account, make_organisation, make_team, sign_in

Browser = Callable[..., PageClient]


@pytest.fixture
def store(app: Flask) -> Iterator[Session]:
    with app.extensions["sdm_sessions"]() as session:
        make_organisation(session)
        yield session


@pytest.fixture
def browser(app: Flask, store: Session) -> Browser:
    """Call with a name and roles: the browser of that person, signed in, in one team."""
    team = make_team(store)

    def _sign_in(username: str, *roles: Role) -> PageClient:
        make_account(store, username, roles=roles, teams=[team], job_title="Psychologist")
        client = PageClient(app)
        sign_in(client, username)
        return client

    return _sign_in
