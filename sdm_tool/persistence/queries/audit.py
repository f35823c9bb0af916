"""Counting for the audit pages: sums made in the database, never a row about one person."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, false, func, select
from sqlalchemy.orm import Session

from sdm_tool.domain.months import Month
from sdm_tool.domain.permissions import Permission, Scope
from sdm_tool.domain.releases import Counts
from sdm_tool.domain.wording import london_instant
from sdm_tool.persistence.accounts import Account
from sdm_tool.persistence.audit import TeamChange, TopScoreTarget
from sdm_tool.persistence.feedback import OfferTally, ReleasedBlock
from sdm_tool.persistence.organisation import Team
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.records import Meeting


@dataclass(frozen=True, slots=True)
class BlockSeen:
    """A released block: the figures of whole months, of a team or of one way of asking."""

    respondent: str
    kind: str
    name: str
    first: str
    last: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class OfferCount:
    """How often the form was offered (then `reason` is empty) or not (then `mode` is)."""

    team_id: str
    respondent: str
    mode: str
    reason: str
    count: int


_BLOCK = (
    ReleasedBlock.respondent,
    ReleasedBlock.kind,
    ReleasedBlock.name,
    ReleasedBlock.first_month,
    ReleasedBlock.last_month,
    ReleasedBlock.offered,
    ReleasedBlock.complete,
    ReleasedBlock.top,
    ReleasedBlock.sum_of_items,
    ReleasedBlock.incomplete,
)
BLOCKS_AT_ONCE = 500


def find_blocks(
    session: Session,
    scope: Scope,
    *,
    first: Month,
    last: Month,
    respondent: str | None = None,
    kind: str | None = None,
) -> list[BlockSeen]:
    """Return the released blocks that lie whole within the months `first` to `last`, in order.

    Those of one respondent or kind where that is given, or else of all. Like every query here it
    finds nothing (NotFound) for someone who may not read audit pages.
    """
    require_audit(scope)
    block = ReleasedBlock
    query = select(*_BLOCK).where(block.first_month >= str(first), block.last_month <= str(last))
    if respondent is not None:
        query = query.where(block.respondent == respondent)
    if kind is not None:
        query = query.where(block.kind == kind)
    return list(_taken(session, query.order_by(block.last_month)))


def each_block(session: Session, scope: Scope) -> Iterator[BlockSeen]:
    """Return every released block ever, by respondent, kind, name and month, read as it is taken.

    The session stays open until the last one. Raises NotFound at once.
    """
    require_audit(scope)
    block = ReleasedBlock
    query = select(*_BLOCK).order_by(block.respondent, block.kind, block.name, block.last_month)
    return _taken(session, query.execution_options(yield_per=BLOCKS_AT_ONCE))


def _taken(session: Session, query: Select[*tuple[Any, ...]]) -> Iterator[BlockSeen]:
    for respondent, kind, name, start, end, *counts in session.execute(query):
        yield BlockSeen(respondent, kind, name, start, end, Counts(*counts))


@dataclass(frozen=True, slots=True)
class ChangeSeen:
    """What a team changed, and who wrote it down."""

    id: str
    team_id: str
    month: str
    words: str
    starts_new_limits: bool
    noted_by: str
    noted_at: datetime


def find_changes(session: Session, scope: Scope, team_ids: Collection[str]) -> list[ChangeSeen]:
    """Return what these teams changed and nobody took back, oldest first."""
    require_audit(scope)
    rows = session.execute(
        select(
            TeamChange.id,
            TeamChange.team_id,
            TeamChange.month,
            TeamChange.words,
            TeamChange.starts_new_limits,
            Account.display_name,
            TeamChange.noted_at,
        )
        .join(Account, Account.id == TeamChange.noted_by)
        .where(TeamChange.team_id.in_(team_ids), TeamChange.taken_back_at.is_(None))
        .order_by(TeamChange.month, TeamChange.noted_at)
    )
    return [ChangeSeen(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class TargetSeen:
    """A target for the Top Score in per cent, why it was set, and by whom."""

    id: str
    percent: int
    reason: str
    set_by: str
    set_at: datetime


def find_target(session: Session, scope: Scope, respondent: str) -> TargetSeen | None:
    """Return the latest target that nobody took back, or None."""
    require_audit(scope)
    row = session.execute(
        select(
            TopScoreTarget.id,
            TopScoreTarget.percent,
            TopScoreTarget.reason,
            Account.display_name,
            TopScoreTarget.set_at,
        )
        .join(Account, Account.id == TopScoreTarget.set_by)
        .where(TopScoreTarget.respondent == respondent, TopScoreTarget.taken_back_at.is_(None))
        .order_by(TopScoreTarget.set_at.desc(), TopScoreTarget.id)
        .limit(1)
    ).first()
    return TargetSeen(*row) if row else None


def find_offer_counts(
    session: Session, scope: Scope, *, first: Month, last: Month
) -> list[OfferCount]:
    """Return how often the form was offered in the months `first` to `last`, or not and why."""
    require_audit(scope)
    groups = (OfferTally.team_id, OfferTally.respondent, OfferTally.mode, OfferTally.reason)
    rows = session.execute(
        select(*groups, func.sum(OfferTally.count))
        .where(OfferTally.cohort_month.between(str(first), str(last)))
        .group_by(*groups)
    )
    return [OfferCount(*row) for row in rows]


def find_teams_asking(
    session: Session, scope: Scope, *, first: Month, last: Month
) -> frozenset[str]:
    """Return the ids of the teams that offered the form in the months `first` to `last`."""
    require_audit(scope)
    offered = OfferTally.cohort_month.between(str(first), str(last)), OfferTally.mode != ""
    return frozenset(session.scalars(select(OfferTally.team_id).where(*offered).distinct()))


def count_meetings(session: Session, month: Month) -> Mapping[str, int]:
    """Return by team id how many meetings were held in London's month; for who counts it alone.

    Practice is left out.
    """
    # Team by team, each a stretch of the index: grouping all meetings takes ten times as long.
    held = (
        select(func.count())
        .where(
            Meeting.team_id == Team.id,
            Meeting.is_practice == false(),
            Meeting.held_at >= _starts(month),
            Meeting.held_at < _starts(month.plus(1)),
        )
        .scalar_subquery()
    )
    return {team: count for team, count in session.execute(select(Team.id, held)) if count}


def _starts(month: Month) -> datetime:
    return london_instant(month.first_day, "00:00")


def require_audit(scope: Scope) -> None:
    """Raise NotFound for someone who may not read audit pages."""
    if not scope.allows(Permission.AUDIT_READ):
        raise NotFound
