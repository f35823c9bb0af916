"""The fairness table to take away, with the filters in it and counts that tell of nobody."""

from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Scope
from sdm_tool.services.audit_export import FIGURES, WHO, cells_of, export_table
from sdm_tool.services.audit_fairness import BandChoice, fairness
from sdm_tool.services.audit_fairness_words import COMPARED, DIMENSIONS, cell_name

COLUMNS = ("quarter_from", "quarter_to", "who_answered", "by", "band", *FIGURES)


def export_fairness(session: Session, choice: BandChoice, *, scope: Scope, now: datetime) -> str:
    """Return the table of a choice as CSV, and note in the trail that it was taken.

    Counts leave as `suppressed` writes them, per cents whole. No cell starts a formula. Refused as
    `fairness` refuses.
    """
    seen = fairness(session, choice, scope=scope, now=now)
    chosen = (
        str(seen.first or ""),
        str(seen.last or ""),
        WHO[seen.respondent],
        DIMENSIONS[seen.dimension].lower(),
    )
    rows = [
        (
            *(*chosen, cell_name(seen.dimension, told.bands)),
            *(cell.removesuffix(COMPARED) for cell in cells_of(told.group)),
        )
        for told in seen.bands
    ]
    return export_table(session, COLUMNS, rows, scope=scope, now=now)
