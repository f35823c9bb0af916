"""Handing the tablet to the family: the staff side is locked until the password is typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import Mode, Respondent
from sdm_tool.domain.equity import NOTHING_SAID, YoungPersonSaid
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.feedback import people_to_ask, require_may_ask
from sdm_tool.domain.permissions import Scope
from sdm_tool.persistence.accounts import SignInSession
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.queries.accounts import SignedIn
from sdm_tool.persistence.queries.feedback import InvitationSeen, find_live_invitations
from sdm_tool.services.feedback_codes import NewSecrets, draw_secrets
from sdm_tool.services.feedback_offers import require_installed
from sdm_tool.services.feedback_people import MeetingAtHand, read_meeting
from sdm_tool.services.feedback_store import ALREADY, Asking, append_about, put_offer
from sdm_tool.trail.events import Event

PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Turn:
    """One person's turn with the tablet."""

    word: str
    respondent: Respondent
    invitation_id: str
    """Empty in practice: answers then go nowhere."""


def start_handover(
    session: Session,
    person: SignedIn,
    *,
    meeting_id: str,
    people: Sequence[str],
    secret: str,
    now: datetime,
    said: YoungPersonSaid = NOTHING_SAID,
) -> tuple[Turn, ...]:
    """Lock the staff side of this session and return whose turns there are, in this order.

    Whoever was not offered the form yet is offered it now. Handing over again, to people who were
    offered it in this way before, uses the same invitations. `said` holds the young person's yes to
    asking their parent, needed from 18. DomainError when nobody or somebody
    twice is named, or one of them cannot be asked; NotFound when the meeting is out of scope.
    """
    require_installed()
    _require_each_once(people)
    drawn = [draw_secrets(secret) for _ in people]
    try:
        with writing(session):
            meeting = read_meeting(session, person.scope, meeting_id)
            live = find_live_invitations(session, meeting_id, now)
            turns = tuple(
                _turn(
                    session,
                    meeting,
                    key,
                    live.get(key),
                    drawn=new,
                    said=said,
                    scope=person.scope,
                    now=now,
                )
                for key, new in zip(people, drawn, strict=True)
            )
            # Locked from this moment: nothing is written when the tablet comes back, so that the
            # time it was away says nothing about who answered.
            session.execute(
                update(SignInSession)
                .where(SignInSession.token_hash == person.token_hash)
                .values(handover_meeting_id=meeting_id, locked_at=now)
            )
            _append_events(session, meeting, len(set(people) - set(live)), person.scope, now)
    except IntegrityError as error:
        raise DomainError(ALREADY) from error
    return turns


def _require_each_once(people: Sequence[str]) -> None:
    if not people:
        raise DomainError("Choose at least one person to hand the tablet to.", field="turn_1")
    if len(set(people)) < len(people):
        raise DomainError("Each person gets the tablet once. Change the order.", field="turn_1")


def end_handover(session: Session, person: SignedIn) -> None:
    """Close the way to the forms. The session stays locked as it was; no time, no trail event."""
    with writing(session):
        session.execute(
            update(SignInSession)
            .where(SignInSession.token_hash == person.token_hash)
            .values(handover_meeting_id=None)
        )


def _turn(
    session: Session,
    meeting: MeetingAtHand,
    key: str,
    invitation: InvitationSeen | None,
    *,
    drawn: NewSecrets,
    said: YoungPersonSaid,
    scope: Scope,
    now: datetime,
) -> Turn:
    respondent = require_may_ask(meeting.section, key, young_person_agrees=said.agrees)
    word = next(asked.word for asked in people_to_ask(meeting.section) if asked.key == key)
    if meeting.seen.is_practice:
        return Turn(word, respondent, "")
    if invitation and invitation.mode != Mode.HAND_OVER:
        raise DomainError(f"{word}: asked on their own device, and that stays as it is.")
    if invitation:
        return Turn(word, respondent, invitation.id)
    asking = Asking(key, respondent, Mode.HAND_OVER, said.equity)
    kept = put_offer(session, meeting, asking, drawn, scope=scope, now=now)
    return Turn(word, respondent, kept.id)


def _append_events(
    session: Session, meeting: MeetingAtHand, new_offers: int, scope: Scope, now: datetime
) -> None:
    is_practice = meeting.seen.is_practice
    for _ in range(0 if is_practice else new_offers):
        append_about(
            session, Event.FEEDBACK_OFFERED, meeting, Mode.HAND_OVER.value, scope=scope, now=now
        )
    detail = PRACTICE if is_practice else ""
    append_about(session, Event.HANDED_OVER, meeting, detail, scope=scope, now=now)
