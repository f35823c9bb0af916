"""Whom families turn to when things get worse, and who checked that it is right."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.organisation import CrisisContact, Team
from sdm_tool.persistence.queries import NotFound
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event


@dataclass(frozen=True, slots=True)
class ContactWords:
    """A situation, and whom to turn to in it."""

    situation: str
    contact: str


def add_contact(
    session: Session, words: ContactWords, *, team_id: str | None, scope: Scope, now: datetime
) -> str:
    """Add a contact, unchecked, after the others of the team (None: for every team)."""
    _require_both(words)
    with writing(session):
        if team_id is not None and session.get(Team, team_id) is None:
            raise NotFound
        last = session.scalar(select(func.max(CrisisContact.position)).where(_is_beside(team_id)))
        contact = CrisisContact(
            team_id=team_id,
            position=(last or 0) + 1,
            situation=words.situation.strip(),
            contact=words.contact.strip(),
        )
        session.add(contact)
        session.flush()
        append(
            session, Event.CRISIS_CONTACTS_CHANGED, by=scope.account_id, at=now, subject=contact.id
        )
    return contact.id


def change_contact(
    session: Session, contact_id: str, words: ContactWords, *, scope: Scope, now: datetime
) -> None:
    """Change the words of a contact. Words that changed have not been checked by anyone yet."""
    _require_both(words)
    with writing(session):
        contact = _get(session, contact_id)
        wanted = (words.situation.strip(), words.contact.strip())
        if wanted != (contact.situation, contact.contact):
            contact.situation, contact.contact = wanted
            contact.checked_on = contact.checked_by = None
        session.flush()
        append(
            session, Event.CRISIS_CONTACTS_CHANGED, by=scope.account_id, at=now, subject=contact_id
        )


def check_contact(session: Session, contact_id: str, *, scope: Scope, now: datetime) -> None:
    """Record that this person checked today that the contact is right."""
    with writing(session):
        contact = _get(session, contact_id)
        contact.checked_on, contact.checked_by = london_day(now), scope.account_id
        session.flush()
        append(
            session, Event.CRISIS_CONTACTS_CHECKED, by=scope.account_id, at=now, subject=contact_id
        )


def move_contact_up(session: Session, contact_id: str, *, scope: Scope, now: datetime) -> None:
    """Put a contact before the one above it; the first stays first."""
    with writing(session):
        contact = _get(session, contact_id)
        above = session.scalars(
            select(CrisisContact)
            .where(_is_beside(contact.team_id), CrisisContact.position < contact.position)
            .order_by(CrisisContact.position.desc())
            .limit(1)
        ).first()
        if above is None:
            return
        above.position, contact.position = contact.position, above.position
        session.flush()
        append(
            session, Event.CRISIS_CONTACTS_CHANGED, by=scope.account_id, at=now, subject=contact_id
        )


def remove_contact(session: Session, contact_id: str, *, scope: Scope, now: datetime) -> None:
    """Take a contact away. Summaries printed before keep it."""
    with writing(session):
        _get(session, contact_id)
        session.execute(delete(CrisisContact).where(CrisisContact.id == contact_id))
        append(
            session, Event.CRISIS_CONTACTS_CHANGED, by=scope.account_id, at=now, subject=contact_id
        )


def _get(session: Session, contact_id: str) -> CrisisContact:
    contact = session.get(CrisisContact, contact_id)
    if contact is None:
        raise NotFound
    return contact


def _is_beside(team_id: str | None) -> ColumnElement[bool]:
    return CrisisContact.team_id == team_id if team_id else CrisisContact.team_id.is_(None)


def _require_both(words: ContactWords) -> None:
    if not words.situation.strip():
        raise DomainError(
            'Type when to use it, for example "Life in danger now".', field="situation"
        )
    if not words.contact.strip():
        raise DomainError("Type whom to turn to, for example a name and a number.", field="contact")
