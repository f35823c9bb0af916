"""Reading who wrote, approved, published and withdrew grid versions, and which are in use."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from sdm_tool.persistence.accounts import Account
from sdm_tool.persistence.grids import (
    GridApproval,
    GridAuthor,
    GridChangeRequest,
    GridDraft,
    GridPublication,
    GridText,
    GridWithdrawal,
    PinnedGrid,
    PublicGrid,
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
class PublicationSeen:
    """A version in use, and the one that was approved for it: mostly under another number."""

    content_hash: str
    approved_hash: str
    version: str
    published_at: datetime
    review_by: date


@dataclass(frozen=True, slots=True)
class InUseSeen:
    """A version that was published here and not withdrawn, without its content."""

    content_hash: str
    slug: str
    version: str
    title: str
    review_by: date


@dataclass(frozen=True, slots=True)
class PublicSeen:
    """A grid whose public page is on, with who turned it on and when."""

    grid_slug: str
    display_name: str
    turned_on_at: datetime


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
    has_texts: bool
    """Whether its two files are kept here too."""


def find_pinned(session: Session, slug: str) -> list[PinnedSeen]:
    """Return every version of a grid that was pinned here, in no order."""
    rows = session.execute(
        select(
            PinnedGrid.content_hash,
            PinnedGrid.version,
            PinnedGrid.title,
            PinnedGrid.pinned_at,
            GridText.content_hash.is_not(None),
        )
        .outerjoin(GridText, GridText.content_hash == PinnedGrid.content_hash)
        .where(PinnedGrid.slug == slug)
    )
    return [PinnedSeen(*row) for row in rows]


def find_waiting(session: Session) -> list[tuple[str, str, str]]:
    """Return slug, number and title of what was sent for review and waits, the oldest first."""
    approved, withdrawn = (
        select(GridPublication.approved_hash),
        select(GridWithdrawal.content_hash),
    )
    rows = session.execute(
        select(PinnedGrid.slug, PinnedGrid.version, PinnedGrid.title)
        .join(GridDraft, GridDraft.sent_as == PinnedGrid.content_hash)
        .where(PinnedGrid.content_hash.not_in(approved), PinnedGrid.content_hash.not_in(withdrawn))
        .order_by(GridDraft.sent_at, PinnedGrid.slug)
    )
    return [(slug, version, title) for slug, version, title in rows]


def find_approvals(session: Session, content_hash: str) -> list[ApprovalSeen]:
    """Return the approvals of this very content, oldest first."""
    return find_approvals_of(session, [content_hash])[content_hash]


def find_approvals_of(
    session: Session, content_hashes: Collection[str]
) -> dict[str, list[ApprovalSeen]]:
    """Return the approvals of each of these contents, oldest first."""
    rows = session.execute(
        select(
            GridApproval.content_hash,
            Account.id,
            Account.display_name,
            Account.job_title,
            GridApproval.speaks_as,
            GridApproval.interests,
            GridApproval.approved_at,
        )
        .join(Account, Account.id == GridApproval.account_id)
        .where(GridApproval.content_hash.in_(content_hashes))
        .order_by(GridApproval.approved_at, Account.display_name)
    )
    found: dict[str, list[ApprovalSeen]] = {each: [] for each in content_hashes}
    for row in rows:
        found[row[0]].append(ApprovalSeen(*row[1:]))
    return found


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


def find_in_use(session: Session) -> list[InUseSeen]:
    """Return every version that was published here and not withdrawn, in no order."""
    rows = session.execute(
        select(
            PinnedGrid.content_hash,
            PinnedGrid.slug,
            PinnedGrid.version,
            PinnedGrid.title,
            GridPublication.review_by,
        )
        .join(GridPublication, GridPublication.content_hash == PinnedGrid.content_hash)
        .outerjoin(GridWithdrawal, GridWithdrawal.content_hash == PinnedGrid.content_hash)
        .where(GridWithdrawal.content_hash.is_(None))
    )
    return [InUseSeen(*row) for row in rows]


def find_public(session: Session) -> list[PublicSeen]:
    """Return the grids whose public page is on, in no order."""
    rows = session.execute(
        select(PublicGrid.grid_slug, Account.display_name, PublicGrid.turned_on_at).join(
            Account, Account.id == PublicGrid.turned_on_by
        )
    )
    return [PublicSeen(*row) for row in rows]


def find_publications_of(
    session: Session, content_hashes: Collection[str]
) -> dict[str, PublicationSeen]:
    """Return the publication that each of these contents is, or that it was approved for."""
    rows = session.execute(
        select(
            GridPublication.content_hash,
            GridPublication.approved_hash,
            PinnedGrid.version,
            GridPublication.published_at,
            GridPublication.review_by,
        )
        .join(PinnedGrid, PinnedGrid.content_hash == GridPublication.content_hash)
        .where(
            or_(
                GridPublication.content_hash.in_(content_hashes),
                GridPublication.approved_hash.in_(content_hashes),
            )
        )
    )
    found = [PublicationSeen(*row) for row in rows]
    return {one.approved_hash: one for one in found} | {one.content_hash: one for one in found}


def find_pinned_told_again(session: Session) -> frozenset[str]:
    """Return the hashes of the pinned versions that were made from another one."""
    is_linked = PinnedGrid.content.contains('"made_from":{', autoescape=True)
    return frozenset(session.scalars(select(PinnedGrid.content_hash).where(is_linked)))


def find_withdrawn(session: Session) -> frozenset[str]:
    """Return the hashes of the versions that were withdrawn here."""
    return frozenset(session.scalars(select(GridWithdrawal.content_hash)))


def find_withdrawn_versions(session: Session) -> frozenset[tuple[str, str]]:
    """Return slug and number of every withdrawn version, also the number it was approved under."""
    hashes = select(GridWithdrawal.content_hash)
    approved = select(GridPublication.approved_hash).where(GridPublication.content_hash.in_(hashes))
    rows = session.execute(
        select(PinnedGrid.slug, PinnedGrid.version).where(
            or_(PinnedGrid.content_hash.in_(hashes), PinnedGrid.content_hash.in_(approved))
        )
    )
    return frozenset((slug, version) for slug, version in rows)


def find_withdrawal(session: Session, content_hash: str) -> GridWithdrawal | None:
    """Return the withdrawal of a version, if it was withdrawn."""
    return session.get(GridWithdrawal, content_hash)


def find_withdrawal_of_version(session: Session, slug: str, version: str) -> WithdrawalSeen | None:
    """Return the withdrawal of a version by its number, or by the number it was approved under."""
    named = select(PinnedGrid.content_hash).where(
        PinnedGrid.slug == slug, PinnedGrid.version == version
    )
    published = select(GridPublication.content_hash).where(GridPublication.approved_hash.in_(named))
    row = session.execute(
        select(GridWithdrawal.reason, Account.display_name, GridWithdrawal.withdrawn_at)
        .join(Account, Account.id == GridWithdrawal.withdrawn_by)
        .where(
            or_(GridWithdrawal.content_hash.in_(named), GridWithdrawal.content_hash.in_(published))
        )
    ).first()
    return WithdrawalSeen(*row) if row else None


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
