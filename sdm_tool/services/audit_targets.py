"""What a service aims at for its Top Score: only ever its own number, with a reason and a name."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Permission, Scope
from sdm_tool.persistence.audit import TopScoreTarget
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.queries import NotFound
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

LOWEST, HIGHEST = 1, 99


def set_target(
    session: Session,
    respondent: Respondent,
    percent: int,
    reason: str,
    *,
    scope: Scope,
    now: datetime,
) -> None:
    """Set the target for one kind of respondent; one that stood before is taken back.

    DomainError for a per cent not from 1 to 99 (field "percent") and without a reason (field
    "reason"). NotFound for someone who may not write on the audit pages.
    """
    _require(scope)
    if not LOWEST <= percent <= HIGHEST:
        raise DomainError(f"Write a whole number from {LOWEST} to {HIGHEST}.", field="percent")
    if not reason.strip():
        raise DomainError("Say why this target.", field="reason")
    with writing(session):
        _take_back(session, respondent, scope, now)
        session.add(
            TopScoreTarget(
                respondent=respondent.value,
                percent=percent,
                reason=reason.strip(),
                set_by=scope.account_id,
                set_at=now,
            )
        )
        session.flush()
        append(session, Event.TARGET_SET, by=scope.account_id, at=now)


def take_back_target(
    session: Session, respondent: Respondent, *, scope: Scope, now: datetime
) -> None:
    """Take the target off the charts; it stays in the store. A second time does nothing.

    NotFound for someone who may not write on the audit pages.
    """
    _require(scope)
    with writing(session):
        if _take_back(session, respondent, scope, now):
            append(session, Event.TARGET_TAKEN_BACK, by=scope.account_id, at=now)


def _take_back(session: Session, respondent: Respondent, scope: Scope, now: datetime) -> bool:
    standing = session.scalars(
        select(TopScoreTarget).where(
            TopScoreTarget.respondent == respondent.value, TopScoreTarget.taken_back_at.is_(None)
        )
    ).all()
    for target in standing:
        target.taken_back_by, target.taken_back_at = scope.account_id, now
    session.flush()
    return bool(standing)


def _require(scope: Scope) -> None:
    if not scope.allows(Permission.AUDIT_NOTE):
        raise NotFound
