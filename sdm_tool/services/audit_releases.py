"""Releasing the figures of a month that closes: once, for good, in blocks that are never cut."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from enum import StrEnum

from sqlalchemy import insert
from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.releases import Counts, Waiting, ending_modes, ending_teams
from sdm_tool.persistence.feedback import ClosedCount, ClosedMonth, ReleasedBlock
from sdm_tool.persistence.queries.releases import (
    MonthOfGroup,
    Released,
    count_month,
    find_closed_counts,
    find_released,
)


class Kind(StrEnum):
    """What a block is of: a team, or one way of asking over all the teams' blocks."""

    TEAM = "team"
    MODE = "mode"


def release_month(session: Session, month: str) -> None:
    """Mark a month ("2026-10") as closed and keep the blocks that end with it.

    Months are released in their order, each once, inside the writing transaction of whoever
    closes them. ValueError for a month that is not after every month released before.
    """
    before = find_closed_counts(session)
    if any(each.month >= month for each in before):
        raise ValueError(f"{month} or a later month was released already")
    counted = sorted(count_month(session, month).items())
    now = [MonthOfGroup(month, *group, counts) for group, counts in counted]
    session.execute(insert(ClosedMonth).values(month=month))
    if now:
        session.execute(insert(ClosedCount), [_count_row(each) for each in now])
    released = find_released(session)
    for respondent in Respondent:
        own = [each for each in (*before, *now) if each.respondent == respondent]
        blocks = [block for block in released if block.respondent == respondent]
        rows = _ending(month, own, blocks)
        if rows:
            session.execute(insert(ReleasedBlock), rows)


def _ending(
    month: str, held: Sequence[MonthOfGroup], released: Sequence[Released]
) -> list[dict[str, object]]:
    """Return the blocks of one respondent that end with this month, as rows."""
    last = {(block.kind, block.name): block.last for block in released}
    for block in released:
        last[block.kind, block.name] = max(last[block.kind, block.name], block.last)

    teams = {
        team: [
            each
            for each in held
            if each.team_id == team and each.month > last.get((Kind.TEAM, team), "")
        ]
        for team in sorted({each.team_id for each in held})
    }
    ready = ending_teams({team: _waiting(parts, month) for team, parts in teams.items()})
    rows = [_row(Kind.TEAM, team, month, teams[team]) for team in sorted(ready)]
    # Each part of a team's block counts for its mode in the month in which that block ended.
    ended = {(each.team_id, each.month): month for team in ready for each in teams[team]}
    for block in released:
        if block.kind == Kind.TEAM:
            ended |= {
                (block.name, each.month): block.last
                for each in held
                if each.team_id == block.name and block.first <= each.month <= block.last
            }
    modes = {
        mode: [
            each
            for each in held
            if each.mode == mode
            and ended.get((each.team_id, each.month), "") > last.get((Kind.MODE, mode), "")
        ]
        for mode in sorted({each.mode for each in held})
    }
    able = ending_modes(
        {
            mode: Waiting(
                _sum(each for each in parts if ended[each.team_id, each.month] != month),
                _sum(each for each in parts if ended[each.team_id, each.month] == month),
            )
            for mode, parts in modes.items()
        }
    )
    return rows + [_row(Kind.MODE, mode, month, modes[mode]) for mode in sorted(able)]


def _waiting(held: Sequence[MonthOfGroup], month: str) -> Waiting:
    return Waiting(
        before=_sum(each for each in held if each.month != month),
        month=_sum(each for each in held if each.month == month),
    )


def _row(kind: Kind, name: str, month: str, held: Sequence[MonthOfGroup]) -> dict[str, object]:
    return {
        "respondent": held[0].respondent,
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
