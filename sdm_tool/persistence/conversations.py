"""Conversations, and their sections as drafts and versions."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sdm_tool.persistence.base import Base, Identified, Instant, PrivateText


class Conversation(Identified, Base):
    """One shared decision point: a record, a problem, and one pinned grid version or none.

    The sections are the record; the columns from `status` on repeat what lists are made of.
    """

    __tablename__ = "conversations"

    record_id: Mapped[str] = mapped_column(ForeignKey("records.id"), index=True)
    team_id: Mapped[str] = mapped_column(ForeignKey("teams.id"), index=True)
    content_hash: Mapped[str | None] = mapped_column(ForeignKey("pinned_grids.content_hash"))
    is_practice: Mapped[bool] = mapped_column(default=False)
    replaces_id: Mapped[str | None] = mapped_column(ForeignKey("conversations.id"), unique=True)
    """The conversation this one changes the mind about."""
    withdrawn_grid_reason: Mapped[str | None] = mapped_column(PrivateText)
    """Why the conversation goes on with a grid version that was withdrawn."""
    started_at: Mapped[datetime] = mapped_column(Instant)
    started_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    status: Mapped[str] = mapped_column(default="in-progress")
    problem: Mapped[str] = mapped_column(PrivateText)
    decision: Mapped[str] = mapped_column(default="")
    """What was decided, as a kind: options, not-decided, no-extra-help, or empty."""
    review_on: Mapped[date | None] = mapped_column(index=True)


class StatusChange(Identified, Base):
    """A conversation's status at a moment, by whom and why. The newest counts."""

    __tablename__ = "status_changes"
    __table_args__ = (UniqueConstraint("conversation_id", "number"),)

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    number: Mapped[int]
    status: Mapped[str]
    reason: Mapped[str] = mapped_column(PrivateText, default="")
    changed_at: Mapped[datetime] = mapped_column(Instant)
    changed_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))


class SectionVersion(Identified, Base):
    """A section as it was saved. Written once, never changed."""

    __tablename__ = "section_versions"
    __table_args__ = (UniqueConstraint("subject_id", "section", "number"),)

    subject_id: Mapped[str] = mapped_column(String(22))
    """A conversation or a meeting."""
    section: Mapped[str]
    number: Mapped[int]
    content: Mapped[str] = mapped_column(PrivateText)
    saved_at: Mapped[datetime] = mapped_column(Instant)
    saved_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))


class SectionDraft(Base):
    """What one author has typed and not yet finished. Overwritten by autosave."""

    __tablename__ = "section_drafts"

    subject_id: Mapped[str] = mapped_column(String(22), primary_key=True)
    section: Mapped[str] = mapped_column(primary_key=True)
    author_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    base_number: Mapped[int]
    """The version the author saw; 0 when there was none."""
    content: Mapped[str] = mapped_column(PrivateText)
    saved_at: Mapped[datetime] = mapped_column(Instant)
