"""The quality of the record as a table to take away: what the page shows, and no more."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.disclosure import ToldPart
from sdm_tool.domain.intervals import wilson
from sdm_tool.domain.permissions import Permission, Scope
from sdm_tool.domain.record_standards import CHANGED
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services.audit_cells import plain_cell, whole_percent
from sdm_tool.services.audit_records_told import RecordsPage
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

COLUMNS = (
    *("period_from", "period_to", "part_of_service", "grid"),
    *("table", "group", "line", "met", "of"),
    *("share_percent", "interval_95_low", "interval_95_high"),
)
CONVERSATIONS = "valid conversations"


def export_records(session: Session, page: RecordsPage, *, scope: Scope, now: datetime) -> str:
    """Return the page as CSV, its filters in the first columns, and note it in the trail.

    A star is a count that is not told, with no share beside it. No cell starts a formula. Raises
    NotFound for someone who may not read audit pages.
    """
    if not scope.allows(Permission.AUDIT_READ):
        raise NotFound
    with writing(session):
        append(session, Event.AUDIT_EXPORTED, by=scope.account_id, at=now)
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    choice = page.quality.choice
    about = (str(choice.first), str(choice.last), choice.part, page.quality.grid_words)
    writer.writerows([plain_cell(cell) for cell in (*about, *row)] for row in _rows(page))
    return table.getvalue()


def _rows(page: RecordsPage) -> Iterator[tuple[str, ...]]:
    quality, by = page.quality, page.by.value
    yield ("standards", "all", CONVERSATIONS, "", quality.conversations, "", "", "")
    for line in quality.standards:
        yield ("standards", "all", line.standard.name, *_cells(line.told))
    for group in page.groups:
        yield (f"by {by}", group.name, CONVERSATIONS, "", group.conversations, "", "", "")
        for line, told in zip(quality.standards, group.told, strict=True):
            yield (f"by {by}", group.name, line.standard.name, *_cells(told))
    for chosen in page.decided:
        yield ("what was decided", "all", chosen.name, *_cells(chosen.told))
    yield ("what was decided", "all", CHANGED.name, *_cells(page.changed))


def _cells(told: ToldPart) -> tuple[str, ...]:
    if told.rounded is None or told.percent is None:
        return (told.met, told.of, "", "", "")
    interval = wilson(told.rounded.met, told.rounded.of)
    ends = (whole_percent(100 * end) for end in (interval.low, interval.high))
    return (told.met, told.of, str(told.percent), *ends)
