"""The organisation, its sites and its teams."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Scope
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.organisation import ORGANISATION, Organisation, Site, Team
from sdm_tool.persistence.queries import NotFound
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")
IDLE_MINUTES = range(2, 16)
INVITATION_DAYS = range(1, 15)
CHANGED_MEANWHILE = (
    "Somebody else changed this while you had it open. What they saved is not lost. "
    "Open the page again and make your change there."
)


@dataclass(frozen=True, slots=True)
class OrganisationSettings:
    """What an administrator sets for the whole installation."""

    name: str
    nation: str
    idle_minutes: int
    invitation_days: int


@dataclass(frozen=True, slots=True)
class TeamSettings:
    """What an administrator says about a team."""

    name: str
    agency: str
    phone: str


def change_organisation(
    session: Session,
    wanted: OrganisationSettings,
    *,
    seen_version: int,
    scope: Scope,
    now: datetime,
) -> None:
    """Change the organisation, unless it was changed since the version that was seen."""
    _require_words(wanted.name, "name", "Type the name of your service.")
    _require_in(wanted.nation, NATIONS, "nation", "Choose the nation.")
    _require_in(
        wanted.idle_minutes, IDLE_MINUTES, "idle_minutes", "Choose from 2 to 15 whole minutes."
    )
    _require_in(
        wanted.invitation_days,
        INVITATION_DAYS,
        "invitation_days",
        "Choose from 1 to 14 whole days.",
    )
    with writing(session):
        organisation = session.get(Organisation, ORGANISATION, with_for_update=True)
        if organisation is None:
            organisation = Organisation(id=ORGANISATION, is_demonstration=False)
            session.add(organisation)
        elif organisation.row_version != seen_version:
            raise DomainError(CHANGED_MEANWHILE)
        organisation.name = wanted.name.strip()
        organisation.nation = wanted.nation
        organisation.idle_minutes = wanted.idle_minutes
        organisation.invitation_days = wanted.invitation_days
        session.flush()
        append(session, Event.ORGANISATION_CHANGED, by=scope.account_id, at=now)


def make_site(session: Session, name: str, *, scope: Scope, now: datetime) -> str:
    """Make a site and return its id. Two sites of one name are refused."""
    _require_words(name, "name", "Type the name of the site.")
    with writing(session):
        _require_new_site_name(session, name)
        site = Site(name=name.strip())
        session.add(site)
        session.flush()
        append(session, Event.SITE_MADE, by=scope.account_id, at=now, subject=site.id)
    return site.id


def rename_site(session: Session, site_id: str, name: str, *, scope: Scope, now: datetime) -> None:
    """Give a site another name; its teams stay."""
    _require_words(name, "name", "Type the name of the site.")
    with writing(session):
        _get_site(session, site_id)
        _require_new_site_name(session, name, apart_from=site_id)
        session.execute(update(Site).where(Site.id == site_id).values(name=name.strip()))
        append(session, Event.SITE_CHANGED, by=scope.account_id, at=now, subject=site_id)


def make_team(
    session: Session, site_id: str, wanted: TeamSettings, *, scope: Scope, now: datetime
) -> str:
    """Make a team at a site and return its id. Two teams of one name at a site are refused."""
    _require_team_words(wanted)
    with writing(session):
        _get_site(session, site_id)
        _require_new_team_name(session, site_id, wanted.name)
        team = Team(
            site_id=site_id,
            name=wanted.name.strip(),
            agency=wanted.agency.strip(),
            phone=wanted.phone.strip(),
        )
        session.add(team)
        session.flush()
        append(session, Event.TEAM_MADE, by=scope.account_id, at=now, subject=team.id)
    return team.id


def change_team(
    session: Session, team_id: str, wanted: TeamSettings, *, scope: Scope, now: datetime
) -> None:
    """Change a team's name, agency and phone; its records, staff and waits stay with it."""
    _require_team_words(wanted)
    with writing(session):
        team = session.get(Team, team_id)
        if team is None:
            raise NotFound
        _require_new_team_name(session, team.site_id, wanted.name, apart_from=team_id)
        team.name = wanted.name.strip()
        team.agency = wanted.agency.strip()
        team.phone = wanted.phone.strip()
        session.flush()
        append(session, Event.TEAM_CHANGED, by=scope.account_id, at=now, subject=team_id)


def _get_site(session: Session, site_id: str) -> Site:
    site = session.get(Site, site_id)
    if site is None:
        raise NotFound
    return site


def _require_words(words: str, field: str, message: str) -> None:
    if not words.strip():
        raise DomainError(message, field=field)


def _require_in(value: object, allowed: range | tuple[str, ...], field: str, message: str) -> None:
    if value not in allowed:
        raise DomainError(message, field=field)


def _require_team_words(wanted: TeamSettings) -> None:
    _require_words(wanted.name, "name", "Type the name of the team.")
    _require_words(wanted.agency, "agency", "Type the agency, for example CAMHS or school.")


def _require_new_site_name(session: Session, name: str, apart_from: str = "") -> None:
    taken = exists().where(Site.name == name.strip(), Site.id != apart_from)
    if session.scalar(select(taken)):
        raise DomainError("There is a site of that name already.", field="name")


def _require_new_team_name(session: Session, site_id: str, name: str, apart_from: str = "") -> None:
    taken = exists().where(
        Team.site_id == site_id, Team.name == name.strip(), Team.id != apart_from
    )
    if session.scalar(select(taken)):
        raise DomainError("This site has a team of that name already.", field="name")
