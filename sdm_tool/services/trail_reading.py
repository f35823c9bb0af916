"""Reading the trail, and checking it. Each leaves an event of its own: the trail watches itself."""

from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Scope
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.queries.trail import EventSeen, TrailFilter, find_events
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event
from sdm_tool.trail.verify import Verification, verify

PAGE = 100
CHECKED = "checked"


def read_trail(
    session: Session, wanted: TrailFilter, *, scope: Scope, now: datetime
) -> list[EventSeen]:
    """Return the newest hundred events of the filter; that they were read is recorded first."""
    with writing(session):
        append(
            session,
            Event.TRAIL_VIEWED,
            by=scope.account_id,
            at=now,
            record=wanted.record_id or "",
        )
    return find_events(session, wanted, limit=PAGE)


def check_trail(session: Session, *, scope: Scope, now: datetime) -> Verification:
    """Walk the whole chain; that it was checked is recorded first, so it is in the count."""
    with writing(session):
        append(session, Event.TRAIL_VIEWED, by=scope.account_id, at=now, detail=CHECKED)
    return verify(session)
