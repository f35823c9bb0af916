"""Staff accounts, their roles and teams, their sessions, and the throttling of sign-in."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from sdm_tool.persistence.base import Base, Identified, Instant, PrivateText


class Account(Identified, Base):
    """A member of staff who may sign in."""

    __tablename__ = "accounts"

    username: Mapped[str] = mapped_column(String(64), unique=True)
    display_name: Mapped[str]
    job_title: Mapped[str] = mapped_column(default="")
    password_hash: Mapped[str]
    must_change_password: Mapped[bool] = mapped_column(default=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(Instant)


class AccountRole(Base):
    """A role that an account holds."""

    __tablename__ = "account_roles"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)


class AccountTeam(Base):
    """A team that an account works in."""

    __tablename__ = "account_teams"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    team_id: Mapped[str] = mapped_column(ForeignKey("teams.id"), primary_key=True)


class SignInSession(Base):
    """One signed-in browser. The row is the session: deleting it signs that browser out."""

    __tablename__ = "sign_in_sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of the token in the cookie."""
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(Instant)
    last_seen_at: Mapped[datetime] = mapped_column(Instant)
    locked_at: Mapped[datetime | None] = mapped_column(Instant)
    is_on_shared_screen: Mapped[bool] = mapped_column(default=False)
    """True while Together is open: the idle lock is longer there."""
    handover_meeting_id: Mapped[str | None] = mapped_column(ForeignKey("meetings.id"))
    """Set while the tablet is with the family: nothing of the staff side can be reached."""


class HeldPost(Identified, Base):
    """What someone sent while locked, kept for ten minutes to be finished after unlocking."""

    __tablename__ = "held_posts"

    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    path: Mapped[str]
    body: Mapped[str] = mapped_column(PrivateText)
    held_at: Mapped[datetime] = mapped_column(Instant)


class Attempt(Base):
    """How often a guess was wrong lately: sign-in by name and source, feedback by code."""

    __tablename__ = "attempts"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    """A keyed hash: no name and no address is kept."""
    count: Mapped[int]
    first_at: Mapped[datetime] = mapped_column(Instant)
