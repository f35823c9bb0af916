"""The figures of the audit pages to take away, with counts that tell of nobody."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.fairness import ONLY_WHEN_ASKED, Dimension
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.wording import london_day, plain_date
from sdm_tool.instruments.collaborate import instrument_credit
from sdm_tool.outputs.spreadsheet import Sheet, csv_text, workbook
from sdm_tool.persistence.queries.audit import find_blocks, find_changes
from sdm_tool.persistence.queries.organisations import get_organisation
from sdm_tool.services.audit import overview
from sdm_tool.services.audit_board_fairness import closed_quarters_of
from sdm_tool.services.audit_board_words import CHANGE, RELEASES, SMALL_COUNTS, TITLE, TOP_SCORE
from sdm_tool.services.audit_choice import Choice
from sdm_tool.services.audit_exported import note_export
from sdm_tool.services.audit_fairness import BandChoice, fairness
from sdm_tool.services.audit_fairness_export import fairness_sheet
from sdm_tool.services.audit_overview_shown import CAUTIONS
from sdm_tool.services.audit_records import RecordsAsked, records_page
from sdm_tool.services.audit_records_export import SHARES, records_sheet
from sdm_tool.services.audit_releases import Kind
from sdm_tool.services.audit_tables import (
    changes_sheet,
    offers_sheet,
    over_time_sheet,
    scores_sheet,
)
from sdm_tool.services.audit_top_scores import MONTHS_OVER_TIME, over_time_of


def export_scores(session: Session, choice: Choice, *, scope: Scope, now: datetime) -> str:
    """Return the released scores of the choice as CSV, and note it in the trail.

    Counts leave as `suppressed` writes them, per cents whole. No cell starts a formula. Raises
    NotFound for someone who may not read audit pages.
    """
    text = csv_text(scores_sheet(overview(session, choice, scope=scope, now=now)))
    note_export(session, scope=scope, now=now)
    return text


def export_workbook(session: Session, choice: Choice, *, scope: Scope, now: datetime) -> bytes:
    """Return the figures of the choice as an XLSX workbook, and note it in the trail.

    It says what was chosen, how to read it, and what each column means. Otherwise as
    `export_scores`.
    """
    seen = overview(session, choice, scope=scope, now=now)
    first = min(choice.first, choice.last.plus(1 - MONTHS_OVER_TIME))
    blocks = find_blocks(session, scope, first=first, last=choice.last)
    changes = find_changes(session, scope, choice.teams.keys())
    organisation = get_organisation(session)
    made_up = "Demonstration. Everything here is made up. " if organisation.is_demonstration else ""
    lines = (
        f"{made_up}{organisation.name}. {choice.part}, {choice.period}.",
        f"Made on {plain_date(london_day(now))}.",
        *CAUTIONS,
        TOP_SCORE,
        CHANGE,
        SMALL_COUNTS,
        RELEASES,
        "The sheet Fairness is of all teams and of whole quarters, whatever was chosen.",
        f"The sheet Over time holds up to {MONTHS_OVER_TIME} months, so that a chart can be drawn.",
        instrument_credit(),
    )
    drawn = {
        (who, team): over_time_of(
            [
                block
                for block in blocks
                if (block.kind, block.name, block.respondent) == (Kind.TEAM, team, who)
            ],
            [change for change in changes if change.team_id == team],
        )
        for who in Respondent
        for team in choice.teams
    }
    sheets = (
        scores_sheet(seen),
        over_time_sheet(choice, drawn),
        offers_sheet(seen),
        changes_sheet(choice, changes),
        _with_numbers(
            records_sheet(records_page(session, RecordsAsked(choice), scope=scope, now=now))
        ),
        _fairness(session, choice, scope=scope, now=now),
    )
    content = workbook(TITLE, lines, sheets)
    note_export(session, scope=scope, now=now)
    return content


def _with_numbers(sheet: Sheet) -> Sheet:
    """Return the sheet with its counts and shares as numbers; a star stays a word."""
    counted = {column.name for column in SHARES}
    places = {place for place, column in enumerate(sheet.columns) if column.name in counted}
    return replace(
        sheet,
        rows=tuple(
            tuple(
                int(cell) if place in places and str(cell).isdecimal() else cell
                for place, cell in enumerate(row)
            )
            for row in sheet.rows
        ),
    )


def _fairness(session: Session, choice: Choice, *, scope: Scope, now: datetime) -> Sheet:
    """Return every dimension of every respondent, of the quarters that the months lie in.

    Where none of those is closed, of the quarters that the page shows first.
    """
    quarters = closed_quarters_of(session, choice, scope=scope) or ("", "")
    sheets = [
        fairness_sheet(
            fairness(session, BandChoice(who, dimension, *quarters), scope=scope, now=now)
        )
        for who in Respondent
        for dimension in Dimension
        if dimension not in ONLY_WHEN_ASKED
    ]
    return replace(sheets[0], rows=tuple(row for sheet in sheets for row in sheet.rows))
