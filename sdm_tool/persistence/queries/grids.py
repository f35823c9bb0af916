"""Reading approvals and withdrawals of grid versions."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sdm_tool.persistence.accounts import Account
from sdm_tool.persistence.grids import GridApproval, GridWithdrawal


@dataclass(frozen=True, slots=True)
class ApprovalSeen:
    """Who approved a version here, and when."""

    account_id: str
    display_name: str
    job_title: str
    approved_at: datetime


def find_approvals(session: Session, content_hash: str) -> list[ApprovalSeen]:
    """Return the approvals of a version, oldest first."""
    rows = session.execute(
        select(Account.id, Account.display_name, Account.job_title, GridApproval.approved_at)
        .join(Account, Account.id == GridApproval.account_id)
        .where(GridApproval.content_hash == content_hash)
        .order_by(GridApproval.approved_at, Account.display_name)
    )
    return [ApprovalSeen(*row) for row in rows]


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
