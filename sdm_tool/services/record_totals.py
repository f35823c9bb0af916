"""Counting the records of a month that closes: once, for good, added to all that came before."""

from datetime import date

from sqlalchemy import insert
from sqlalchemy.orm import Session

from sdm_tool.domain.months import Month, last_closed_months
from sdm_tool.domain.record_totals import Draw, totals_after
from sdm_tool.persistence.audit import RecordTotal
from sdm_tool.persistence.queries.audit import count_meetings
from sdm_tool.persistence.queries.record_facts import (
    GridCounted,
    find_grids_used,
    find_month_of_records,
)
from sdm_tool.persistence.queries.record_totals import (
    find_first_meeting,
    find_newest_counted,
    find_totals_at,
    row_of,
)
from sdm_tool.services.grids import pinned_grid
from sdm_tool.trail.events import Event


def months_to_count(session: Session, today: date) -> list[Month]:
    """Return the closed months that wait to be counted, oldest first."""
    newest = find_newest_counted(session)
    first = newest.plus(1) if newest else find_first_meeting(session)
    (last,) = last_closed_months(today, 1)
    months = []
    while first is not None and first <= last:
        months.append(first)
        first = first.plus(1)
    return months


def count_records(session: Session, month: Month, *, draw: Draw) -> None:
    """Keep the totals up to the end of a month, inside the writing transaction of whoever closes.

    Months are counted in their order, each once: IntegrityError for one that was. What is put
    right in a record later changes no total.
    """
    versions = {used: pinned_grid(session, used) for used in find_grids_used(session)}
    held = find_month_of_records(
        session,
        month,
        grids={used: GridCounted.of(version) for used, version in versions.items()},
        printed=Event.SUMMARY_PRINTED.value,
    )
    totals = totals_after(
        find_totals_at(session, month.plus(-1)),
        meetings=count_meetings(session, month),
        counted=held.counted,
        looked_back_on=held.looked_back_on,
        draw=draw,
    )
    if totals:
        rows = [row_of(month, place, total) for place, total in totals.items()]
        session.execute(insert(RecordTotal), rows)
