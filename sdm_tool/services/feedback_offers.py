"""Offering CollaboRATE on somebody's own device or on paper, and saying why it was not offered."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from sdm_tool.domain.codes import format_feedback_code
from sdm_tool.domain.collaborate import Mode, Respondent
from sdm_tool.domain.equity import NOTHING_SAID, YoungPersonSaid
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.feedback import NotOffered, require_may_ask
from sdm_tool.domain.permissions import Scope
from sdm_tool.instruments.collaborate import InstrumentNotInstalledError, load_instrument
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.feedback import Invitation
from sdm_tool.persistence.queries.feedback import find_live_invitations
from sdm_tool.services.feedback_codes import draw_lookup, draw_secrets
from sdm_tool.services.feedback_people import read_meeting
from sdm_tool.services.feedback_store import (
    ALREADY,
    Asking,
    append_about,
    put_not_offered,
    put_offer,
)
from sdm_tool.trail.events import Event

NEW_CODE = "new-code"


@dataclass(frozen=True, slots=True)
class Offered:
    """What is shown once and never again: only hashes of it are kept."""

    code: str
    """As printed: "CDFG HJK MNP"."""
    link_secret: str
    expires_at: datetime
    mode: Mode
    respondent: Respondent


def offer(
    session: Session,
    *,
    scope: Scope,
    meeting_id: str,
    person: str,
    mode: Mode,
    secret: str,
    now: datetime,
    said: YoungPersonSaid = NOTHING_SAID,
) -> Offered:
    """Make the one invitation of a person at a meeting; its mode never changes after that.

    What the young person said of themself goes with it and into the counts, if the service asks
    for it now, and nowhere else.

    DomainError when the person cannot be asked, was asked before, or the meeting is practice;
    NotFound when the meeting is out of scope.
    """
    require_installed()
    drawn = draw_secrets(secret)
    try:
        with writing(session):
            meeting = read_meeting(session, scope, meeting_id)
            respondent = require_may_ask(meeting.section, person, young_person_agrees=said.agrees)
            asking = Asking(person, respondent, mode, said.equity)
            kept = put_offer(session, meeting, asking, drawn, scope=scope, now=now)
            append_about(session, Event.FEEDBACK_OFFERED, meeting, mode.value, scope=scope, now=now)
    except IntegrityError as error:
        raise DomainError(ALREADY) from error
    code = format_feedback_code(kept.lookup + drawn.code_secret)
    return Offered(code, drawn.link_secret, kept.expires_at, mode, respondent)


def do_not_offer(
    session: Session,
    *,
    scope: Scope,
    meeting_id: str,
    person: str,
    reason: NotOffered,
    now: datetime,
) -> None:
    """Record that someone who could have been asked was not, and why.

    DomainError and NotFound as for `offer`.
    """
    try:
        with writing(session):
            meeting = read_meeting(session, scope, meeting_id)
            respondent = require_may_ask(meeting.section, person, young_person_agrees=True)
            put_not_offered(
                session, meeting, person, respondent, reason=reason, scope=scope, now=now
            )
            append_about(
                session, Event.FEEDBACK_NOT_OFFERED, meeting, reason.value, scope=scope, now=now
            )
    except IntegrityError as error:
        raise DomainError(ALREADY) from error


def make_new_code(
    session: Session, *, scope: Scope, meeting_id: str, person: str, secret: str, now: datetime
) -> Offered:
    """Give the same invitation a new code and link; the old ones stop working.

    It stays one offer with one answer, asked in the same way, and lives no longer than before.
    DomainError when they have no invitation with a code.
    """
    drawn = draw_secrets(secret)
    with writing(session):
        meeting = read_meeting(session, scope, meeting_id)
        invitation = find_live_invitations(session, meeting_id, now).get(person)
        if invitation is None or invitation.mode == Mode.HAND_OVER:
            raise DomainError("There is no code of theirs that could be replaced.")
        lookup = draw_lookup(session)
        session.execute(
            update(Invitation)
            .where(Invitation.id == invitation.id)
            .values(lookup=lookup, code_hash=drawn.code_hash, link_hash=drawn.link_hash)
        )
        append_about(session, Event.FEEDBACK_OFFERED, meeting, NEW_CODE, scope=scope, now=now)
    code = format_feedback_code(lookup + drawn.code_secret)
    mode, respondent = Mode(invitation.mode), Respondent(invitation.respondent)
    return Offered(code, drawn.link_secret, invitation.expires_at, mode, respondent)


def require_installed() -> None:
    """Raise DomainError, in words for staff, when the licensed text was taken out."""
    try:
        load_instrument()
    except InstrumentNotInstalledError as error:
        raise DomainError(str(error)) from error
