"""A service with an information-governance officer who reads the trail."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role
from tests.client import PageClient
from tests.factories.people import make_account, make_organisation, sign_in


@pytest.fixture
def store(app: Flask) -> Iterator[Session]:
    with app.extensions["sdm_sessions"]() as session:
        make_organisation(session)
        yield session


@pytest.fixture
def officer(client: PageClient, store: Session) -> PageClient:
    """The officer's browser."""
    make_account(store, "grant", roles=[Role.INFORMATION_GOVERNANCE_OFFICER])
    sign_in(client, "grant")
    return client
