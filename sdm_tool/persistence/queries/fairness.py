"""Reading what was released by fairness band, and how often each band was asked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from sdm_tool.domain.band_releases import LEFT_OUT_BY_LOT
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.releases import Counts
from sdm_tool.persistence.feedback import BandTally, ClosedQuarter, ReleasedBand
from sdm_tool.persistence.queries.audit import require_audit


@dataclass(frozen=True, slots=True)
class BandBlockSeen:
    """Released quarters of one band, or of several counted together."""

    bands: tuple[str, ...]
    first: str
    last: str
    counts: Counts


def find_closed_quarters(session: Session, scope: Scope) -> list[str]:
    """Return the quarters that were looked at for release, oldest first.

    Like every query here it finds nothing (NotFound) for someone who may not read audit pages.
    """
    require_audit(scope)
    return sorted(session.scalars(select(ClosedQuarter.quarter)))


def find_band_blocks(
    session: Session, scope: Scope, place: tuple[str, str], *, first: str, last: str
) -> list[BandBlockSeen]:
    """Return the released blocks that lie whole within the quarters `first` to `last`, in order.

    `place` is a respondent and a dimension.
    """
    require_audit(scope)
    band = ReleasedBand
    rows = session.execute(
        select(
            band.bands,
            band.first_quarter,
            band.last_quarter,
            band.offered,
            band.complete,
            band.top,
            band.sum_of_items,
            band.incomplete,
        )
        .where(
            band.respondent == place[0],
            band.dimension == place[1],
            band.first_quarter >= first,
            band.last_quarter <= last,
        )
        .order_by(band.last_quarter)
    )
    return [
        BandBlockSeen(tuple(json.loads(bands)), start, end, Counts(*counts))
        for bands, start, end, *counts in rows
    ]


def find_dimensions_counted(session: Session, scope: Scope) -> frozenset[str]:
    """Return the dimensions in which anybody was counted in a closed quarter."""
    require_audit(scope)
    closed = select(ClosedQuarter.quarter)
    rows = session.scalars(
        select(BandTally.dimension).where(BandTally.quarter.in_(closed)).distinct()
    )
    return frozenset(rows)


def count_band_offers(
    session: Session, scope: Scope, place: tuple[str, str], *, first: str, last: str
) -> Mapping[str, tuple[int, int]]:
    """Return how often each band was offered the form before the quarter `first`, and until `last`.

    Those left out by lot are counted here, in their band. Nothing is said of their answers. No
    page shows these numbers: `told_between` says what may be told of them.
    """
    require_audit(scope)
    tally = BandTally
    offered = tally.offered + tally.left_out
    rows = session.execute(
        select(
            tally.band,
            func.sum(case((tally.quarter < first, offered), else_=0)),
            func.sum(offered),
        )
        .where(
            tally.respondent == place[0],
            tally.dimension == place[1],
            tally.band != LEFT_OUT_BY_LOT,
            tally.quarter <= last,
        )
        .group_by(tally.band)
    )
    return {band: (before, until) for band, before, until in rows}
