"""Adding an event to the trail, inside the transaction that did the thing."""

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from sdm_tool.persistence.engine import lock_trail
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.trail.chain import FIRST_LINK, link_of
from sdm_tool.trail.events import Event

_NEWEST = select(TrailEvent.position, TrailEvent.link).order_by(TrailEvent.position.desc()).limit(1)
_ADD = insert(TrailEvent)


def append(
    session: Session,
    event: Event,
    *,
    by: str,
    at: datetime,
    record: str = "",
    subject: str = "",
    detail: str = "",
) -> None:
    """Append one event. Call it last in a transaction: it takes the lock on the trail.

    `by`, `record` and `subject` are ids; `detail` is a word from a closed list. Never content.
    """
    lock_trail(session)
    connection = session.connection()
    newest = connection.execute(_NEWEST).one_or_none()
    position, previous = (newest.position + 1, newest.link) if newest else (1, FIRST_LINK)
    link = link_of(
        previous,
        position=position,
        happened_at=at,
        event=event,
        actor_id=by,
        record_id=record,
        subject_id=subject,
        detail=detail,
    )
    connection.execute(
        _ADD,
        {
            "position": position,
            "happened_at": at,
            "event": event.value,
            "actor_id": by,
            "record_id": record,
            "subject_id": subject,
            "detail": detail,
            "link": link,
        },
    )
