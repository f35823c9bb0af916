"""Releasing the figures by band of a quarter that closes: once, in blocks that are never cut."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from sdm_tool.domain.band_releases import (
    LEFT_OUT_BY_LOT,
    BandQuarter,
    Cell,
    WaitingBand,
    ending_cells,
    offers_explain,
)
from sdm_tool.domain.fairness import ONLY_WHEN_ASKED, Dimension
from sdm_tool.domain.months import parse_quarter
from sdm_tool.domain.releases import Counts
from sdm_tool.persistence.feedback import ClosedQuarter, ReleasedBand
from sdm_tool.persistence.queries.releases import (
    QuarterOfBand,
    count_offered,
    count_unreleased,
    find_waiting_bands,
)
from sdm_tool.services.audit_releases import Kind


def release_quarter(session: Session, quarter: str) -> None:
    """Mark a quarter ("2026-Q4") as closed and keep the blocks that end with it.

    Quarters are released in their order, each once, inside the writing transaction of whoever
    closes them. ValueError for a quarter before one that was released, IntegrityError for one
    that was: two who close it at once wait for each other here.
    """
    newest = session.scalar(select(func.max(ClosedQuarter.quarter)))
    if newest is not None and newest > quarter:
        raise ValueError(f"{newest} was released already, so {quarter} cannot be")
    session.execute(insert(ClosedQuarter).values(quarter=quarter))
    waiting: dict[tuple[str, str], list[QuarterOfBand]] = {}
    for each in find_waiting_bands(session, until=quarter):
        waiting.setdefault((each.respondent, each.dimension), []).append(each)
    rows = [
        row
        for _, held in sorted(waiting.items())
        for row in _ending(session, quarter, _asked_all_along(session, quarter, held))
    ]
    if rows:
        session.execute(insert(ReleasedBand), rows)


def _asked_all_along(
    session: Session, quarter: str, held: Sequence[QuarterOfBand]
) -> Sequence[QuarterOfBand]:
    """Return the quarters after the last one in which an equity band was not asked of everybody.

    Beside those who were asked, a block of such a quarter could tell of those who were not.
    """
    if held[0].dimension not in ONLY_WHEN_ASKED:
        return held
    asked = Counter[str]()
    for each in held:
        asked[each.quarter] += each.held.counts.offered
    everybody = count_offered(session, held[0].respondent, Dimension.AGE.value)
    in_part = [
        each
        for each, offered in everybody.items()
        if held[0].quarter <= each <= quarter and asked[each] < offered
    ]
    return [each for each in held if each.quarter > max(in_part, default="")]


def _ending(
    session: Session, quarter: str, held: Sequence[QuarterOfBand]
) -> list[dict[str, object]]:
    """Return the block of one dimension that ends with this quarter, as rows; none if it waits."""
    if not held:
        return []
    nobody = WaitingBand(BandQuarter(), BandQuarter())
    bands: dict[str, WaitingBand] = {}
    for each in held:
        band = bands.get(each.band, nobody)
        bands[each.band] = (
            WaitingBand(band.before, band.quarter + each.held)
            if each.quarter == quarter
            else WaitingBand(band.before + each.held, band.quarter)
        )
    left_out = bands.pop(LEFT_OUT_BY_LOT, nobody)
    first, last = parse_quarter(held[0].quarter), parse_quarter(quarter)  # in the order of time
    unreleased = count_unreleased(
        session,
        held[0].respondent,
        kind=Kind.TEAM,
        first=first.months[0],
        last=last.months[-1],
    )
    count = last.quarters_after(first) + 1
    offers = [Counter[str]() for _ in range(count)]
    for each in held:
        place = parse_quarter(each.quarter).quarters_after(first)
        offers[place][each.band] += each.held.counts.offered
    cells = ending_cells(
        bands,
        left_out,
        count,
        unreleased=unreleased,
        is_explained=offers_explain(offers[:-1]),
    )
    return [
        {
            "respondent": held[0].respondent,  # all are of one, and of one dimension
            "dimension": held[0].dimension,
            "bands": json.dumps(cell),
            "first_quarter": str(first),
            "last_quarter": quarter,
            **asdict(_sum(cell, bands)),
        }
        for cell in cells
    ]


def _sum(cell: Cell, bands: dict[str, WaitingBand]) -> Counts:
    return sum((bands[name].total.counts for name in cell), Counts())
