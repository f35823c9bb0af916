"""Walking the chain from its first link, to find the first event that was changed."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.trail.chain import FIRST_LINK, link_of


@dataclass(frozen=True, slots=True)
class Verification:
    """What a walk along the trail found."""

    events: int
    head: str
    """The newest link; print it elsewhere, so that a rewritten trail shows."""
    first_broken: int | None
    """The position of the first event that does not fit, or None."""
    link_at: int | None = None
    """The position of the event with the link that was asked for, before any that does not fit."""

    @property
    def is_whole(self) -> bool:
        """True when every event fits its link and none is missing between them."""
        return self.first_broken is None


def verify(session: Session, *, link: str = "") -> Verification:
    """Check every event against its link, in order, without holding them all in memory.

    With a `link` that was printed somewhere it also says where that stands: then nothing up to
    there was changed since it was printed.
    """
    previous, expected = FIRST_LINK, 1
    link_at: int | None = None
    rows = session.execute(
        select(*TrailEvent.__table__.columns).order_by(TrailEvent.position)
    ).yield_per(5_000)
    for row in rows:
        fits = row.link == link_of(
            previous,
            position=row.position,
            happened_at=row.happened_at,
            event=row.event,
            actor_id=row.actor_id,
            record_id=row.record_id,
            subject_id=row.subject_id,
            detail=row.detail,
        )
        if row.position != expected or not fits:
            return Verification(expected - 1, previous, expected, link_at)
        link_at = row.position if row.link == link else link_at
        previous, expected = row.link, expected + 1
    return Verification(expected - 1, previous, None, link_at)
