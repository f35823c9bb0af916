"""Noting that somebody took figures away."""

from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Permission, Scope
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.queries import NotFound
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event


def note_export(session: Session, *, scope: Scope, now: datetime) -> None:
    """Note in the trail that audit figures were taken away.

    To be called once the file is made and before it is handed over: a file that could not be made
    is no export, and none leaves without a note. NotFound for someone who may not read audit pages.
    """
    if not scope.allows(Permission.AUDIT_READ):
        raise NotFound
    with writing(session):
        append(session, Event.AUDIT_EXPORTED, by=scope.account_id, at=now)
