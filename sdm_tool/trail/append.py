"""Adding an event to the trail, inside the transaction that did the thing."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from sdm_tool.persistence.engine import lock_trail, writing
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.trail.chain import FIRST_LINK, link_of
from sdm_tool.trail.events import Event

_NEWEST = select(TrailEvent.position, TrailEvent.link).order_by(TrailEvent.position.desc()).limit(1)
_ADD = insert(TrailEvent)

ONE_VIEW = timedelta(minutes=15)
_VIEWED = (
    select(TrailEvent.happened_at)
    .where(
        TrailEvent.record_id == bindparam("record"),
        TrailEvent.actor_id == bindparam("actor"),
        TrailEvent.event == bindparam("which"),
        TrailEvent.happened_at > bindparam("since"),
    )
    .order_by(TrailEvent.happened_at.desc())
    .limit(1)
)


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


def append_view(
    session: Session, event: Event, *, by: str, at: datetime, record: str = ""
) -> datetime:
    """Append a view, in a transaction of its own, and return its instant.

    One stands for a quarter of an hour: while it does, nothing is written and its instant returned.
    """
    known = {"record": record, "actor": by, "which": event.value, "since": at - ONE_VIEW}
    viewed = session.connection().execute(_VIEWED, known).scalar_one_or_none()
    if viewed is not None:
        return viewed
    with writing(session):
        append(session, event, by=by, at=at, record=record)
    return at
