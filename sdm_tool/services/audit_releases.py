"""Releasing the figures of a month that closes: once, for good, in blocks that are never cut."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from enum import StrEnum

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.releases import Counts, Waiting, ending_teams, modes_may_be_told
from sdm_tool.persistence.feedback import ClosedCount, ClosedMonth, ImportedMonth, ReleasedBlock
from sdm_tool.persistence.queries.releases import (
    MonthOfGroup,
    count_month,
    find_closed_counts,
    find_last_months,
)


class Kind(StrEnum):
    """What a block is of: a team, or one way of asking in those blocks that may be divided."""

    TEAM = "team"
    MODE = "mode"


def release_month(session: Session, month: str) -> None:
    """Mark a month ("2026-10") as closed and keep the blocks that end with it.

    Months are released in their order, each once, inside the writing transaction of whoever
    closes them. ValueError for a month before one that was released, IntegrityError for one that
    was: two who close it at once wait for each other here.
    """
    newest = session.scalar(select(func.max(ClosedMonth.month)))
    if newest is not None and newest > month:
        raise ValueError(f"{newest} was released already, so {month} cannot be")
    session.execute(insert(ClosedMonth).values(month=month))
    now = [
        MonthOfGroup(month, *group, counts)
        for group, counts in sorted(count_month(session, month).items())
    ]
    if now:
        session.execute(insert(ClosedCount), [_count_row(each) for each in now])
    last = find_last_months(session)
    elsewhere = _last_from_elsewhere(session, month)
    waiting: dict[str, dict[str, list[MonthOfGroup]]] = {who: {} for who in Respondent}
    for each in find_closed_counts(session):
        if each.month > max(last.get((each.respondent, each.team_id), ""), elsewhere):
            waiting[each.respondent].setdefault(each.team_id, []).append(each)
    rows = [row for teams in waiting.values() for row in blocks_ending(month, teams)]
    if rows:
        session.execute(insert(ReleasedBlock), rows)


def _last_from_elsewhere(session: Session, month: str) -> str:
    """Return the last closed month from a file if this one is not, or the other way round.

    No block holds both: whoever has the file could subtract it. "" when there is none.
    """
    imported = set(session.scalars(select(ImportedMonth.month)))
    closed = session.scalars(select(ClosedMonth.month))
    return max((m for m in closed if (m in imported) != (month in imported)), default="")


def blocks_ending(month: str, teams: Mapping[str, list[MonthOfGroup]]) -> list[dict[str, object]]:
    """Return the blocks of one respondent that end with this month, as rows.

    `teams` holds what each has had since its last block, month by month.
    """
    ready = ending_teams({team: _waiting(held, month) for team, held in teams.items()})
    rows = [_row(Kind.TEAM, team, month, teams[team]) for team in sorted(ready)]
    by_mode: dict[str, list[MonthOfGroup]] = {}
    for team in sorted(ready):
        parts: dict[str, list[MonthOfGroup]] = {}
        for each in teams[team]:
            parts.setdefault(each.mode, []).append(each)
        if modes_may_be_told(_waiting(held, month) for held in parts.values()):
            for mode, held in parts.items():
                by_mode.setdefault(mode, []).extend(held)
    return rows + [_row(Kind.MODE, mode, month, held) for mode, held in sorted(by_mode.items())]


def _waiting(held: Sequence[MonthOfGroup], month: str) -> Waiting:
    return Waiting(
        before=_sum(each for each in held if each.month != month),
        month=_sum(each for each in held if each.month == month),
    )


def _row(kind: Kind, name: str, month: str, held: Sequence[MonthOfGroup]) -> dict[str, object]:
    return {
        "respondent": held[0].respondent,  # all are of one
        "kind": kind.value,
        "name": name,
        "first_month": min(each.month for each in held),
        "last_month": month,
        **asdict(_sum(held)),
    }


def _count_row(held: MonthOfGroup) -> dict[str, object]:
    return {
        "month": held.month,
        "team_id": held.team_id,
        "respondent": held.respondent,
        "mode": held.mode,
        **asdict(held.counts),
    }


def _sum(held: Iterable[MonthOfGroup]) -> Counts:
    return sum((each.counts for each in held), Counts())
