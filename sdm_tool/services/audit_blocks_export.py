"""Every released block as a table to take away, written while it is read."""

import csv
from collections.abc import Mapping
from datetime import datetime
from typing import TextIO

from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import Mode, Respondent
from sdm_tool.domain.months import parse_month
from sdm_tool.domain.permissions import Scope
from sdm_tool.outputs.spreadsheet import Cell, plain_cell
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.queries.audit import BlockSeen, each_block
from sdm_tool.persistence.queries.organisations import find_teams
from sdm_tool.services.audit_choice import names_a_to_z
from sdm_tool.services.audit_groups import group_of
from sdm_tool.services.audit_releases import Kind
from sdm_tool.services.audit_tables import FIGURES, KINDS, WHO, figure_cells
from sdm_tool.services.audit_words import WAYS_OF_ASKING
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

COLUMNS = ("who_answered", "group", "name", *(column.name for column in FIGURES))


def write_blocks(session: Session, out: TextIO, *, scope: Scope, now: datetime) -> None:
    """Write every released block to `out` as CSV, row by row, and note it in the trail.

    `out` is opened with newline="". The cells are those of `export_scores`. It is written whole
    before anything is sent, so that no session is open while somebody downloads. Raises NotFound
    for someone who may not read audit pages.
    """
    blocks = each_block(session, scope)
    names = names_a_to_z(find_teams(session))
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([plain_cell(cell) for cell in _row(block, names)] for block in blocks)
    with writing(session):
        append(session, Event.AUDIT_EXPORTED, by=scope.account_id, at=now)


def _row(block: BlockSeen, names: Mapping[str, str]) -> tuple[Cell, ...]:
    kind = Kind(block.kind)
    name = names[block.name] if kind is Kind.TEAM else WAYS_OF_ASKING[Mode(block.name)]
    months = parse_month(block.first), parse_month(block.last)
    figures = group_of(name, [block.counts], months)
    return (WHO[Respondent(block.respondent)], KINDS[kind], name, *figure_cells(figures))
