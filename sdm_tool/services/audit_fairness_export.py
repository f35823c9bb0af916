"""The fairness table to take away, with the filters in it and counts that tell of nobody."""

from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Scope
from sdm_tool.outputs.spreadsheet import Cell, Column, Sheet, csv_text
from sdm_tool.persistence.engine import writing
from sdm_tool.services.audit_choice import ALL_TEAMS
from sdm_tool.services.audit_fairness import BandChoice, Fairness, fairness
from sdm_tool.services.audit_fairness_words import COMPARED, DIMENSIONS, cell_name
from sdm_tool.services.audit_groups import Group
from sdm_tool.services.audit_tables import WHO, figure_cells
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

_COLUMNS = (
    Column("quarter_from", "First quarter that was chosen."),
    Column("quarter_to", "Last quarter that was chosen."),
    Column("part_of_service", "All teams: bands are never told of a site or a team."),
    Column("who_answered", "Young people or parents and carers. They are never added together."),
    Column("by", "What the bands are of."),
    Column("band", "The band, those that are counted together, or the agency."),
    Column("months_from", "First month that the figures are of."),
    Column("months_to", "Last month that the figures are of."),
    Column(
        "offered",
        "Forms offered. A small one is a star, others are rounded to the nearest 5. "
        "Of the whole period where there is no score.",
    ),
    Column("complete", "Answers with all three items. 1 to 7 is a star, others are rounded so."),
    Column("response_rate_percent", "Complete of offered, in whole per cent."),
    Column("top_score_percent", "Complete answers of 9, 9, 9, in whole per cent."),
    Column("interval_95_low", "Lower end of its 95% interval (Wilson)."),
    Column("interval_95_high", "Upper end of its 95% interval (Wilson)."),
    Column("mean_0_to_9", "Mean of the three items, 0 to 9. It says less than the Top Score."),
    Column("comparing", "How far the score may be compared; or why there is none."),
)


def export_fairness(session: Session, choice: BandChoice, *, scope: Scope, now: datetime) -> str:
    """Return the table of a choice as CSV, and note in the trail that it was taken.

    Counts leave as `suppressed` writes them, per cents whole. No cell starts a formula. Refused as
    `fairness` refuses.
    """
    seen = fairness(session, choice, scope=scope, now=now)
    with writing(session):
        append(session, Event.AUDIT_EXPORTED, by=scope.account_id, at=now)
    return csv_text(fairness_sheet(seen))


def fairness_sheet(seen: Fairness) -> Sheet:
    """Return the table of the page, a row for each band or agency, each with what was chosen."""
    chosen = (
        str(seen.first or ""),
        str(seen.last or ""),
        ALL_TEAMS,
        WHO[seen.respondent],
        DIMENSIONS[seen.dimension].lower(),
    )
    rows = (
        (*chosen, cell_name(seen.dimension, told.bands), *_figures(told.group))
        for told in seen.bands
    )
    return Sheet("Fairness", _COLUMNS, tuple(rows))


def _figures(group: Group) -> tuple[Cell, ...]:
    """Return the cells of any group; how far it may be compared is not said of teams here."""
    *cells, comparing = figure_cells(group)
    return (*cells, str(comparing).removesuffix(COMPARED))
