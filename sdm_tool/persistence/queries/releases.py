"""Reading what months held, to release it. For services alone: no page reads these numbers."""

from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import HIGHEST, ITEMS
from sdm_tool.domain.releases import Counts
from sdm_tool.persistence.feedback import ClosedCount, OfferTally, ReleasedBlock, Response

Group = tuple[str, str, str]
"""The id of a team, a respondent and a mode."""


@dataclass(frozen=True, slots=True)
class MonthOfGroup:
    """What one team, respondent and mode had in one closed month."""

    month: str
    team_id: str
    respondent: str
    mode: str
    counts: Counts


def count_month(session: Session, month: str) -> dict[Group, Counts]:
    """Count the offers and answers of a month, of every group that has either."""
    total = Response.q1 + Response.q2 + Response.q3  # null when an item was left blank
    groups = (Response.team_id, Response.respondent, Response.mode)
    answered = session.execute(
        select(
            *groups,
            func.count(total),
            func.coalesce(func.sum(case((total == HIGHEST * len(ITEMS), 1), else_=0)), 0),
            func.coalesce(func.sum(total), 0),
            func.count() - func.count(total),
        )
        .where(Response.cohort_month == month)
        .group_by(*groups)
    )
    offered = session.execute(
        select(OfferTally.team_id, OfferTally.respondent, OfferTally.mode, OfferTally.count).where(
            OfferTally.cohort_month == month, OfferTally.mode != ""
        )
    )
    found = {(row[0], row[1], row[2]): Counts(row[3]) for row in offered}
    for team, respondent, mode, *counts in answered:
        group = (team, respondent, mode)
        found[group] = found.get(group, Counts()) + Counts(0, *counts)
    return found


def find_closed_counts(session: Session) -> list[MonthOfGroup]:
    """Return what every closed month held, oldest first."""
    count = ClosedCount
    rows = session.execute(
        select(
            count.month,
            count.team_id,
            count.respondent,
            count.mode,
            count.offered,
            count.complete,
            count.top,
            count.sum_of_items,
            count.incomplete,
        ).order_by(count.month)
    )
    return [MonthOfGroup(*row[:4], Counts(*row[4:])) for row in rows]


def find_last_months(session: Session) -> dict[tuple[str, str], str]:
    """Return with which month the last block of each team ended, by respondent and team."""
    block = ReleasedBlock
    rows = session.execute(
        select(block.respondent, block.name, func.max(block.last_month))
        .where(block.kind == "team")
        .group_by(block.respondent, block.name)
    )
    return {(row[0], row[1]): row[2] for row in rows}
