"""The standards of the record by fairness band as a table to take away."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Permission, Scope
from sdm_tool.outputs.spreadsheet import Column, Sheet, csv_text
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services.audit_fairness_words import DIMENSIONS
from sdm_tool.services.audit_records_by_band import RecordsByBand
from sdm_tool.services.audit_records_export import CONVERSATIONS, SHARES, share_cells
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

_COLUMNS = (
    Column("period_from", "First month of the quarters that were chosen."),
    Column("period_to", "Last month of the quarters that were chosen."),
    Column("by", "What the bands are of."),
    Column("band", "The band. Conversations of the whole service."),
    Column("line", "The standard."),
    *SHARES,
)


def records_by_band_sheet(seen: RecordsByBand) -> Sheet:
    """Return the table of the fairness page, a row for each band and standard.

    A star is a count that is not told, with no share beside it.
    """
    choice = seen.quality.choice
    about = (str(choice.first), str(choice.last), DIMENSIONS[seen.dimension].lower())
    rows = tuple((*about, *row) for row in _rows(seen))
    return Sheet("Records by band", _COLUMNS, rows)


def export_records_by_band(
    session: Session, seen: RecordsByBand, *, scope: Scope, now: datetime
) -> str:
    """Return the table as CSV, and note it in the trail. No cell starts a formula.

    Raises NotFound for someone who may not read audit pages.
    """
    if not scope.allows(Permission.AUDIT_READ):
        raise NotFound
    with writing(session):
        append(session, Event.AUDIT_EXPORTED, by=scope.account_id, at=now)
    return csv_text(records_by_band_sheet(seen))


def _rows(seen: RecordsByBand) -> Iterator[tuple[str, ...]]:
    for band in seen.bands:
        yield (band.name, CONVERSATIONS, "", band.conversations, "", "", "")
        for line, told in zip(seen.quality.standards, band.told, strict=True):
            yield (band.name, line.standard.name, *share_cells(told))
