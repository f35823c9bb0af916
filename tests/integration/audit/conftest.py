"""A service with an audit lead who is signed in, on 19 November 2026: October is closed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.persistence.engine import make_sessions
from sdm_tool.persistence.organisation import Team
from sdm_tool.services.audit_choice import Choice, choose
from sdm_tool.services.grids import Catalogue
from tests.client import Page, PageClient
from tests.client.page import text_of
from tests.clock import Clock
from tests.databases import Stores
from tests.factories.people import (
    make_account,
    make_organisation,
    make_team,
    scope_of,
    sign_in,
)

TODAY = datetime(2026, 11, 19, 14, 30, tzinfo=UTC)
AUDIT_LEAD = "mbeki"
NO_GRIDS = Catalogue((), ())


@dataclass
class Service:
    """The store, and the page as its audit lead sees it now."""

    session: Session
    client: PageClient
    scope: Scope
    clock: Clock
    teams: dict[str, Team] = field(default_factory=dict)

    def team(self, name: str, site: str = "North") -> Team:
        if (name, site) not in self.teams:
            self.teams[name, site] = make_team(self.session, name, site=site)
        return self.teams[name, site]

    def page(self, asked: str = "") -> Page:
        """The overview, with what the address asks for after its question mark."""
        # The rule for titles takes the title of a picture for a second one of the page.
        return self.client.get(f"/audit?{asked}" if asked else "/audit", without={"title"})

    def choice(self, **asked: str) -> Choice:
        """What an address with these filters chooses now."""
        return choose(self.session, asked, scope=self.scope, now=self.clock.now)

    def page_at(self, now: datetime) -> Page:
        """The page as it will be then, to the audit lead on a fresh browser."""
        self.clock.now = now
        self.client = PageClient(self.client.flask.application)
        sign_in(self.client, AUDIT_LEAD)
        return self.page()


def table(page: Page, table_id: str) -> dict[str, list[str]]:
    """What each row of a table says, by its name, in order; {} when it is not there.

    A smaller line in a cell follows after a stroke: "50% / rate 40%". What stands under the name
    is left out: `months_under` has it.
    """
    rows = {}
    for row in page.all(f"#{table_id} tbody tr"):
        name, *cells = [_lines(cell) for cell in row if cell.tag in ("th", "td")]
        rows[name[0]] = [" / ".join(lines) for lines in cells]
    return rows


def months_under(page: Page, table_id: str) -> dict[str, str]:
    """What stands under the name of each row of a table; "" when nothing does."""
    headers = [_lines(header) for header in page.all(f"#{table_id} tbody th")]
    return {lines[0]: " ".join(lines[1:]) for lines in headers}


def _lines(cell: ET.Element) -> list[str]:
    under = [each for each in cell.iter("span") if "sdm-data__sub" in each.get("class", "")]
    told = [text_of(each) for each in under]
    first = text_of(cell).removesuffix("".join(told)).strip() if under else text_of(cell)
    return [first, *(line for line in told if line)]


def _make_service(session: Session, url: str, open_app: Callable[..., Flask]) -> Service:
    clock = Clock(TODAY)
    app = open_app(url, NO_GRIDS, clock=clock)
    make_organisation(session)
    roles = (Role.AUDIT_LEAD,)
    account = make_account(session, AUDIT_LEAD, roles=roles)
    client = PageClient(app)
    sign_in(client, AUDIT_LEAD)
    return Service(session, client, scope_of(account, roles), clock)


@pytest.fixture
def service(session: Session, database_url: str, open_app: Callable[..., Flask]) -> Service:
    """On SQLite and on PostgreSQL."""
    return _make_service(session, database_url, open_app)


@pytest.fixture
def sqlite_service(
    sqlite_url: str, open_app: Callable[..., Flask], stores: Stores
) -> Iterator[Service]:
    """On SQLite alone, for tests that ask for many pages."""
    with make_sessions(stores.open(sqlite_url))() as session:
        yield _make_service(session, sqlite_url, open_app)
