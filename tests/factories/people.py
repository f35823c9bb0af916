"""An organisation, its teams and its staff, made straight in the store, and signing in."""

from collections.abc import Iterable
from datetime import UTC, datetime

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role, Scope, permissions_of
from sdm_tool.persistence.accounts import Account, AccountRole, AccountTeam
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.organisation import Organisation, Site, Team
from tests.client.page import Page
from tests.client.page_client import PageClient

PASSWORD = "four plain test words"
MADE_AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
# The same argon2id as the real one, at a price that a thousand tests can pay.
CHEAP_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


def make_organisation(
    session: Session, name: str = "Northside services", *, is_demonstration: bool = False
) -> Organisation:
    """The one organisation, with the idle and invitation times that a new store has."""
    organisation = Organisation(name=name, is_demonstration=is_demonstration)
    with writing(session):
        session.add(organisation)
    return organisation


def make_team(
    session: Session,
    name: str = "Getting Help",
    *,
    site: str = "North",
    agency: str = "CAMHS",
    phone: str = "01632 960 001",
) -> Team:
    """A team at the site of that name, which is made when it is not there yet."""
    with writing(session):
        place = session.scalars(select(Site).where(Site.name == site)).first()
        if place is None:
            place = Site(name=site)
            session.add(place)
            session.flush()
        team = Team(site_id=place.id, name=name, agency=agency, phone=phone)
        session.add(team)
    return team


def make_account(
    session: Session,
    username: str = "okafor",
    *,
    roles: Iterable[Role] = (Role.CLINICIAN,),
    teams: Iterable[Team] = (),
    display_name: str | None = None,
    job_title: str = "",
    is_active: bool = True,
    must_change_password: bool = False,
) -> Account:
    """An account that signs in with PASSWORD; its display name defaults to "R. Okafor"."""
    account = Account(
        username=username,
        display_name=display_name or f"R. {username.capitalize()}",
        job_title=job_title,
        password_hash=CHEAP_HASH,
        is_active=is_active,
        must_change_password=must_change_password,
        created_at=MADE_AT,
    )
    with writing(session):
        session.add(account)
        session.flush()
        session.add_all(AccountRole(account_id=account.id, role=role) for role in roles)
        session.add_all(AccountTeam(account_id=account.id, team_id=team.id) for team in teams)
    return account


def scope_of(account: Account, roles: Iterable[Role], teams: Iterable[Team] = ()) -> Scope:
    """What a service or a query is handed for this person."""
    return Scope(account.id, frozenset(team.id for team in teams), permissions_of(roles))


def sign_in(client: PageClient, username: str = "okafor", password: str = PASSWORD) -> Page:
    """Sign in through the page, as this person; return the page they land on."""
    client.get("/sign-in")
    return client.post("/sign-in", {"username": username, "password": password})
