"""Reading offers and invitations. Nothing here says whether anybody answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, union
from sqlalchemy.orm import Session

from sdm_tool.persistence.feedback import (
    ClosedMonth,
    FeedbackOffer,
    ImportedMonth,
    Invitation,
    OfferTally,
    Response,
)
from sdm_tool.persistence.records import ConversationMeeting


@dataclass(frozen=True, slots=True)
class OfferSeen:
    """That a person was offered the form, or was not."""

    person: str
    was_offered: bool
    mode: str


@dataclass(frozen=True, slots=True)
class InvitationSeen:
    """The way to one form."""

    id: str
    person: str
    team_id: str
    cohort_month: str
    respondent: str
    mode: str
    bands: str
    code_hash: str
    made_at: datetime
    expires_at: datetime


def find_offers(session: Session, meeting_id: str) -> dict[str, OfferSeen]:
    """Return the offers of a meeting already found in scope, by person."""
    rows = session.execute(
        select(FeedbackOffer.person, FeedbackOffer.was_offered, FeedbackOffer.mode).where(
            FeedbackOffer.meeting_id == meeting_id
        )
    )
    return {row.person: OfferSeen(*row) for row in rows}


def find_live_invitations(
    session: Session, meeting_id: str, now: datetime
) -> dict[str, InvitationSeen]:
    """Return the invitations of a meeting already found in scope that can be used, by person."""
    rows = session.execute(
        _invitations(Invitation.meeting_id == meeting_id, Invitation.expires_at > now)
    )
    return {row.person: InvitationSeen(*row) for row in rows}


def find_invitation(session: Session, invitation_id: str, now: datetime) -> InvitationSeen | None:
    """Return the invitation with this id, unless it has expired."""
    return _live(session, Invitation.id == invitation_id, now)


def find_invitation_by_link(
    session: Session, link_hash: str, now: datetime
) -> InvitationSeen | None:
    """Return the invitation whose printed link has this hash, unless it has expired."""
    return _live(session, Invitation.link_hash == link_hash, now)


def find_invitation_by_lookup(
    session: Session, lookup: str, now: datetime
) -> InvitationSeen | None:
    """Return the invitation whose code starts with these four, unless it has expired."""
    return _live(session, Invitation.lookup == lookup, now)


def is_lookup_taken(session: Session, lookup: str) -> bool:
    """Return whether an invitation, expired or not, has this look-up part."""
    found = session.scalar(select(Invitation.id).where(Invitation.lookup == lookup))
    return found is not None


def find_expired_invitation_ids(session: Session, now: datetime) -> list[str]:
    """Return the invitations that can no longer be used."""
    return list(session.scalars(select(Invitation.id).where(Invitation.expires_at <= now)))


def find_months_not_closed(session: Session) -> list[str]:
    """Return the cohort months after the last closed one that hold offers or responses, in order.

    Nothing is ever added to a month before that.
    """
    last_closed = session.scalar(select(func.max(ClosedMonth.month))) or ""
    held = union(
        select(OfferTally.cohort_month).where(OfferTally.cohort_month > last_closed),
        _months_answered(after=last_closed),
    )
    return sorted(session.scalars(held))


@dataclass(frozen=True, slots=True)
class MonthsTaken:
    """Which months can take nothing from a file, each in the form "2026-10"."""

    last_closed: str
    """Empty when none is closed."""
    imported: frozenset[str]
    used: frozenset[str]
    """Those in which people were asked with this tool, or brought in."""


def find_months_taken(session: Session) -> MonthsTaken:
    """Return which months can take nothing from a file."""
    used = union(select(OfferTally.cohort_month), _months_answered(after=""))
    return MonthsTaken(
        last_closed=session.scalar(select(func.max(ClosedMonth.month))) or "",
        imported=frozenset(session.scalars(select(ImportedMonth.month))),
        used=frozenset(session.scalars(used)),
    )


def _months_answered(*, after: str) -> Select[str]:
    """The months that hold responses: one look in the index for each, however many those are."""
    month = Response.cohort_month
    answered = (
        select(func.min(month).label("month")).where(month > after).cte("answered", recursive=True)
    )
    following = select(func.min(month)).where(month > answered.c.month).scalar_subquery()
    months = answered.union_all(select(following).where(answered.c.month.is_not(None)))
    return select(months.c.month).where(months.c.month.is_not(None))


def find_conversation_ids(session: Session, meeting_id: str) -> list[str]:
    """Return the conversations of a meeting already found in scope."""
    return list(
        session.scalars(
            select(ConversationMeeting.conversation_id).where(
                ConversationMeeting.meeting_id == meeting_id
            )
        )
    )


def _live(session: Session, condition: ColumnElement[bool], now: datetime) -> InvitationSeen | None:
    row = session.execute(_invitations(condition, Invitation.expires_at > now)).first()
    return InvitationSeen(*row) if row else None


def _invitations(*conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return select(
        Invitation.id,
        Invitation.person,
        Invitation.team_id,
        Invitation.cohort_month,
        Invitation.respondent,
        Invitation.mode,
        Invitation.bands,
        Invitation.code_hash,
        Invitation.made_at,
        Invitation.expires_at,
    ).where(*conditions)
