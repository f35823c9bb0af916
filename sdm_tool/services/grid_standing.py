"""Where a grid version stands here: who approved it, whether it was withdrawn, if it is in use."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_json import content_hash
from sdm_tool.domain.permissions import Scope
from sdm_tool.persistence.accounts import Account
from sdm_tool.persistence.grids import PinnedGrid
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.grids import ApprovalSeen, find_approvals, find_withdrawal
from sdm_tool.services.grids import APPROVALS_NEEDED, Catalogue, approve, pinned_grid, withdraw


class State(StrEnum):
    """What may be done with a version here."""

    IN_USE = "in use"
    NOT_APPROVED = "not approved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class WithdrawalSeen:
    """Who took a version out of use, when and why."""

    reason: str
    display_name: str
    withdrawn_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """A version's state here, with the people behind it."""

    state: State
    approvals: tuple[ApprovalSeen, ...]
    withdrawal: WithdrawalSeen | None


def get_version(session: Session, catalogue: Catalogue, slug: str, version: str) -> Grid:
    """Return a version from the files, else as it was pinned here; raises NotFound."""
    loaded = catalogue.find(slug, version)
    if loaded is not None:
        return loaded
    pinned = session.scalar(
        select(PinnedGrid.content_hash).where(
            PinnedGrid.slug == slug, PinnedGrid.version == version
        )
    )
    if pinned is None:
        raise NotFound
    return pinned_grid(session, pinned)


def standing_of(session: Session, grid: Grid) -> Standing:
    """Return where this exact content stands. The demonstration may use what is not approved."""
    grid_hash = content_hash(grid)
    approvals = tuple(find_approvals(session, grid_hash))
    found = find_withdrawal(session, grid_hash)
    if found is not None:
        by = session.get(Account, found.withdrawn_by)
        name = by.display_name if by else "Someone"
        withdrawal = WithdrawalSeen(found.reason, name, found.withdrawn_at)
        return Standing(State.WITHDRAWN, approvals, withdrawal)
    is_approved = len(approvals) >= APPROVALS_NEEDED
    return Standing(State.IN_USE if is_approved else State.NOT_APPROVED, approvals, None)


def approve_version(session: Session, grid: Grid, *, scope: Scope, now: datetime) -> None:
    """Approve, unless the version was withdrawn: then a new version is needed."""
    if standing_of(session, grid).state is State.WITHDRAWN:
        raise DomainError("This version was withdrawn here. A new version has to be made.")
    approve(session, grid, scope=scope, now=now)


def withdraw_version(
    session: Session, grid: Grid, *, reason: str, scope: Scope, now: datetime
) -> None:
    """Withdraw once, with a reason that colleagues in mid-conversation will read."""
    if not reason.strip():
        raise DomainError("Say why, in words that colleagues can act on.", field="reason")
    if standing_of(session, grid).state is State.WITHDRAWN:
        raise DomainError("This version was withdrawn already.")
    withdraw(session, grid, reason=reason.strip(), scope=scope, now=now)
