"""Other places for help that the service keeps, and the grids each stands beside."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from sdm_tool.persistence.base import Base, Identified


class Resource(Identified, Base):
    """A place for help outside the grids: self-help, peer support, a helpline, information."""

    __tablename__ = "resources"

    name: Mapped[str]
    about: Mapped[str]
    kind: Mapped[str]
    web_address: Mapped[str]
    phone: Mapped[str]
    place: Mapped[str]
    region: Mapped[str]
    youngest: Mapped[int]
    oldest: Mapped[int]
    cost: Mapped[str]
    cost_words: Mapped[str]
    access: Mapped[str]
    checked_on: Mapped[date | None]
    """None: nobody has checked it as it stands now."""
    checked_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"))
    row_version: Mapped[int] = mapped_column(default=1)
    """Raised by every change, also of the grids alone: a check holds for what was seen."""


class ResourceGrid(Base):
    """A grid that a resource stands beside. Without any it stands beside every grid."""

    __tablename__ = "resource_grids"

    resource_id: Mapped[str] = mapped_column(ForeignKey("resources.id"), primary_key=True)
    grid_slug: Mapped[str] = mapped_column(primary_key=True)
