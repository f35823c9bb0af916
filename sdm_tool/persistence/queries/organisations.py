"""Reading the organisation, its teams, crisis contacts and waits."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from sdm_tool.persistence.organisation import (
    ORGANISATION,
    CrisisContact,
    OptionWait,
    Organisation,
    Site,
    Team,
)


@dataclass(frozen=True, slots=True)
class TeamSeen:
    """A team with its site's name."""

    id: str
    name: str
    agency: str
    phone: str
    site_id: str
    site_name: str


@dataclass(frozen=True, slots=True)
class WaitSeen:
    """What a team says about the wait for an option."""

    is_offered: bool
    weeks: int | None
    as_of: date


_WAITS = select(
    OptionWait.option_id, OptionWait.is_offered, OptionWait.weeks, OptionWait.as_of
).where(OptionWait.team_id == bindparam("team"), OptionWait.grid_slug == bindparam("grid"))


def get_organisation(session: Session) -> Organisation:
    """Return the organisation; a store without one gets an unnamed one, unsaved."""
    return session.get(Organisation, ORGANISATION) or Organisation(
        id=ORGANISATION,
        name="This service",
        nation="England",
        idle_minutes=5,
        invitation_days=7,
        is_demonstration=False,
    )


def find_teams(session: Session) -> list[TeamSeen]:
    """Return every team, by site and name."""
    rows = session.execute(
        select(Team.id, Team.name, Team.agency, Team.phone, Site.id, Site.name)
        .join(Site, Site.id == Team.site_id)
        .order_by(Site.name, Team.name)
    )
    return [TeamSeen(*row) for row in rows]


def find_sites(session: Session) -> list[Site]:
    """Return every site, by name."""
    return list(session.scalars(select(Site).order_by(Site.name)))


def find_crisis_contacts(session: Session, team_id: str | None) -> list[CrisisContact]:
    """Return the contacts for every team, then this team's own, each in its order."""
    return list(
        session.scalars(
            select(CrisisContact)
            .where(or_(CrisisContact.team_id.is_(None), CrisisContact.team_id == team_id))
            .order_by(CrisisContact.team_id.is_not(None), CrisisContact.position)
        )
    )


def find_waits(session: Session, team_id: str, grid_slug: str) -> dict[str, WaitSeen]:
    """Return what a team says about the waits of a grid, by option id."""
    parameters = {"team": team_id, "grid": grid_slug}
    rows = session.connection().execute(_WAITS, parameters).all()
    return {row.option_id: WaitSeen(row.is_offered, row.weeks, row.as_of) for row in rows}
