"""Where a grid version stands here: who wrote, approved and withdrew it, and if it is in use."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_json import content_hash
from sdm_tool.domain.permissions import Scope
from sdm_tool.persistence.grids import GridDraft
from sdm_tool.persistence.queries.grids import (
    ApprovalSeen,
    AuthorSeen,
    ChangeRequestSeen,
    PublicationSeen,
    WithdrawalSeen,
    find_approvals_of,
    find_authors,
    find_change_requests,
    find_publications_of,
    find_waiting,
    find_withdrawal_of_version,
    find_withdrawals_of,
)
from sdm_tool.services.grids import withdraw


class State(StrEnum):
    """What may be done with a version here."""

    IN_USE = "in use"
    APPROVED = "approved, and published under another number"
    NOT_APPROVED = "not approved"
    WITHDRAWN = "withdrawn"


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


def waiting_versions(session: Session) -> tuple[tuple[str, str, str], ...]:
    """Return slug, number and title of every version sent for review that nobody published yet."""
    return tuple(find_waiting(session))


def standing_of(session: Session, grid: Grid) -> Standing:
    """Return where this exact content stands, with who wrote it and what reviewers asked for."""
    grid_hash = content_hash(grid)
    publication = find_publications_of(session, [grid_hash]).get(grid_hash)
    return replace(
        _with_source(session, grid, standings_of(session, [grid_hash])[grid_hash]),
        requests=tuple(find_change_requests(session, grid_hash)),
        origin=_origin(session, publication.approved_hash if publication else grid_hash),
    )


def _with_source(session: Session, grid: Grid, standing: Standing) -> Standing:
    """A version whose source was withdrawn is withdrawn with it."""
    link = grid.made_from
    if link is None or standing.withdrawal is not None:
        return standing
    found = find_withdrawal_of_version(session, link.slug, link.version)
    if found is None:
        return standing
    reason = f"The version it was made from was withdrawn: {found.reason}"
    return replace(standing, state=State.WITHDRAWN, withdrawal=replace(found, reason=reason))


def standings_of(session: Session, grid_hashes: Collection[str]) -> dict[str, Standing]:
    """Return where each of these contents stands, in three statements however many there are.

    What is published under another number than it was approved has the approvals it rests on.
    """
    publications = find_publications_of(session, grid_hashes)
    approved = {each: publications[each].approved_hash for each in publications}
    approvals = find_approvals_of(session, {*grid_hashes, *approved.values()})
    withdrawals = find_withdrawals_of(session, grid_hashes)
    return {
        each: Standing(
            state=_state(each, publications.get(each), withdrawals.get(each)),
            approvals=tuple(approvals[approved.get(each, each)]),
            withdrawal=withdrawals.get(each),
            published_as=publications[each].version if each in publications else "",
            review_by=publications[each].review_by if each in publications else None,
        )
        for each in grid_hashes
    }


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


def _state(
    grid_hash: str, publication: PublicationSeen | None, withdrawal: WithdrawalSeen | None
) -> State:
    if withdrawal is not None:
        return State.WITHDRAWN
    if publication is None:
        return State.NOT_APPROVED
    return State.IN_USE if publication.content_hash == grid_hash else State.APPROVED


def _origin(session: Session, grid_hash: str) -> Origin | None:
    draft = session.scalar(select(GridDraft).where(GridDraft.sent_as == grid_hash))
    if draft is None:
        return None
    authors = tuple(find_authors(session, draft.id))
    return Origin(draft.started_from, draft.what_changed, authors)
