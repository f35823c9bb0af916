"""Writing an offer, its invitation and its counts. Inside a writing transaction only."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert
from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import Mode, Respondent
from sdm_tool.domain.documents import from_json
from sdm_tool.domain.equity import Equity, equity_bands
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.fairness import bands_of
from sdm_tool.domain.feedback import NotOffered, is_adult
from sdm_tool.domain.months import month_of
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.sections import StartSection
from sdm_tool.persistence.base import new_id
from sdm_tool.persistence.feedback import FeedbackOffer, Invitation
from sdm_tool.persistence.queries.equity import find_equity_asked
from sdm_tool.persistence.queries.feedback import find_conversation_ids
from sdm_tool.persistence.queries.organisations import get_organisation
from sdm_tool.persistence.queries.sections import find_sections
from sdm_tool.services.feedback_codes import NewSecrets, draw_lookup
from sdm_tool.services.feedback_lots import draw_lots
from sdm_tool.services.feedback_people import MeetingAtHand
from sdm_tool.services.feedback_tallies import tally_offer, tally_offered_bands
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

ALREADY = "This is already recorded for this person at this meeting."
NOTHING_IN_PRACTICE = "This is practice. Nobody is asked for real, so there is nothing to record."


@dataclass(frozen=True, slots=True)
class Asking:
    """One person who is offered the form, in one way."""

    person: str
    respondent: Respondent
    mode: Mode
    equity: Mapping[Equity, str]
    """What the young person said of themself: into the invitation and the counts, nowhere else."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An invitation as it was kept."""

    id: str
    lookup: str
    expires_at: datetime


def put_offer(
    session: Session,
    meeting: MeetingAtHand,
    asking: Asking,
    drawn: NewSecrets,
    *,
    scope: Scope,
    now: datetime,
) -> Kept:
    """Write that a person was offered the form, their invitation, and the count.

    IntegrityError when an offer of theirs at this meeting is there already.
    """
    _require_real(meeting)
    days = get_organisation(session).invitation_days
    kept = Kept(new_id(), draw_lookup(session), now + timedelta(days=days))
    month = str(month_of(now))
    _put_offer_row(session, meeting, asking, scope=scope, now=now)
    bands = _put_bands(session, meeting, asking, month, scope)
    session.execute(
        insert(Invitation).values(
            id=kept.id,
            meeting_id=meeting.seen.id,
            person=asking.person,
            team_id=meeting.seen.team_id,
            cohort_month=month,
            respondent=asking.respondent.value,
            mode=asking.mode.value,
            bands=json.dumps(bands),
            lookup=kept.lookup,
            code_hash=drawn.code_hash,
            link_hash=drawn.link_hash,
            made_at=now,
            expires_at=kept.expires_at,
        )
    )
    tally_offer(
        session,
        month=month,
        team_id=meeting.seen.team_id,
        respondent=asking.respondent.value,
        mode=asking.mode.value,
    )
    return kept


def _put_offer_row(
    session: Session, meeting: MeetingAtHand, asking: Asking, *, scope: Scope, now: datetime
) -> None:
    agreed = asking.respondent is Respondent.PARENT and is_adult(meeting.section)
    session.execute(
        insert(FeedbackOffer).values(
            meeting_id=meeting.seen.id,
            person=asking.person,
            was_offered=True,
            mode=asking.mode.value,
            young_person_agreed=agreed or None,
            recorded_at=now,
            recorded_by=scope.account_id,
        )
    )


def put_not_offered(
    session: Session,
    meeting: MeetingAtHand,
    person: str,
    respondent: Respondent,
    *,
    reason: NotOffered,
    scope: Scope,
    now: datetime,
) -> None:
    """Write that a person was not offered the form and why, and the count.

    IntegrityError when an offer of theirs at this meeting is there already.
    """
    _require_real(meeting)
    session.execute(
        insert(FeedbackOffer).values(
            meeting_id=meeting.seen.id,
            person=person,
            was_offered=False,
            reason=reason.value,
            recorded_at=now,
            recorded_by=scope.account_id,
        )
    )
    tally_offer(
        session,
        month=str(month_of(now)),
        team_id=meeting.seen.team_id,
        respondent=respondent.value,
        reason=reason.value,
    )


def append_about(
    session: Session,
    event: Event,
    meeting: MeetingAtHand,
    detail: str,
    *,
    scope: Scope,
    now: datetime,
) -> None:
    """Put one event about a meeting in the trail. Last in the transaction."""
    append(
        session,
        event,
        by=scope.account_id,
        at=now,
        record=meeting.seen.record_id,
        subject=meeting.seen.id,
        detail=detail,
    )


def _require_real(meeting: MeetingAtHand) -> None:
    if meeting.seen.is_practice:
        raise DomainError(NOTHING_IN_PRACTICE)


def _put_bands(
    session: Session, meeting: MeetingAtHand, asking: Asking, month: str, scope: Scope
) -> dict[str, str]:
    """Count the offer by band; return the bands in which its answer will be counted too."""
    asked = find_equity_asked(session)
    bands = {
        **_bands(session, meeting, scope),
        **equity_bands(asked, asking.respondent, asking.equity),
    }
    return tally_offered_bands(
        session,
        month=month,
        respondent=asking.respondent.value,
        bands=bands,
        drawn_out=draw_lots(bands),
    )


def _bands(session: Session, meeting: MeetingAtHand, scope: Scope) -> Mapping[str, str]:
    conversation_ids = find_conversation_ids(session, meeting.seen.id)
    sections = find_sections(session, conversation_ids, scope.account_id)
    starts = [
        from_json(StartSection, seen.content)
        for (_, name), seen in sections.items()
        if name == "start"
    ]
    return bands_of(meeting.section, starts)
