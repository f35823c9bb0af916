"""Reading approvals and withdrawals of grid versions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sdm_tool.persistence.accounts import Account
from sdm_tool.persistence.grids import GridApproval, GridWithdrawal, PinnedGrid


@dataclass(frozen=True, slots=True)
class ApprovalSeen:
    """Who approved a version here, and when."""

    account_id: str
    display_name: str
    job_title: str
    approved_at: datetime


@dataclass(frozen=True, slots=True)
class WithdrawalSeen:
    """Who took a version out of use, when and why."""

    reason: str
    display_name: str
    withdrawn_at: datetime


@dataclass(frozen=True, slots=True)
class PinnedSeen:
    """A version that was pinned here, without its content."""

    content_hash: str
    version: str
    title: str
    pinned_at: datetime


def find_pinned(session: Session, slug: str) -> list[PinnedSeen]:
    """Return every version of a grid that was pinned here, in no order."""
    rows = session.execute(
        select(
            PinnedGrid.content_hash, PinnedGrid.version, PinnedGrid.title, PinnedGrid.pinned_at
        ).where(PinnedGrid.slug == slug)
    )
    return [PinnedSeen(*row) for row in rows]


def find_approvals(session: Session, content_hash: str) -> list[ApprovalSeen]:
    """Return the approvals of a version, oldest first."""
    return find_approvals_of(session, [content_hash])[content_hash]


def find_approvals_of(
    session: Session, content_hashes: Collection[str]
) -> dict[str, list[ApprovalSeen]]:
    """Return the approvals of each of these versions, oldest first."""
    rows = session.execute(
        select(
            GridApproval.content_hash,
            Account.id,
            Account.display_name,
            Account.job_title,
            GridApproval.approved_at,
        )
        .join(Account, Account.id == GridApproval.account_id)
        .where(GridApproval.content_hash.in_(content_hashes))
        .order_by(GridApproval.approved_at, Account.display_name)
    )
    found: dict[str, list[ApprovalSeen]] = {each: [] for each in content_hashes}
    for content_hash, account_id, name, job_title, approved_at in rows:
        found[content_hash].append(ApprovalSeen(account_id, name, job_title, approved_at))
    return found


def find_approved(session: Session, *, needed: int) -> list[str]:
    """Return the hashes of the versions that so many people approved here."""
    rows = session.scalars(
        select(GridApproval.content_hash)
        .group_by(GridApproval.content_hash)
        .having(func.count() >= needed)
    )
    return list(rows)


def find_withdrawn(session: Session) -> frozenset[str]:
    """Return the hashes of the versions that were withdrawn here."""
    return frozenset(session.scalars(select(GridWithdrawal.content_hash)))


def find_withdrawal(session: Session, content_hash: str) -> GridWithdrawal | None:
    """Return the withdrawal of a version, if it was withdrawn."""
    return session.get(GridWithdrawal, content_hash)


def find_withdrawals_of(
    session: Session, content_hashes: Collection[str]
) -> dict[str, WithdrawalSeen]:
    """Return the withdrawal of each of these versions that was withdrawn."""
    rows = session.execute(
        select(
            GridWithdrawal.content_hash,
            GridWithdrawal.reason,
            Account.display_name,
            GridWithdrawal.withdrawn_at,
        )
        .join(Account, Account.id == GridWithdrawal.withdrawn_by)
        .where(GridWithdrawal.content_hash.in_(content_hashes))
    )
    return {
        content_hash: WithdrawalSeen(reason, name, withdrawn_at)
        for content_hash, reason, name, withdrawn_at in rows
    }
