"""The scores of the overview as a table to take away, with counts that tell of nobody."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import Mode, Respondent
from sdm_tool.domain.csv_writing import plain_cell
from sdm_tool.domain.disclosure import suppressed
from sdm_tool.domain.permissions import Scope
from sdm_tool.persistence.engine import writing
from sdm_tool.services.audit import Overview, overview
from sdm_tool.services.audit_groups import Group
from sdm_tool.services.audit_releases import Kind
from sdm_tool.services.audit_words import WAYS_OF_ASKING
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

FIGURE_COLUMNS = (
    *("months_from", "months_to", "offered", "complete", "response_rate_percent"),
    *("top_score_percent", "interval_95_low", "interval_95_high", "mean_0_to_9", "comparing"),
)
COLUMNS = ("period_from", "period_to", "who_answered", "group", "name", *FIGURE_COLUMNS)
NO_SCORE = "no score: too few complete answers"
WHO = {Respondent.YOUNG_PERSON: "young people", Respondent.PARENT: "parents and carers"}
KINDS = {Kind.TEAM: "team", Kind.MODE: "way of asking"}


def export_scores(session: Session, *, scope: Scope, now: datetime) -> str:
    """Return the released scores of the last twelve closed months as CSV, and note it in the trail.

    Counts leave as `suppressed` writes them, per cents whole. No cell starts a formula. Raises
    NotFound for someone who may not read audit pages.
    """
    seen = overview(session, scope=scope, now=now)
    with writing(session):
        append(session, Event.AUDIT_EXPORTED, by=scope.account_id, at=now)
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    writer.writerows([plain_cell(cell) for cell in row] for row in _rows(seen))
    return table.getvalue()


def _rows(seen: Overview) -> Iterator[tuple[str, ...]]:
    period = (str(seen.first), str(seen.last))
    for figures in seen.figures:
        who = WHO[figures.respondent]
        for team in figures.teams:
            yield (*period, who, KINDS[Kind.TEAM], team.name, *figure_cells(team))
        if figures.teams:
            yield (*period, who, "all teams with a score", "", *figure_cells(figures.organisation))
        for mode in figures.modes:
            name = WAYS_OF_ASKING[Mode(mode.name)]
            yield (*period, who, KINDS[Kind.MODE], name, *figure_cells(mode))


def figure_cells(group: Group) -> tuple[str, ...]:
    """Return the cells of FIGURE_COLUMNS for a group; without a score, why there is none."""
    score, offered = group.score, suppressed(group.offered)
    if (
        score is None
        or group.months is None
        or score.top_score is None
        or score.top_score_ci95 is None
        or score.mean is None
    ):
        return ("", "", offered, "", "", "", "", "", "", NO_SCORE)
    low, high = score.top_score_ci95
    rate = group.response_rate
    return (
        *(str(month) for month in group.months),
        offered,
        suppressed(score.complete),
        "" if rate is None else _whole(rate),
        _whole(score.top_score),
        _whole(low),
        _whole(high),
        str(Decimal(score.mean).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)),
        score.wording or "",
    )


def _whole(percent: float) -> str:
    return str(Decimal(percent).quantize(Decimal(1), rounding=ROUND_HALF_UP))
