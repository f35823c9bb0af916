"""Reading what months held, to release it. For services alone: no page reads these numbers."""

from dataclasses import dataclass

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from sdm_tool.domain.band_releases import BandQuarter
from sdm_tool.domain.collaborate import HIGHEST, ITEMS
from sdm_tool.domain.months import Month
from sdm_tool.domain.releases import Counts
from sdm_tool.persistence.feedback import (
    BandTally,
    ClosedCount,
    ClosedMonth,
    ClosedQuarter,
    ImportedMonth,
    OfferTally,
    ReleasedBand,
    ReleasedBlock,
    Response,
)

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


@dataclass(frozen=True, slots=True)
class MonthsBySource:
    """Months by what became of them, each in the form "2026-10"."""

    closed: frozenset[str]
    imported: frozenset[str]
    """Those that came from files, closed or not."""


def find_months_by_source(session: Session) -> MonthsBySource:
    """Return which months are closed, and which came from files."""
    return MonthsBySource(
        closed=frozenset(session.scalars(select(ClosedMonth.month))),
        imported=frozenset(session.scalars(select(ImportedMonth.month))),
    )


def find_offers(session: Session) -> list[tuple[str, str, str, str, int]]:
    """Return how often each team offered the form: month, team, respondent, mode, count.

    Oldest month first.
    """
    offer = OfferTally
    rows = session.execute(
        select(offer.cohort_month, offer.team_id, offer.respondent, offer.mode, offer.count)
        .where(offer.mode != "")
        .order_by(offer.cohort_month)
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


@dataclass(frozen=True, slots=True)
class QuarterOfBand:
    """What one band of a dimension had in one quarter."""

    quarter: str
    respondent: str
    dimension: str
    band: str
    held: BandQuarter


def find_quarters_not_closed(session: Session) -> list[str]:
    """Return the quarters after the last closed one in which somebody was asked, in order."""
    last_closed = session.scalar(select(func.max(ClosedQuarter.quarter))) or ""
    return sorted(
        session.scalars(select(BandTally.quarter).where(BandTally.quarter > last_closed).distinct())
    )


def find_waiting_bands(session: Session, *, until: str) -> list[QuarterOfBand]:
    """Return what every band had in the quarters up to `until` that are in no block of its own."""
    tally, last = BandTally, _last_quarters().subquery()
    rows = session.execute(
        select(
            tally.quarter,
            tally.respondent,
            tally.dimension,
            tally.band,
            tally.left_out,
            tally.offered,
            tally.complete,
            tally.top,
            tally.sum_of_items,
            tally.incomplete,
        )
        .outerjoin(
            last,
            (last.c.respondent == tally.respondent) & (last.c.dimension == tally.dimension),
        )
        .where(tally.quarter <= until, tally.quarter > func.coalesce(last.c.quarter, ""))
        .order_by(tally.quarter, tally.band)
    )
    return [
        QuarterOfBand(quarter, respondent, dimension, band, BandQuarter(Counts(*counts), left_out))
        for quarter, respondent, dimension, band, left_out, *counts in rows
    ]


def count_offered(session: Session, respondent: str, dimension: str) -> dict[str, int]:
    """Return by quarter how often the form was offered while this dimension was asked."""
    tally = BandTally
    rows = session.execute(
        select(tally.quarter, func.sum(tally.offered))
        .where(tally.respondent == respondent, tally.dimension == dimension)
        .group_by(tally.quarter)
    )
    return {quarter: int(offered) for quarter, offered in rows}


def count_unreleased(
    session: Session, respondent: str, *, kind: str, first: Month, last: Month
) -> Counts:
    """Return what teams had in months that are in no block of theirs within `first` to `last`.

    `kind` is that of the blocks of teams.
    """
    count, block = ClosedCount, ReleasedBlock
    is_released = (
        select(block.name)
        .where(
            block.kind == kind,
            block.name == count.team_id,
            block.respondent == count.respondent,
            block.first_month >= str(first),
            block.last_month <= str(last),
            count.month.between(block.first_month, block.last_month),
        )
        .exists()
    )
    sums = (
        func.coalesce(func.sum(each), 0)
        for each in (
            count.offered,
            count.complete,
            count.top,
            count.sum_of_items,
            count.incomplete,
        )
    )
    held = session.execute(
        select(*sums).where(
            count.respondent == respondent,
            count.month.between(str(first), str(last)),
            count.month.not_in(select(ImportedMonth.month)),  # in no band
            ~is_released,
        )
    ).one()
    return Counts(*map(int, held))


def _last_quarters() -> Select[str, str, str]:
    """With which quarter the last block of each dimension ended, of each respondent."""
    band = ReleasedBand
    return select(
        band.respondent, band.dimension, func.max(band.last_quarter).label("quarter")
    ).group_by(band.respondent, band.dimension)
