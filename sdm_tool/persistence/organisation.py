"""The service that runs this installation: its sites, teams, crisis contacts and waits."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sdm_tool.persistence.base import Base, Identified

ORGANISATION = 1


class Organisation(Base):
    """The one organisation of this installation."""

    __tablename__ = "organisations"
    __table_args__ = (CheckConstraint(f"id = {ORGANISATION}", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=ORGANISATION)
    name: Mapped[str]
    nation: Mapped[str] = mapped_column(default="England")
    """Decides the wording about consent: England, Wales, Scotland or Northern Ireland."""
    idle_minutes: Mapped[int] = mapped_column(default=5)
    invitation_days: Mapped[int] = mapped_column(default=7)
    is_demonstration: Mapped[bool] = mapped_column(default=False)
    """Set once, by `sdm-tool demo`: `serve` refuses such a store."""
    row_version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": row_version}


class Site(Identified, Base):
    """A place of the organisation, holding teams."""

    __tablename__ = "sites"

    name: Mapped[str] = mapped_column(unique=True)


class Team(Identified, Base):
    """A team at a site, with the agency it belongs to."""

    __tablename__ = "teams"
    __table_args__ = (UniqueConstraint("site_id", "name"),)

    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"))
    name: Mapped[str]
    agency: Mapped[str]
    """For example CAMHS, school, general practice, voluntary sector."""
    phone: Mapped[str] = mapped_column(default="")
    """Printed on the summary, for changing one's mind."""


class CrisisContact(Identified, Base):
    """A line of "if things get worse": the situation, and whom to turn to."""

    __tablename__ = "crisis_contacts"

    team_id: Mapped[str | None] = mapped_column(ForeignKey("teams.id"))
    """None: for every team."""
    position: Mapped[int]
    situation: Mapped[str]
    contact: Mapped[str]
    checked_on: Mapped[date | None]
    checked_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))


class OptionWait(Base):
    """What a team says about the wait for one option of one grid."""

    __tablename__ = "option_waits"

    team_id: Mapped[str] = mapped_column(ForeignKey("teams.id"), primary_key=True)
    grid_slug: Mapped[str] = mapped_column(primary_key=True)
    option_id: Mapped[str] = mapped_column(primary_key=True)
    is_offered: Mapped[bool]
    weeks: Mapped[int | None]
    as_of: Mapped[date]
