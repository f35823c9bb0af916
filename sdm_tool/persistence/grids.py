"""Grid versions as they were when first used or approved, and who approved them here."""

from datetime import datetime

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


class GridApproval(Identified, Base):
    """One named account's "we may use this version here". Two are needed."""

    __tablename__ = "grid_approvals"
    __table_args__ = (UniqueConstraint("content_hash", "account_id"),)

    content_hash: Mapped[str] = mapped_column(ForeignKey("pinned_grids.content_hash"))
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    approved_at: Mapped[datetime] = mapped_column(Instant)


class GridWithdrawal(Base):
    """A version taken out of use here, with the reason."""

    __tablename__ = "grid_withdrawals"

    content_hash: Mapped[str] = mapped_column(
        ForeignKey("pinned_grids.content_hash"), primary_key=True
    )
    reason: Mapped[str] = mapped_column(PrivateText)
    withdrawn_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    withdrawn_at: Mapped[datetime] = mapped_column(Instant)
