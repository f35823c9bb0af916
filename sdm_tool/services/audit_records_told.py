"""The quality of the record as values: nothing in them may not leave the service."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sdm_tool.domain.disclosure import HIDDEN_COUNT, ToldPart
from sdm_tool.domain.record_standards import Standard
from sdm_tool.services.audit_choice import Choice


class By(StrEnum):
    """What the second table divides by."""

    TEAM = "team"
    GRID = "grid"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class StandardTold:
    """One standard, and how many meet it."""

    standard: Standard
    told: ToldPart


@dataclass(frozen=True, slots=True)
class GroupTold:
    """A team, grid, month or band: its conversations, and each standard in the page's order."""

    name: str
    conversations: str
    told: tuple[ToldPart, ...]


@dataclass(frozen=True, slots=True)
class ChosenTold:
    """An option, or an outcome without one, and how many conversations ended with it."""

    name: str
    told: ToldPart


@dataclass(frozen=True, slots=True)
class RecordQuality:
    """The standards over all conversations of a choice."""

    choice: Choice
    conversations: str
    """How many are counted, as it may be told."""
    standards: tuple[StandardTold, ...]

    @property
    def is_told(self) -> bool:
        """False when there are so few conversations, or none, that nothing may be told."""
        return self.conversations != HIDDEN_COUNT


@dataclass(frozen=True, slots=True)
class RecordsPage:
    """The whole page: the standards, the same by group, and what was decided."""

    quality: RecordQuality
    grids: Mapping[str, str]
    """The titles of the grids that conversations were about, by slug, A to Z, then without one."""
    grid: str
    """The slug that was asked for; empty for all."""
    by: By
    groups: tuple[GroupTold, ...]
    decided: tuple[ChosenTold, ...]
    """Of one grid: each option A to Z, then the two outcomes without one."""
    changed: ToldPart
    view_is_noted: bool

    @property
    def grid_words(self) -> str:
        """What to call the grids that it is about."""
        return self.grids[self.grid] if self.grid else "All grids"
