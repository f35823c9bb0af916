"""Reading who wrote, approved, published and withdrew grid versions."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sdm_tool.persistence.accounts import Account
from sdm_tool.persistence.grids import (
    GridApproval,
    GridAuthor,
    GridChangeRequest,
    GridPublication,
    GridWithdrawal,
)


@dataclass(frozen=True, slots=True)
class ApprovalSeen:
    """Who approved a version here, as whom, and when. `interests`: empty when there are none."""

    account_id: str
    display_name: str
    job_title: str
    speaks_as: str
    interests: str
    approved_at: datetime


@dataclass(frozen=True, slots=True)
class ChangeRequestSeen:
    """What a reviewer wants changed."""

    display_name: str
    words: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class AuthorSeen:
    """Who worked on a version, with the interests they declared."""

    account_id: str
    display_name: str
    interests: str


def find_approvals(session: Session, content_hash: str) -> list[ApprovalSeen]:
    """Return the approvals of a version, oldest first; of a published one those it rests on."""
    approved = (
        select(GridPublication.approved_hash)
        .where(GridPublication.content_hash == content_hash)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Account.id,
            Account.display_name,
            Account.job_title,
            GridApproval.speaks_as,
            GridApproval.interests,
            GridApproval.approved_at,
        )
        .join(Account, Account.id == GridApproval.account_id)
        .where(
            or_(GridApproval.content_hash == content_hash, GridApproval.content_hash == approved)
        )
        .order_by(GridApproval.approved_at, Account.display_name)
    )
    return [ApprovalSeen(*row) for row in rows]


def find_change_requests(session: Session, content_hash: str) -> list[ChangeRequestSeen]:
    """Return what reviewers of a version asked for, oldest first."""
    rows = session.execute(
        select(Account.display_name, GridChangeRequest.words, GridChangeRequest.asked_at)
        .join(Account, Account.id == GridChangeRequest.account_id)
        .where(GridChangeRequest.content_hash == content_hash)
        .order_by(GridChangeRequest.asked_at)
    )
    return [ChangeRequestSeen(*row) for row in rows]


def find_authors(session: Session, draft_id: str) -> list[AuthorSeen]:
    """Return everyone who worked on a draft, in the order they joined."""
    rows = session.execute(
        select(Account.id, Account.display_name, GridAuthor.interests)
        .join(Account, Account.id == GridAuthor.account_id)
        .where(GridAuthor.draft_id == draft_id)
        .order_by(GridAuthor.joined_at, Account.display_name)
    )
    return [AuthorSeen(*row) for row in rows]


def find_published(session: Session) -> list[str]:
    """Return the hashes of the versions that were published here."""
    return list(session.scalars(select(GridPublication.content_hash)))


def find_publication(session: Session, content_hash: str) -> GridPublication | None:
    """Return the publication that a version is, or that it was approved for."""
    return session.scalar(
        select(GridPublication).where(
            or_(
                GridPublication.content_hash == content_hash,
                GridPublication.approved_hash == content_hash,
            )
        )
    )


def find_withdrawn(session: Session) -> frozenset[str]:
    """Return the hashes of the versions that were withdrawn here."""
    return frozenset(session.scalars(select(GridWithdrawal.content_hash)))


def find_withdrawal(session: Session, content_hash: str) -> GridWithdrawal | None:
    """Return the withdrawal of a version, if it was withdrawn."""
    return session.get(GridWithdrawal, content_hash)
