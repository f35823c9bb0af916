"""Appending many events at once, in the order they happened, with the chain computed here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from sdm_tool.persistence.engine import lock_trail
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.trail.chain import FIRST_LINK, link_of
from sdm_tool.trail.events import Event


@dataclass(frozen=True, slots=True)
class Happened:
    """One event, as `append` takes it."""

    event: Event
    by: str
    at: datetime
    record: str = ""
    subject: str = ""
    detail: str = ""


def append_all(session: Session, events: Iterable[Happened]) -> int:
    """Append the events, earliest first, and return how many; last in a writing transaction."""
    lock_trail(session)
    newest = session.execute(
        select(TrailEvent.position, TrailEvent.link).order_by(TrailEvent.position.desc()).limit(1)
    ).one_or_none()
    position, link = (newest.position, newest.link) if newest else (0, FIRST_LINK)
    rows = []
    for event in sorted(events, key=lambda happened: happened.at):
        position += 1
        link = link_of(
            link,
            position=position,
            happened_at=event.at,
            event=event.event.value,
            actor_id=event.by,
            record_id=event.record,
            subject_id=event.subject,
            detail=event.detail,
        )
        rows.append(
            {
                "position": position,
                "happened_at": event.at,
                "event": event.event.value,
                "actor_id": event.by,
                "record_id": event.record,
                "subject_id": event.subject,
                "detail": event.detail,
                "link": link,
            }
        )
    if rows:
        session.execute(insert(TrailEvent), rows)
    return len(rows)
