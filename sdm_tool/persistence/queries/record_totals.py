"""Reading what records came to, added up when each month closed: never a row about one record."""

import json
from collections import Counter
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sdm_tool.domain.months import Month, month_of, parse_month
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.record_standards import Tally
from sdm_tool.domain.record_totals import Place, RunningTotal
from sdm_tool.persistence.audit import RecordTotal
from sdm_tool.persistence.queries.audit import require_audit
from sdm_tool.persistence.records import Meeting

Totals = dict[Place, Tally]
"""What may be told of each place up to the end of a month."""


def find_totals(
    session: Session, scope: Scope, *, months: Collection[Month], kinds: Collection[str]
) -> dict[Month, Totals]:
    """Return the totals of these kinds at the end of each of the months, rounded as they are told.

    A month before the first that was counted has none; one after the last has those of the last.
    Raises NotFound for someone who may not read audit pages.
    """
    require_audit(scope)
    newest = find_newest_counted(session)
    if newest is None:
        return {month: {} for month in months}
    counted = {month: min(month, newest) for month in months}
    rows = session.execute(
        select(
            RecordTotal.month,
            RecordTotal.kind,
            RecordTotal.name,
            RecordTotal.counts,
        ).where(
            RecordTotal.month.in_({str(month) for month in counted.values()}),
            RecordTotal.kind.in_(kinds),
        )
    )
    found: dict[str, Totals] = {str(month): {} for month in counted.values()}
    for month, kind, name, counts in rows:
        found[month][kind, name] = _total_of(counts).told
    return {month: found[str(at)] for month, at in counted.items()}


def find_names_counted(session: Session, scope: Scope, kind: str) -> frozenset[str]:
    """Return which places of a kind were counted in any month. NotFound as above."""
    require_audit(scope)
    names = select(RecordTotal.name).where(RecordTotal.kind == kind).distinct()
    return frozenset(session.scalars(names))


def find_newest_counted(session: Session) -> Month | None:
    """Return the last month that was counted; None before the first."""
    newest = session.scalar(select(func.max(RecordTotal.month)))
    return parse_month(newest) if newest else None


def find_first_meeting(session: Session) -> Month | None:
    """Return the month of the first meeting that was no practice; None without one."""
    first: datetime | None = session.scalar(
        select(func.min(Meeting.held_at)).where(Meeting.is_practice.is_(False))
    )
    return month_of(first) if first else None


def find_totals_at(session: Session, month: Month) -> dict[Place, RunningTotal]:
    """Return all totals at the end of a month as they are: for who counts on, and no page."""
    total = RecordTotal
    rows = session.execute(
        select(total.kind, total.name, total.counts).where(total.month == str(month))
    )
    return {(kind, name): _total_of(counts) for kind, name, counts in rows}


def row_of(month: Month, place: Place, total: RunningTotal) -> dict[str, str]:
    """Write the total of a place up to the end of a month as a row of the store."""
    kind, name = place
    counts = {
        "met": total.tally.met,
        "of": total.tally.of,
        "waiting_met": total.waiting.met,
        "waiting_of": total.waiting.of,
        "phases": total.phases,
    }
    written = json.dumps(counts, sort_keys=True, separators=(",", ":"))
    return {"month": str(month), "kind": kind, "name": name, "counts": written}


def _total_of(counts: str) -> RunningTotal:
    held = json.loads(counts)
    return RunningTotal(
        tally=Tally(Counter(held["met"]), Counter(held["of"])),
        waiting=Tally(Counter(held["waiting_met"]), Counter(held["waiting_of"])),
        phases=held["phases"],
    )
