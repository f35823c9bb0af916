"""Which months would never be shown if past answers were brought in: said before they are.

No figure holds answers of a file together with answers given here. So where months change from
one source to the other, what still waits for more answers waits for ever.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import HIGHEST, ITEMS, Answers, Respondent
from sdm_tool.domain.disclosure import told_between
from sdm_tool.domain.past_answers import Group, PastAnswers
from sdm_tool.domain.releases import Counts
from sdm_tool.persistence.queries.feedback import find_months_not_closed
from sdm_tool.persistence.queries.organisations import find_teams
from sdm_tool.persistence.queries.releases import (
    MonthOfGroup,
    count_month,
    find_closed_counts,
    find_last_months,
    find_months_by_source,
    find_offers,
)
from sdm_tool.services.audit_choice import names_a_to_z
from sdm_tool.services.audit_releases import Kind, blocks_ending

Waits = tuple[str, str, str]
"""A month, a respondent and the id of a team."""


@dataclass(frozen=True, slots=True)
class NeverShown:
    """What one team was told by one kind of respondent in one month, and nobody would read."""

    month: str
    team: str
    respondent: Respondent
    offered: int
    """Of a file as it says; of this tool as `told_between` tells it on the audit pages."""
    is_of_file: bool


@dataclass(frozen=True, slots=True)
class _Course:
    """All that is not released yet, and where each month comes from."""

    held: Sequence[MonthOfGroup]
    closed: frozenset[str]
    to_close: frozenset[str]
    imported: frozenset[str]


def never_shown(session: Session, past: PastAnswers) -> tuple[NeverShown, ...]:
    """Return what bringing in these files would keep from ever being shown, oldest first.

    Of this tool: months that wait for more answers, and would get none once a month of the files
    follows them. Of the files: those that are too few by themselves, because this tool follows.
    What would never be shown anyway is not named again.
    """
    months = find_months_by_source(session)
    before = [month for month in find_months_not_closed(session) if month < past.months[-1]]
    held = find_closed_counts(session)
    held += [
        MonthOfGroup(month, *group, counts)
        for month in before
        for group, counts in sorted(count_month(session, month).items())
    ]
    now = _Course(held, months.closed, frozenset(before), months.imported)
    then = replace(
        now,
        held=sorted([*held, *_held_by(past)], key=lambda each: each.month),
        to_close=now.to_close.union(past.months),
        imported=months.imported.union(past.months),
    )
    last = find_last_months(session)
    return _named(session, past, _never(then, last) - _never(now, last))


def _never(course: _Course, last: Mapping[tuple[str, str], str]) -> set[Waits]:
    """Release what is to close, month by month as `release_month` does; return what is left out."""
    waiting = [
        each for each in course.held if each.month > last.get((each.respondent, each.team_id), "")
    ]
    closed = set(course.closed)
    for month in sorted(course.to_close):
        closed.add(month)
        elsewhere = max(
            (m for m in closed if (m in course.imported) != (month in course.imported)), default=""
        )
        ending = _ending(waiting, month, elsewhere)
        waiting = [each for each in waiting if _wait(each) not in ending]
    last_imported = max(course.imported, default="")
    return {
        _wait(each)
        for each in waiting
        if each.month in course.imported or each.month < last_imported
    }


def _ending(waiting: Iterable[MonthOfGroup], month: str, elsewhere: str) -> set[Waits]:
    """Return what the blocks hold that end with this month."""
    found: set[Waits] = set()
    by_team: dict[str, dict[str, list[MonthOfGroup]]] = {who: {} for who in Respondent}
    for each in waiting:
        if elsewhere < each.month <= month:
            by_team[each.respondent].setdefault(each.team_id, []).append(each)
    for teams in by_team.values():
        for row in blocks_ending(month, teams):
            if row["kind"] == Kind.TEAM:
                found |= {_wait(each) for each in teams[str(row["name"])]}
    return found


def _wait(held: MonthOfGroup) -> Waits:
    return held.month, held.respondent, held.team_id


def _held_by(past: PastAnswers) -> list[MonthOfGroup]:
    """Count what the files hold, as `count_month` would once it was brought in."""
    counts = {group: Counts(offered) for group, offered in past.offered.items()}
    for group, answers in past.answers:
        counts[group] += _count(answers)
    return [
        MonthOfGroup(group.month, group.team_id, group.respondent, group.mode, count)
        for group, count in counts.items()
    ]


def _count(answers: Answers) -> Counts:
    total = answers.total
    if total is None:
        return Counts(incomplete=1)
    return Counts(complete=1, top=int(total == HIGHEST * len(ITEMS)), sum_of_items=total)


def _named(session: Session, past: PastAnswers, found: set[Waits]) -> tuple[NeverShown, ...]:
    names = names_a_to_z(find_teams(session))
    told = _told(session)
    in_files = _offered_by(past.offered)
    return tuple(
        sorted(
            (
                NeverShown(
                    month=wait[0],
                    team=names[wait[2]],
                    respondent=Respondent(wait[1]),
                    offered=in_files[wait] if wait[0] in past.months else told[wait],
                    is_of_file=wait[0] in past.months,
                )
                for wait in found
            ),
            key=lambda each: (each.month, each.team, each.respondent),
        )
    )


def _told(session: Session) -> dict[Waits, int]:
    """Return what the audit pages tell of the offers of each month, all ways of asking together."""
    until: dict[tuple[str, str, str], int] = {}
    told: dict[Waits, int] = {}
    for month, team, respondent, mode, count in find_offers(session):
        before = until.get((team, respondent, mode), 0)
        until[team, respondent, mode] = before + count
        wait = (month, respondent, team)
        told[wait] = told.get(wait, 0) + told_between(before, before + count)
    return told


def _offered_by(offered: Mapping[Group, int]) -> dict[Waits, int]:
    sums: dict[Waits, int] = {}
    for group, count in offered.items():
        wait = (group.month, str(group.respondent), group.team_id)
        sums[wait] = sums.get(wait, 0) + count
    return sums
