"""Northside services with one team, its clinician Okafor signed in, and one conversation."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.domain.sections import LimitsSection
from sdm_tool.persistence.conversations import Conversation
from sdm_tool.persistence.organisation import Team
from sdm_tool.services.conversations import start_conversation
from sdm_tool.services.sections import Place, open_section
from tests.client import Page, PageClient
from tests.clock import Clock
from tests.factories.conversations import begin_conversation, place_of, write_all
from tests.factories.people import make_account, make_organisation, make_team, scope_of, sign_in


@dataclass
class Service:
    """The application with its store beside it, and the browser of its clinician."""

    app: Flask
    session: Session
    clock: Clock
    client: PageClient
    team: Team
    scope: Scope
    record_id: str
    conversation_id: str

    @property
    def here(self) -> str:
        return f"/conversations/{self.conversation_id}"

    def kept(self, section: str) -> object:
        """The section as Okafor sees it in the store now."""
        self.session.rollback()
        place: Place[LimitsSection] = place_of(self.session, self.conversation_id, section)
        return open_section(self.session, place, self.scope).content

    def confirm(self, client: PageClient | None = None) -> Page:
        """Answer "Is this who is with you?" with yes."""
        client = client or self.client
        asking = f"/records/{self.record_id}/confirm"
        client.get(asking)
        return client.post(asking, {})

    def colleague(self, username: str = "bell", *roles: Role, team: Team | None = None):
        """Another person's browser, signed in."""
        make_account(
            self.session, username, roles=roles or (Role.CLINICIAN,), teams=[team or self.team]
        )
        client = PageClient(self.app)
        sign_in(client, username)
        client.get("/account")
        return client


@pytest.fixture
def store(app: Flask) -> Iterator[Session]:
    with app.extensions["sdm_sessions"]() as session:
        yield session


@pytest.fixture
def service(app: Flask, store: Session, client: PageClient, clock: Clock) -> Service:
    make_organisation(store, is_demonstration=True)
    team = make_team(store)
    account = make_account(store, teams=[team], job_title="nurse")
    scope = scope_of(account, [Role.CLINICIAN], [team])
    conversation_id = begin_conversation(store, scope, now=clock.now)
    record_id = store.execute(
        select(Conversation.record_id).where(Conversation.id == conversation_id)
    ).scalar_one()
    sign_in(client)
    client.get("/account")
    return Service(app, store, clock, client, team, scope, record_id, conversation_id)


@pytest.fixture
def here(service: Service) -> Service:
    """The same, once Okafor has said who is with her."""
    service.confirm()
    return service


@pytest.fixture
def whole(here: Service) -> Service:
    """Everything that valid needs is written."""
    write_all(here.session, here.conversation_id, scope=here.scope)
    return here


@pytest.fixture
def without_grid(here: Service) -> Service:
    here.conversation_id = start_conversation(
        here.session,
        here.record_id,
        grid=None,
        led_by="R. Okafor",
        is_practice=True,
        scope=here.scope,
        now=here.clock.now,
    )
    return here
