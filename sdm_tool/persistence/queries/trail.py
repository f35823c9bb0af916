"""Reading the trail, newest first, with the names that its ids stand for now."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from sdm_tool.persistence.accounts import Account
from sdm_tool.persistence.grids import PinnedGrid
from sdm_tool.persistence.organisation import Site, Team
from sdm_tool.persistence.records import Record
from sdm_tool.persistence.trail import TrailEvent


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which events: of a record, by an account, from an instant, before another. None: all."""

    record_id: str | None = None
    actor_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None
    """A position: only what happened before that event."""


@dataclass(frozen=True, slots=True)
class EventSeen:
    """One event. Names are empty where nothing of that id is there, or is there no longer."""

    position: int
    happened_at: datetime
    event: str
    actor_id: str
    actor_name: str
    record_id: str
    record_code: str
    subject_id: str
    subject_name: str
    detail: str


def find_events(session: Session, wanted: TrailFilter, *, limit: int) -> list[EventSeen]:
    """Return at most `limit` events, newest first."""
    statement = (
        select(
            TrailEvent.position,
            TrailEvent.happened_at,
            TrailEvent.event,
            TrailEvent.actor_id,
            TrailEvent.record_id,
            TrailEvent.subject_id,
            TrailEvent.detail,
            Account.display_name,
            Record.code,
        )
        .outerjoin(Account, Account.id == TrailEvent.actor_id)
        .outerjoin(Record, Record.id == TrailEvent.record_id)
        .where(*_conditions(wanted))
        .order_by(TrailEvent.position.desc())
        .limit(limit)
    )
    rows = session.execute(statement).all()
    names = _subject_names(session, {row.subject_id for row in rows if row.subject_id})
    return [
        EventSeen(
            position=row.position,
            happened_at=row.happened_at,
            event=row.event,
            actor_id=row.actor_id,
            actor_name=row.display_name or "",
            record_id=row.record_id,
            record_code=row.code or "",
            subject_id=row.subject_id,
            subject_name=names.get(row.subject_id, ""),
            detail=row.detail,
        )
        for row in rows
    ]


def find_record_id(session: Session, code: str) -> str | None:
    """Return the id of the record with this eight-character code, whatever team it belongs to.

    For the trail only, which shows who opened a record and nothing that is in it.
    """
    return session.scalar(select(Record.id).where(Record.code == code))


def _conditions(wanted: TrailFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.record_id is not None:
        yield TrailEvent.record_id == wanted.record_id
    if wanted.actor_id is not None:
        yield TrailEvent.actor_id == wanted.actor_id
    if wanted.since is not None:
        yield TrailEvent.happened_at >= wanted.since
    if wanted.until is not None:
        yield TrailEvent.happened_at < wanted.until
    if wanted.before is not None:
        yield TrailEvent.position < wanted.before


def _subject_names(session: Session, ids: Collection[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for named in (
        select(Account.id, Account.display_name).where(Account.id.in_(ids)),
        select(Site.id, Site.name).where(Site.id.in_(ids)),
        select(Team.id, Team.name).where(Team.id.in_(ids)),
    ):
        names |= dict(session.execute(named).all())
    grids = session.execute(
        select(PinnedGrid.content_hash, PinnedGrid.title, PinnedGrid.version).where(
            PinnedGrid.content_hash.in_(ids)
        )
    )
    return names | {row.content_hash: f"{row.title}, version {row.version}" for row in grids}


def newest_link(session: Session) -> str:
    """Return the newest link of the chain; empty while nothing has happened."""
    newest = select(TrailEvent.link).order_by(TrailEvent.position.desc()).limit(1)
    return session.scalar(newest) or ""
