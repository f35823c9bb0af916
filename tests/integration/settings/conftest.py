"""A service with one team, and an administrator who is signed in."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.persistence.accounts import Account
from sdm_tool.persistence.organisation import Team
from tests.client import PageClient
from tests.factories.people import make_account, make_organisation, make_team, scope_of, sign_in


@pytest.fixture
def store(app: Flask) -> Session:
    """The store that the application uses, to look at what it kept."""
    with app.extensions["sdm_sessions"]() as session:
        yield session


@pytest.fixture
def team(store: Session) -> Team:
    make_organisation(store)
    return make_team(store, "Getting Help", site="North")


@pytest.fixture
def administrator(store: Session, team: Team) -> Account:
    return make_account(store, "adams", roles=[Role.ADMINISTRATOR])


@pytest.fixture
def scope(administrator: Account) -> Scope:
    return scope_of(administrator, [Role.ADMINISTRATOR])


@pytest.fixture
def desk(client: PageClient, administrator: Account) -> PageClient:
    """The administrator's browser."""
    sign_in(client, "adams")
    return client
