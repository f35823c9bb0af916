"""Purging invitations that have expired, and closing months that are over."""

import contextlib
from datetime import datetime
from secrets import randbelow

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from sdm_tool.domain.months import is_closed, parse_month, parse_quarter
from sdm_tool.domain.record_totals import Draw
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.engine import lock_answers, writing
from sdm_tool.persistence.feedback import ClosedMonth, Invitation, SpentInvitation
from sdm_tool.persistence.queries.feedback import (
    find_expired_invitation_ids,
    find_months_not_closed,
)
from sdm_tool.persistence.queries.releases import find_quarters_not_closed
from sdm_tool.services.audit_band_releases import release_quarter
from sdm_tool.services.audit_releases import release_month
from sdm_tool.services.feedback_answers import spent_key
from sdm_tool.services.feedback_order import write_month_anew
from sdm_tool.services.record_totals import count_records, months_to_count


def tidy(session: Session, *, secret: str, now: datetime, draw: Draw = randbelow) -> None:
    """Purge what has expired and close what is over. Cheap when there is nothing to do.

    `draw` gives a whole number under another, at random.
    """
    purge_expired(session, secret=secret, now=now)
    today = london_day(now)
    for month in find_months_not_closed(session):
        if is_closed(parse_month(month), today):
            # Somebody else may be closing it at this moment; once is enough.
            with contextlib.suppress(IntegrityError):
                close_month(session, month)
    for quarter in find_quarters_not_closed(session):
        if is_closed(parse_quarter(quarter).months[-1], today):
            with contextlib.suppress(IntegrityError), writing(session):
                release_quarter(session, quarter)
    for each in months_to_count(session, today):
        with contextlib.suppress(IntegrityError), writing(session):
            count_records(session, each, draw=draw)


def purge_expired(session: Session, *, secret: str, now: datetime) -> None:
    """Remove every expired invitation, and what marked it as used. Offers and counts stay."""
    if not find_expired_invitation_ids(session, now):
        return
    with writing(session):
        expired = find_expired_invitation_ids(session, now)
        keys = [spent_key(secret, invitation_id) for invitation_id in expired]
        session.execute(delete(SpentInvitation).where(SpentInvitation.key.in_(keys)))
        session.execute(delete(Invitation).where(Invitation.id.in_(expired)))


def close_month(session: Session, month: str) -> None:
    """Write a month's responses anew in random order under new ids, and release its figures.

    A second time does nothing. Form languages with fewer than 25 responses in the month become
    "other" for good. The month ("2026-10") must be over for 15 days: `tidy` sees to it.
    """
    with writing(session):
        lock_answers(session)
        if session.get(ClosedMonth, month):
            return
        release_month(session, month)
        write_month_anew(session, month)
