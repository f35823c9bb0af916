"""Opening a private form and keeping its answers, apart from whoever gave them."""

import contextlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import Answers, Mode, Respondent
from sdm_tool.domain.feedback import LATE_AFTER
from sdm_tool.instruments.collaborate import load_instrument
from sdm_tool.persistence.base import new_id
from sdm_tool.persistence.engine import forget_order, writing
from sdm_tool.persistence.feedback import SpentInvitation
from sdm_tool.persistence.queries.feedback import (
    InvitationSeen,
    find_invitation,
    find_invitation_by_link,
)
from sdm_tool.services.feedback_codes import find_by_typed_code
from sdm_tool.services.feedback_order import put_response
from sdm_tool.services.feedback_tallies import tally_bands
from sdm_tool.services.keyed_hashes import keyed_hash, token_hash

# Proof, inside the form, that whoever sends it was shown it. It opens nothing after expiry.
TICKET = "feedback ticket"
SPENT = "spent invitation"
ON_A_SCREEN = frozenset({Mode.HAND_OVER, Mode.OWN_DEVICE})
"""A form on paper is typed in by a clerk alone: whoever printed it holds its code too."""


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form that somebody may fill in: the same whether or not it was answered before."""

    ticket: str
    respondent: Respondent


def open_by_link(
    session: Session, link_secret: str, *, secret: str, now: datetime
) -> OpenForm | None:
    """Open the form behind a printed link; None when it was invented or has expired."""
    invitation = find_invitation_by_link(session, token_hash(link_secret), now)
    return _open(invitation if invitation and invitation.mode in ON_A_SCREEN else None, secret)


def open_by_code(session: Session, typed: str, *, secret: str, now: datetime) -> OpenForm | None:
    """Open the form behind a typed code; None when it is wrong, invented, expired or paused.

    Also None for the code of a paper form.

    DomainError (field "code") when what was typed does not have the shape of a code.
    """
    found = find_by_typed_code(session, typed, modes=ON_A_SCREEN, secret=secret, now=now)
    return _open(found, secret)


def open_by_ticket(session: Session, ticket: str, *, secret: str, now: datetime) -> OpenForm | None:
    """Open the form again on its way back; None when the ticket was changed or has expired."""
    return _open(_behind(session, ticket, secret=secret, now=now), secret)


def answer_by_ticket(
    session: Session, ticket: str, answers: Answers, *, secret: str, now: datetime
) -> None:
    """Keep the answers of a form that was opened. What happens cannot be told from outside."""
    invitation = _behind(session, ticket, secret=secret, now=now)
    if invitation:
        answer(session, invitation.id, answers, secret=secret, now=now)


def answer(
    session: Session, invitation_id: str, answers: Answers, *, secret: str, now: datetime
) -> None:
    """Keep the first answers of an invitation; later ones, and those after expiry, change nothing.

    Nothing is returned and nothing raised in any of these cases, so that nobody can test whether
    somebody answered. No trail event, no time.
    """
    # The constraint that refuses a second answer comes last, so that both run the same statements.
    forget_order(session)
    with contextlib.suppress(IntegrityError), writing(session):
        invitation = find_invitation(session, invitation_id, now)
        if invitation is None:
            return
        _put_response(session, invitation, answers, now)
        tally_bands(
            session,
            month=invitation.cohort_month,
            respondent=invitation.respondent,
            bands=json.loads(invitation.bands),
            answers=answers,
        )
        session.execute(insert(SpentInvitation).values(key=spent_key(secret, invitation_id)))
    forget_order(session)


def spent_key(secret: str, invitation_id: str) -> str:
    """Return what marks an invitation as used; it leads back to it only with the secret."""
    return keyed_hash(secret, SPENT, invitation_id)


def _put_response(
    session: Session, invitation: InvitationSeen, answers: Answers, now: datetime
) -> None:
    instrument = load_instrument()
    put_response(
        session,
        {
            "id": new_id(),
            "team_id": invitation.team_id,
            "cohort_month": invitation.cohort_month,
            "respondent": invitation.respondent,
            "mode": invitation.mode,
            "form_language": instrument.language,
            "scale_version": instrument.scale,
            # When paper was typed in says nothing of when it was filled in.
            "is_late": invitation.mode != Mode.PAPER and now - invitation.made_at > LATE_AFTER,
            "q1": answers.q1,
            "q2": answers.q2,
            "q3": answers.q3,
        },
    )


def _open(invitation: InvitationSeen | None, secret: str) -> OpenForm | None:
    if invitation is None:
        return None
    ticket = f"{invitation.id}.{keyed_hash(secret, TICKET, invitation.id)}"
    return OpenForm(ticket, Respondent(invitation.respondent))


def _behind(session: Session, ticket: str, *, secret: str, now: datetime) -> InvitationSeen | None:
    invitation_id, _, proof = ticket.partition(".")
    expected = keyed_hash(secret, TICKET, invitation_id)
    if not hmac.compare_digest(proof.encode(), expected.encode()):
        return None
    return find_invitation(session, invitation_id, now)
