"""Typing in the answers of CollaboRATE forms that were filled in on paper."""

import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.codes import read_feedback_code
from sdm_tool.domain.collaborate import Answers, Mode
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Permission, Scope
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services.feedback_answers import answer
from sdm_tool.services.feedback_codes import find_by_typed_code
from sdm_tool.services.feedback_offers import require_installed
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

NO_SUCH_CODE = (
    "No paper form has this code, or it came too late, or a code like it was typed wrongly too "
    "often. Check each letter and number. If they are right, keep the paper, empty this row, and "
    "try again in 15 minutes."
)
"""One for all, so that nobody learns whether there is such a code."""
TWICE = "This code is in two rows. Type each form once."


@dataclass(frozen=True, slots=True)
class PaperForm:
    """One form as it was typed in: the code printed on it, and what was marked."""

    code: str
    answers: Answers


def note_opening(session: Session, *, scope: Scope, now: datetime) -> None:
    """Put into the trail that somebody opened the page, as a hand-over notes its start.

    Once for each sign-in, so that the events do not tell how many forms there were. Nothing else
    of paper answers is in the trail: not what was typed in, not how many, not when.
    """
    _require_clerk(scope)
    with writing(session):
        append(session, Event.PAPER_OPENED, by=scope.account_id, at=now)


def type_in(
    session: Session, forms: Sequence[PaperForm], *, scope: Scope, secret: str, now: datetime
) -> Mapping[int, str]:
    """Keep the answers of a batch, or return what to put right by place, with nothing kept.

    A form that was typed in before changes nothing, and nothing says so: the first answers stay.
    A batch that was cut off can be sent again. NotFound for whoever may not type in answers.
    """
    _require_clerk(scope)
    require_installed()
    faults = _faults_of_shape(forms)
    ids: list[str] = []
    for place, form in enumerate(forms):
        if place in faults:
            continue
        found = find_by_typed_code(session, form.code, modes={Mode.PAPER}, secret=secret, now=now)
        if found is None:
            faults[place] = NO_SUCH_CODE
        else:
            ids.append(found.id)
    if faults:
        return faults
    # The pile of paper has an order, and the rows of a store may be watched as they appear.
    kept = list(zip(ids, forms, strict=True))
    secrets.SystemRandom().shuffle(kept)
    for invitation_id, form in kept:
        answer(session, invitation_id, form.answers, secret=secret, now=now)
    return {}


def _faults_of_shape(forms: Sequence[PaperForm]) -> dict[int, str]:
    faults: dict[int, str] = {}
    codes: dict[int, tuple[str, str]] = {}
    for place, form in enumerate(forms):
        try:
            codes[place] = read_feedback_code(form.code)
        except DomainError as error:
            faults[place] = error.message
    times = Counter(codes.values())
    return faults | {place: TWICE for place, code in codes.items() if times[code] > 1}


def _require_clerk(scope: Scope) -> None:
    if not scope.allows(Permission.PAPER_ENTER):
        raise NotFound
