"""A young person as this service knows them, and the meetings with them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from sdm_tool.persistence.base import Base, Identified, Instant


class Record(Identified, Base):
    """A young person: a random code, no name and no number."""

    __tablename__ = "records"

    code: Mapped[str] = mapped_column(String(8), unique=True)
    local_number_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    """Keyed hash of the number in the service's own system; the number itself is not kept."""
    owning_team_id: Mapped[str] = mapped_column(ForeignKey("teams.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))


class RecordTeam(Base):
    """Another team that may see a record."""

    __tablename__ = "record_teams"

    record_id: Mapped[str] = mapped_column(ForeignKey("records.id"), primary_key=True)
    team_id: Mapped[str] = mapped_column(ForeignKey("teams.id"), primary_key=True, index=True)


class Meeting(Identified, Base):
    """One meeting with a young person, their family, or both.

    What people said about it (who was there, how, where) is the versioned section "meeting"; the
    columns here repeat only what lists and counts are made of.
    """

    __tablename__ = "meetings"
    __table_args__ = (Index("ix_meetings_audit", "team_id", "is_practice", "held_at"),)

    record_id: Mapped[str] = mapped_column(ForeignKey("records.id"), index=True)
    team_id: Mapped[str] = mapped_column(ForeignKey("teams.id"))
    held_at: Mapped[datetime] = mapped_column(Instant, index=True)
    is_practice: Mapped[bool] = mapped_column(default=False)
    started_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))


class ConversationMeeting(Base):
    """A meeting that a conversation took place in."""

    __tablename__ = "conversation_meetings"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    meeting_id: Mapped[str] = mapped_column(ForeignKey("meetings.id"), primary_key=True, index=True)
