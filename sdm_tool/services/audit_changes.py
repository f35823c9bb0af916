"""What a team changed, by whom and when: said under its chart, and where its limits start anew."""

from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.months import Month
from sdm_tool.domain.permissions import Permission, Scope
from sdm_tool.persistence.audit import TeamChange
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.organisation import Team
from sdm_tool.persistence.queries import NotFound
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event


def note_change(
    session: Session,
    team_id: str,
    month: Month,
    words: str,
    *,
    starts_new_limits: bool,
    scope: Scope,
    now: datetime,
) -> None:
    """Write down what a team did differently from a month on.

    DomainError (field "words") without words. NotFound for a team that is not there, and for
    someone who may not write on the audit pages.
    """
    _require(scope)
    if not words.strip():
        raise DomainError("Say what changed, and why.", field="words")
    with writing(session):
        if session.get(Team, team_id) is None:
            raise NotFound
        session.add(
            TeamChange(
                team_id=team_id,
                month=str(month),
                words=words.strip(),
                starts_new_limits=starts_new_limits,
                noted_by=scope.account_id,
                noted_at=now,
            )
        )
        session.flush()
        append(session, Event.CHANGE_NOTED, by=scope.account_id, at=now, subject=team_id)


def take_back_change(session: Session, change_id: str, *, scope: Scope, now: datetime) -> None:
    """Take a change off the chart; it stays in the store. A second time does nothing.

    NotFound for one that is not there, and for someone who may not write on the audit pages.
    """
    _require(scope)
    with writing(session):
        change = session.get(TeamChange, change_id)
        if change is None:
            raise NotFound
        if change.taken_back_at is None:
            change.taken_back_by, change.taken_back_at = scope.account_id, now
            session.flush()
            append(
                session, Event.CHANGE_TAKEN_BACK, by=scope.account_id, at=now,
                subject=change.team_id,
            )  # fmt: skip


def _require(scope: Scope) -> None:
    if not scope.allows(Permission.AUDIT_NOTE):
        raise NotFound
