"""CollaboRATE: offers, invitations, unlinked responses, and tallies."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from sdm_tool.persistence.base import Base, Identified, Instant


class FeedbackOffer(Base):
    """That somebody at a meeting was, or was not, offered CollaboRATE. Nothing about answers."""

    __tablename__ = "feedback_offers"

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    """The voice: yp, p1, p2 ..."""
    was_offered: Mapped[bool]
    reason: Mapped[str] = mapped_column(default="")
    """Why it was not offered: one of a short list."""
    mode: Mapped[str] = mapped_column(default="")
    young_person_agreed: Mapped[bool | None]
    """At 18 and over: the young person's yes to asking their parent. None when not needed."""
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))


class Invitation(Identified, Base):
    """The one-time way to the form. Purged after it expires; holds nothing about an answer."""

    __tablename__ = "invitations"

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meetings.id"), index=True)
    person: Mapped[str]
    team_id: Mapped[str] = mapped_column(ForeignKey("teams.id"))
    cohort_month: Mapped[str] = mapped_column(String(7))
    respondent: Mapped[str]
    mode: Mapped[str]
    bands: Mapped[str] = mapped_column(default="{}")
    """The fairness bands as JSON; only tallies are raised from them."""
    lookup: Mapped[str] = mapped_column(String(4), unique=True)
    code_hash: Mapped[str]
    """argon2id over a keyed hash of the six secret characters of the typed code."""
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of the 128-bit secret in the QR code."""
    made_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


class SpentInvitation(Base):
    """The constraint that makes an invitation single-use. Keyed hash only, no time, no order."""

    __tablename__ = "spent_invitations"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[str] = mapped_column(String(64), primary_key=True)


class Response(Base):
    """Three answers. No person, no meeting, no time, no order."""

    __tablename__ = "responses"
    __table_args__ = (
        CheckConstraint("q1 BETWEEN 0 AND 9", name="q1_range"),
        CheckConstraint("q2 BETWEEN 0 AND 9", name="q2_range"),
        CheckConstraint("q3 BETWEEN 0 AND 9", name="q3_range"),
        Index(
            "ix_responses_audit",
            "cohort_month",
            "team_id",
            "respondent",
            "mode",
            "q1",
            "q2",
            "q3",
        ),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(String(22), primary_key=True)
    team_id: Mapped[str] = mapped_column(ForeignKey("teams.id"))
    cohort_month: Mapped[str] = mapped_column(String(7))
    respondent: Mapped[str]
    mode: Mapped[str]
    form_language: Mapped[str]
    scale_version: Mapped[str]
    is_late: Mapped[bool]
    """More than 48 hours after the invitation."""
    q1: Mapped[int | None]
    q2: Mapped[int | None]
    q3: Mapped[int | None]


class OfferTally(Base):
    """How many were offered CollaboRATE, or not and why; kept after invitations are purged."""

    __tablename__ = "offer_tallies"

    cohort_month: Mapped[str] = mapped_column(String(7), primary_key=True)
    team_id: Mapped[str] = mapped_column(ForeignKey("teams.id"), primary_key=True)
    respondent: Mapped[str] = mapped_column(primary_key=True)
    mode: Mapped[str] = mapped_column(primary_key=True)
    """Empty when not offered."""
    reason: Mapped[str] = mapped_column(primary_key=True)
    """Empty when offered."""
    count: Mapped[int]


class BandTally(Base):
    """One-dimension counts for fairness: never crossed with another band or with a team."""

    __tablename__ = "band_tallies"

    quarter: Mapped[str] = mapped_column(String(7), primary_key=True)
    respondent: Mapped[str] = mapped_column(primary_key=True)
    dimension: Mapped[str] = mapped_column(primary_key=True)
    band: Mapped[str] = mapped_column(primary_key=True)
    """Or the one name under which those left out of all bands are counted, never to be shown."""
    offered: Mapped[int]
    left_out: Mapped[int]
    """Offered too, and drawn out by lot: their answers are counted in no band of the dimension."""
    complete: Mapped[int]
    top: Mapped[int]
    sum_of_items: Mapped[int]
    incomplete: Mapped[int]


class EquitySwitch(Base):
    """That asking for one equity band was switched on or off, and why. Never changed."""

    __tablename__ = "equity_switches"

    dimension: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    """1, 2, 3 ... The last one stands."""
    is_on: Mapped[bool]
    reason: Mapped[str]
    switched_at: Mapped[datetime] = mapped_column(Instant)
    switched_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))


class ReleasedBand(Base):
    """Quarters of a band, or of several together, that may be shown: never changed, never cut."""

    __tablename__ = "released_bands"

    respondent: Mapped[str] = mapped_column(primary_key=True)
    dimension: Mapped[str] = mapped_column(primary_key=True)
    bands: Mapped[str] = mapped_column(primary_key=True)
    """The names of the bands that are counted together, as a JSON list; mostly one."""
    last_quarter: Mapped[str] = mapped_column(String(7), primary_key=True)
    first_quarter: Mapped[str] = mapped_column(String(7))
    offered: Mapped[int]
    complete: Mapped[int]
    top: Mapped[int]
    sum_of_items: Mapped[int]
    incomplete: Mapped[int]


class ClosedQuarter(Base):
    """A quarter whose bands were looked at for release. It is done once."""

    __tablename__ = "closed_quarters"

    quarter: Mapped[str] = mapped_column(String(7), primary_key=True)


class ClosedCount(Base):
    """What a month held when it closed, by team, respondent and mode: releases are made of it."""

    __tablename__ = "closed_counts"

    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    team_id: Mapped[str] = mapped_column(ForeignKey("teams.id"), primary_key=True)
    respondent: Mapped[str] = mapped_column(primary_key=True)
    mode: Mapped[str] = mapped_column(primary_key=True)
    offered: Mapped[int]
    complete: Mapped[int]
    top: Mapped[int]
    sum_of_items: Mapped[int]
    incomplete: Mapped[int]


class ReleasedBlock(Base):
    """Months of a group whose figures may be shown, for good: never changed, never cut again."""

    __tablename__ = "released_blocks"

    respondent: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    """"team" or "mode"."""
    name: Mapped[str] = mapped_column(primary_key=True)
    """The id of the team or the name of the mode, of all teams."""
    last_month: Mapped[str] = mapped_column(String(7), primary_key=True)
    first_month: Mapped[str] = mapped_column(String(7))
    offered: Mapped[int]
    complete: Mapped[int]
    top: Mapped[int]
    sum_of_items: Mapped[int]
    incomplete: Mapped[int]


class ClosedMonth(Base):
    """A month whose responses were put in random order for good. Closing again does nothing."""

    __tablename__ = "closed_months"

    month: Mapped[str] = mapped_column(String(7), primary_key=True)


class ImportedMonth(Base):
    """A month whose offers and answers came from a file, all of them; it takes no others."""

    __tablename__ = "imported_months"

    month: Mapped[str] = mapped_column(String(7), primary_key=True)
