"""Reading single settings to change them, and what a new installation still lacks."""

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.accounts import Account, AccountRole, AccountTeam
from sdm_tool.persistence.organisation import CrisisContact, Site, Team
from sdm_tool.persistence.queries import NotFound

Row = TypeVar("Row", Site, Team, CrisisContact)


@dataclass(frozen=True, slots=True)
class SetupSeen:
    """What there is of each thing that a service needs before its first conversation."""

    teams: int
    clinicians: int
    """Who can sign in, are clinicians and work in a team."""
    contacts: int
    unchecked_contacts: int


def get_site(session: Session, site_id: str) -> Site:
    """Return a site, or raise NotFound."""
    return _found(session.get(Site, site_id))


def get_team(session: Session, team_id: str) -> Team:
    """Return a team, or raise NotFound."""
    return _found(session.get(Team, team_id))


def get_crisis_contact(session: Session, contact_id: str) -> CrisisContact:
    """Return a crisis contact, or raise NotFound."""
    return _found(session.get(CrisisContact, contact_id))


def find_all_crisis_contacts(session: Session) -> list[CrisisContact]:
    """Return every contact in its order; those of one team do not stand together."""
    return list(session.scalars(select(CrisisContact).order_by(CrisisContact.position)))


def find_setup(session: Session) -> SetupSeen:
    """Count what the settings page reports as still to do."""
    works_somewhere = exists().where(AccountTeam.account_id == Account.id)
    is_clinician = exists().where(
        AccountRole.account_id == Account.id, AccountRole.role == Role.CLINICIAN
    )
    return SetupSeen(
        teams=_count(session, select(func.count()).select_from(Team)),
        clinicians=_count(
            session,
            select(func.count())
            .select_from(Account)
            .where(Account.is_active, works_somewhere, is_clinician),
        ),
        contacts=_count(session, select(func.count()).select_from(CrisisContact)),
        unchecked_contacts=_count(
            session,
            select(func.count())
            .select_from(CrisisContact)
            .where(CrisisContact.checked_on.is_(None)),
        ),
    )


def _count(session: Session, statement: Select[int]) -> int:
    return session.scalar(statement) or 0


def _found(row: Row | None) -> Row:
    if row is None:
        raise NotFound
    return row
