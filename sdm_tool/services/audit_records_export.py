"""The quality of the record as a table to take away: what the page shows, and no more."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.disclosure import ToldPart
from sdm_tool.domain.permissions import Permission, Scope
from sdm_tool.domain.record_standards import CHANGED
from sdm_tool.outputs.spreadsheet import Column, Sheet, csv_text
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services.audit_records_told import RecordsPage
from sdm_tool.services.audit_words import whole_percent
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

CONVERSATIONS = "valid conversations"
SHARES = (
    Column(
        "met",
        "Valid conversations that met it, in steps of 5, without about one in eight that a lot of "
        "the line leaves out. None or a few are a star.",
    ),
    Column(
        "of",
        "Valid conversations that it applies to, written in the same way; in the line of all valid "
        "conversations with the eighth put back.",
    ),
    Column("share_percent", "Met of those, in whole per cent of the rounded counts."),
    Column("interval_95_low", "Lower end of its 95% interval, for chance and for the rounding."),
    Column("interval_95_high", "Upper end of its 95% interval, for chance and for the rounding."),
)
COLUMNS = (
    Column("period_from", "First month that was chosen."),
    Column("period_to", "Last month that was chosen."),
    Column("part_of_service", "The teams that were chosen: all, those of a site, or one."),
    Column("grid", "The grid that was chosen, or all."),
    Column("table", "Standards; the same by team, grid or month; or what was decided."),
    Column("group", "The team, the grid or the month; all for all of them together."),
    Column("line", "The standard, or what was decided."),
    *SHARES,
)


def records_sheet(page: RecordsPage) -> Sheet:
    """Return what the page shows as a table, its filters in the first columns.

    A star is a count that is not told, with no share beside it.
    """
    choice = page.quality.choice
    about = (str(choice.first), str(choice.last), choice.part, page.grid_words)
    return Sheet("Quality of the record", COLUMNS, tuple((*about, *row) for row in _rows(page)))


def export_records(session: Session, page: RecordsPage, *, scope: Scope, now: datetime) -> str:
    """Return the page as CSV, and note it in the trail. No cell starts a formula.

    Raises NotFound for someone who may not read audit pages.
    """
    if not scope.allows(Permission.AUDIT_READ):
        raise NotFound
    with writing(session):
        append(session, Event.AUDIT_EXPORTED, by=scope.account_id, at=now)
    return csv_text(records_sheet(page))


def _rows(page: RecordsPage) -> Iterator[tuple[str, ...]]:
    quality, by = page.quality, page.by.value
    yield ("standards", "all", CONVERSATIONS, "", quality.conversations, "", "", "")
    for line in quality.standards:
        yield ("standards", "all", line.standard.name, *share_cells(line.told))
    for group in page.groups:
        yield (f"by {by}", group.name, CONVERSATIONS, "", group.conversations, "", "", "")
        for line, told in zip(quality.standards, group.told, strict=True):
            yield (f"by {by}", group.name, line.standard.name, *share_cells(told))
    for chosen in page.decided:
        yield ("what was decided", "all", chosen.name, *share_cells(chosen.told))
    yield ("what was decided", "all", CHANGED.name, *share_cells(page.changed))


def share_cells(told: ToldPart) -> tuple[str, ...]:
    """Return met, of, the share and both ends of its interval; empty where there is no share."""
    if told.percent is None or told.interval is None:
        return (told.met, told.of, "", "", "")
    ends = (str(whole_percent(100 * end)) for end in (told.interval.low, told.interval.high))
    return (told.met, told.of, str(told.percent), *ends)
