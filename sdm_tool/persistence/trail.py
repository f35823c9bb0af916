"""The trail: who did what and when. Ids and keyed hashes only, never content."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from sdm_tool.persistence.base import Base, Instant


class TrailEvent(Base):
    """One link of the chain. No foreign keys, so that the trail never holds live rows back."""

    __tablename__ = "trail_events"
    # Every page of a record asks whether this person's view of it is in the trail already.
    __table_args__ = (Index("ix_trail_events_record_id", "record_id", "actor_id", "happened_at"),)

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    happened_at: Mapped[datetime] = mapped_column(Instant, index=True)
    event: Mapped[str]
    actor_id: Mapped[str] = mapped_column(String(22), index=True)
    """An account, or empty when nobody was signed in."""
    record_id: Mapped[str] = mapped_column(String(22), default="")
    subject_id: Mapped[str] = mapped_column(String(64), default="")
    detail: Mapped[str] = mapped_column(default="")
    """A short word from the event's own closed list, such as the audience of a print."""
    link: Mapped[str] = mapped_column(String(64))
    """SHA-256 over the link before and this event."""
