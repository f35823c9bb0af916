"""Where a grid version stands here: who wrote, approved and withdrew it, and if it is in use."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_json import content_hash
from sdm_tool.domain.permissions import Scope
from sdm_tool.persistence.accounts import Account
from sdm_tool.persistence.grids import GridDraft, GridPublication, PinnedGrid
from sdm_tool.persistence.queries.grids import (
    ApprovalSeen,
    AuthorSeen,
    ChangeRequestSeen,
    find_approvals,
    find_authors,
    find_change_requests,
    find_publication,
    find_withdrawal,
)
from sdm_tool.services.grids import withdraw


class State(StrEnum):
    """What may be done with a version here."""

    IN_USE = "in use"
    APPROVED = "approved, and published under another number"
    NOT_APPROVED = "not approved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class WithdrawalSeen:
    """Who took a version out of use, when and why."""

    reason: str
    display_name: str
    withdrawn_at: datetime


@dataclass(frozen=True, slots=True)
class Origin:
    """How a version that was written here came about."""

    started_from: str | None
    what_changed: str
    authors: tuple[AuthorSeen, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A version's state here, with the people behind it."""

    state: State
    approvals: tuple[ApprovalSeen, ...]
    withdrawal: WithdrawalSeen | None = None
    requests: tuple[ChangeRequestSeen, ...] = ()
    origin: Origin | None = None
    published_as: str = ""
    """The number under which it is in use."""
    review_by: date | None = None


def standing_of(session: Session, grid: Grid) -> Standing:
    """Return where this exact content stands. The demonstration may use what is not approved."""
    grid_hash = content_hash(grid)
    publication = find_publication(session, grid_hash)
    return Standing(
        state=_state(session, grid_hash, publication),
        approvals=tuple(find_approvals(session, grid_hash)),
        withdrawal=_withdrawal(session, grid_hash),
        requests=tuple(find_change_requests(session, grid_hash)),
        origin=_origin(session, publication.approved_hash if publication else grid_hash),
        published_as=_number(session, publication) if publication else "",
        review_by=publication.review_by if publication else None,
    )


def withdraw_version(
    session: Session, grid: Grid, *, reason: str, scope: Scope, now: datetime
) -> None:
    """Withdraw once, with a reason that colleagues in mid-conversation will read."""
    if not reason.strip():
        raise DomainError("Say why, in words that colleagues can act on.", field="reason")
    standing = standing_of(session, grid)
    if standing.state is State.WITHDRAWN:
        raise DomainError("This version was withdrawn already.")
    if standing.state is State.APPROVED:
        message = f"It is in use as version {standing.published_as}. Withdraw that one."
        raise DomainError(message)
    withdraw(session, grid, reason=reason.strip(), scope=scope, now=now)


def _state(session: Session, grid_hash: str, publication: GridPublication | None) -> State:
    if find_withdrawal(session, grid_hash) is not None:
        return State.WITHDRAWN
    if publication is None:
        return State.NOT_APPROVED
    return State.IN_USE if publication.content_hash == grid_hash else State.APPROVED


def _withdrawal(session: Session, grid_hash: str) -> WithdrawalSeen | None:
    found = find_withdrawal(session, grid_hash)
    if found is None:
        return None
    by = session.get(Account, found.withdrawn_by)
    return WithdrawalSeen(found.reason, by.display_name if by else "Someone", found.withdrawn_at)


def _origin(session: Session, grid_hash: str) -> Origin | None:
    draft = session.scalar(select(GridDraft).where(GridDraft.sent_as == grid_hash))
    if draft is None:
        return None
    authors = tuple(find_authors(session, draft.id))
    return Origin(draft.started_from, draft.what_changed, authors)


def _number(session: Session, publication: GridPublication) -> str:
    pinned = session.get(PinnedGrid, publication.content_hash)
    return pinned.version if pinned else ""
