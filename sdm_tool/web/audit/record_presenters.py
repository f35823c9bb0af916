"""What the page on the quality of the record says: written counts, and words where none is."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from sdm_tool.domain.disclosure import HIDDEN_COUNT, ToldPart
from sdm_tool.domain.record_standards import CHANGED, STANDARDS
from sdm_tool.outputs.pictures import interval_bar
from sdm_tool.services.audit_records_told import By, GroupTold, RecordsPage
from sdm_tool.services.audit_words import whole_percent

NOT_SHOWN = "Not shown: too few, none or all of them"
DIVIDED_BY = {By.TEAM: "Team", By.GRID: "Grid", By.MONTH: "Month"}
HEADS = tuple(standard.short for standard in STANDARDS)
"""Of the narrow columns."""


@dataclass(frozen=True, slots=True)
class ShareCells:
    """The cells of a share that may be told."""

    met: str
    of: str
    share: str
    interval: str
    bar: Markup


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A row of the first table; without `cells`, `why_not` says why there are none."""

    name: str
    cells: ShareCells | None
    why_not: str


@dataclass(frozen=True, slots=True)
class GroupCell:
    """A share in a narrow column, and of how many; `of` is empty where there is no share."""

    share: str
    of: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A team, a grid, a month or a band."""

    name: str
    conversations: str
    cells: tuple[GroupCell, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The page, ready for its template."""

    about: str
    is_told: bool
    rows: tuple[ShareRow, ...]
    divided_by: str
    heads: tuple[str, ...]
    groups: tuple[GroupRow, ...]
    decided_heading: str
    is_of_one_grid: bool
    decided: tuple[ShareRow, ...]
    changed: tuple[ShareRow, ...]
    meanings: tuple[tuple[str, str], ...]
    view_is_noted: bool


def present_records(seen: RecordsPage) -> Page:
    """Return the whole page in words."""
    quality = seen.quality
    return Page(
        about=_about(seen),
        is_told=quality.is_told,
        rows=tuple(_row(line.standard.name, line.told) for line in quality.standards),
        divided_by=DIVIDED_BY[seen.by],
        heads=HEADS,
        groups=present_groups(seen.groups),
        decided_heading=f"What was decided: {seen.grid_words}",
        is_of_one_grid=bool(seen.grid),
        decided=tuple(_row(line.name, line.told) for line in seen.decided),
        changed=(_row(CHANGED.name, seen.changed),),
        meanings=tuple((each.name, each.counts) for each in (*STANDARDS, CHANGED)),
        view_is_noted=seen.view_is_noted,
    )


def present_groups(groups: Iterable[GroupTold]) -> tuple[GroupRow, ...]:
    """Return each group with its shares in narrow columns."""
    return tuple(
        GroupRow(group.name, group.conversations, tuple(map(_cell, group.told))) for group in groups
    )


def _about(seen: RecordsPage) -> str:
    quality = seen.quality
    counted = quality.conversations if quality.is_told else "too few to tell"
    return (
        f"{quality.choice.part}, {seen.grid_words}, {quality.choice.period}. "
        f"Valid conversations: {counted}."
    )


def _row(name: str, told: ToldPart) -> ShareRow:
    if told.percent is None or told.interval is None:
        return ShareRow(name, None, NOT_SHOWN)
    low, high = 100 * told.interval.low, 100 * told.interval.high
    words = f"{whole_percent(low)} to {whole_percent(high)}"
    share = f"{told.percent}%"
    # Its one text, the title, is escaped where it is drawn.
    bar = Markup(  # noqa: S704
        interval_bar(low, told.percent, high, f"{share}, interval {words}")
    )
    return ShareRow(name, ShareCells(told.met, told.of, share, words, bar), "")


def _cell(told: ToldPart) -> GroupCell:
    if told.percent is None:
        return GroupCell(HIDDEN_COUNT, "")
    return GroupCell(f"{told.percent}%", f"of {told.of}")
