"""What people were refused, in the trail."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Scope
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

ONE_REFUSAL = timedelta(minutes=1)


def note_refusal(session: Session, route: str, *, scope: Scope, now: datetime) -> None:
    """Put the refusal of a route, by its name, in the trail: one a minute for each person."""
    noted = session.scalars(
        select(TrailEvent.position)
        .where(
            TrailEvent.actor_id == scope.account_id,
            TrailEvent.event == Event.ACCESS_DENIED.value,
            TrailEvent.happened_at > now - ONE_REFUSAL,
        )
        .limit(1)
    ).first()
    if noted is None:
        with writing(session):
            append(session, Event.ACCESS_DENIED, by=scope.account_id, at=now, detail=route)
