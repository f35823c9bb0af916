"""What audit leads write down beside the figures."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from sdm_tool.persistence.base import Base, Identified, Instant


class TeamChange(Identified, Base):
    """That a team did something differently from a month on. Never deleted: taken back instead."""

    __tablename__ = "team_changes"

    team_id: Mapped[str] = mapped_column(ForeignKey("teams.id"), index=True)
    month: Mapped[str] = mapped_column(String(7))
    words: Mapped[str]
    starts_new_limits: Mapped[bool]
    noted_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    noted_at: Mapped[datetime] = mapped_column(Instant)
    taken_back_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    taken_back_at: Mapped[datetime | None] = mapped_column(Instant)


class TopScoreTarget(Identified, Base):
    """What the service aims at for one kind of respondent, and why. Never deleted: taken back."""

    __tablename__ = "top_score_targets"

    respondent: Mapped[str]
    percent: Mapped[int]
    reason: Mapped[str]
    set_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    set_at: Mapped[datetime] = mapped_column(Instant)
    taken_back_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    taken_back_at: Mapped[datetime | None] = mapped_column(Instant)


class RecordTotal(Base):
    """What the records up to the end of a month came to, counted when it closed. Never changed."""

    __tablename__ = "record_totals"

    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    """"whole", "team", "grid", "movement" or a fairness dimension: never crossed."""
    name: Mapped[str] = mapped_column(primary_key=True)
    """The id of the team, the slug of the grid, from which grouping to which, or the band."""
    counts: Mapped[str]
    """By line, of all months from the first on, as JSON, with what waits for a later month, and the
    phase to round each with: drawn at random, never shown."""
