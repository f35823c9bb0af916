"""Grid versions as they were when first used, how they were made, and what is done with them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sdm_tool.persistence.base import Base, Identified, Instant, PrivateText


class PinnedGrid(Base):
    """The exact content of a grid version. Written once, never changed."""

    __tablename__ = "pinned_grids"
    __table_args__ = (UniqueConstraint("slug", "version"),)

    content_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    slug: Mapped[str]
    version: Mapped[str]
    title: Mapped[str]
    content: Mapped[str] = mapped_column(Text)
    pinned_at: Mapped[datetime] = mapped_column(Instant)


class GridText(Base):
    """The two files behind a pinned version: what it is edited, exported and judged from."""

    __tablename__ = "grid_texts"

    content_hash: Mapped[str] = mapped_column(
        ForeignKey("pinned_grids.content_hash"), primary_key=True
    )
    grid: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text)


class GridDraft(Identified, Base):
    """A version that is being written. Once sent for review it is closed."""

    __tablename__ = "grid_drafts"

    slug: Mapped[str]
    version: Mapped[str]
    title: Mapped[str]
    started_from: Mapped[str | None]
    """The number of the version it began as; None for one that was imported."""
    grid: Mapped[str] = mapped_column(Text)
    """Both as values (`kept_form`), not as the files that come of them."""
    evidence: Mapped[str] = mapped_column(Text)
    started_at: Mapped[datetime] = mapped_column(Instant)
    changed_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    changed_at: Mapped[datetime] = mapped_column(Instant)
    sent_as: Mapped[str | None] = mapped_column(
        ForeignKey("pinned_grids.content_hash"), unique=True
    )
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    what_changed: Mapped[str] = mapped_column(PrivateText)


class GridAuthor(Base):
    """Who worked on a draft, with the interests they declared when they joined."""

    __tablename__ = "grid_authors"

    draft_id: Mapped[str] = mapped_column(ForeignKey("grid_drafts.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    interests: Mapped[str] = mapped_column(PrivateText)
    joined_at: Mapped[datetime] = mapped_column(Instant)


class GridApproval(Identified, Base):
    """One named account's "we may use this version here". Two are needed, one of each kind."""

    __tablename__ = "grid_approvals"
    __table_args__ = (
        UniqueConstraint("content_hash", "account_id"),
        UniqueConstraint("content_hash", "speaks_as"),
    )

    content_hash: Mapped[str] = mapped_column(ForeignKey("pinned_grids.content_hash"))
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    speaks_as: Mapped[str]
    interests: Mapped[str] = mapped_column(PrivateText)
    approved_at: Mapped[datetime] = mapped_column(Instant)


class GridChangeRequest(Identified, Base):
    """What a reviewer wants changed before a version may be approved."""

    __tablename__ = "grid_change_requests"

    content_hash: Mapped[str] = mapped_column(ForeignKey("pinned_grids.content_hash"), index=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    words: Mapped[str] = mapped_column(PrivateText)
    asked_at: Mapped[datetime] = mapped_column(Instant)


class GridPublication(Base):
    """A version in use here, and the one that was approved: the same but for number and dates."""

    __tablename__ = "grid_publications"

    content_hash: Mapped[str] = mapped_column(
        ForeignKey("pinned_grids.content_hash"), primary_key=True
    )
    approved_hash: Mapped[str] = mapped_column(ForeignKey("pinned_grids.content_hash"), unique=True)
    published_at: Mapped[datetime] = mapped_column(Instant)
    review_by: Mapped[date]


class GridSelfAssessment(Identified, Base):
    """What the service itself says of one line of the lists that a version is held against."""

    __tablename__ = "grid_self_assessments"
    __table_args__ = (UniqueConstraint("content_hash", "item"),)

    content_hash: Mapped[str] = mapped_column(ForeignKey("pinned_grids.content_hash"))
    item: Mapped[str]
    answer: Mapped[str | None]
    """None for a line that may hold only a note."""
    note: Mapped[str] = mapped_column(PrivateText)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    answered_at: Mapped[datetime] = mapped_column(Instant)


class GridWithdrawal(Base):
    """A version taken out of use here, with the reason."""

    __tablename__ = "grid_withdrawals"

    content_hash: Mapped[str] = mapped_column(
        ForeignKey("pinned_grids.content_hash"), primary_key=True
    )
    reason: Mapped[str] = mapped_column(PrivateText)
    withdrawn_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    withdrawn_at: Mapped[datetime] = mapped_column(Instant)


class PublicGrid(Base):
    """A grid that may be read without signing in. Without a row it may not."""

    __tablename__ = "public_grids"

    grid_slug: Mapped[str] = mapped_column(primary_key=True)
    turned_on_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    turned_on_at: Mapped[datetime] = mapped_column(Instant)
