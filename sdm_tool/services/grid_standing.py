"""Where a grid version stands here: who approved it, whether it was withdrawn, if it is in use."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_json import content_hash
from sdm_tool.domain.permissions import Scope
from sdm_tool.persistence.grids import PinnedGrid
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.grids import (
    ApprovalSeen,
    WithdrawalSeen,
    find_approvals_of,
    find_withdrawals_of,
)
from sdm_tool.services.grids import APPROVALS_NEEDED, Catalogue, approve, pinned_grid, withdraw


class State(StrEnum):
    """What may be done with a version here."""

    IN_USE = "in use"
    NOT_APPROVED = "not approved"
    WITHDRAWN = "withdrawn"


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
    return standings_of(session, [grid_hash])[grid_hash]


def standings_of(session: Session, grid_hashes: Collection[str]) -> dict[str, Standing]:
    """Return where each of these contents stands, in two statements however many there are."""
    approvals = find_approvals_of(session, grid_hashes)
    withdrawals = find_withdrawals_of(session, grid_hashes)
    return {each: _standing(approvals[each], withdrawals.get(each)) for each in grid_hashes}


def _standing(approvals: list[ApprovalSeen], withdrawal: WithdrawalSeen | None) -> Standing:
    if withdrawal is not None:
        state = State.WITHDRAWN
    elif len(approvals) >= APPROVALS_NEEDED:
        state = State.IN_USE
    else:
        state = State.NOT_APPROVED
    return Standing(state, tuple(approvals), withdrawal)


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
