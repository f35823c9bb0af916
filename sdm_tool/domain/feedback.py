"""Who may be offered CollaboRATE at a meeting, and on which form."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.sections import YOUNG_PERSON, MeetingSection
from sdm_tool.domain.voices import voices_of

PATIENT_FORM_FROM = 11
ADULT_FROM = 18
LATE_AFTER = timedelta(hours=48)
"""CollaboRATE's developers ask for answers within 24 to 48 hours (glynelwyn.com, FAQ)."""


class NotOffered(StrEnum):
    """Why somebody was not offered the form: the whole list, so that audit can count it."""

    NOT_THE_RIGHT_MOMENT = "not-the-right-moment"
    TOO_DISTRESSED = "too-distressed"
    ASKED_NOT_TO = "asked-not-to"
    NO_TIME = "no-time"
    ALREADY_ASKED_TODAY = "already-asked-today"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Asked:
    """Someone at the meeting, as far as CollaboRATE goes."""

    key: str
    """yp, p1, p2 ..."""
    word: str
    """What the family calls them. Never a name."""
    respondent: Respondent | None
    """The form they would get; None when there is none for them."""
    why_not: str
    """Why they cannot be offered the form, in words; empty when they can."""


def people_to_ask(meeting: MeetingSection) -> tuple[Asked, ...]:
    """Return everyone of the family at the meeting, the young person first."""
    words = {voice.key: voice.word for voice in voices_of([meeting])}
    asked = []
    if meeting.young_person_here:
        why_not = _why_not_young_person(meeting.age)
        asked.append(Asked(YOUNG_PERSON, words[YOUNG_PERSON], Respondent.YOUNG_PERSON, why_not))
    for person in meeting.people:
        if person.is_here and person.is_parent:
            why_not = "" if meeting.age is not None else _AGE_FIRST
            asked.append(Asked(person.key, words[person.key], Respondent.PARENT, why_not))
        elif person.is_here:
            asked.append(Asked(person.key, words[person.key], None, _NO_FORM))
    return tuple(asked)


def require_may_ask(meeting: MeetingSection, key: str, *, young_person_agrees: bool) -> Respondent:
    """Return the form that a person would get, or raise DomainError saying why there is none.

    From 18 a parent is asked only when the young person has said yes to it.
    """
    person = next((asked for asked in people_to_ask(meeting) if asked.key == key), None)
    if person is None:
        raise DomainError("That person is not down as being at this meeting. Look at Start.")
    if person.respondent is None or person.why_not:
        raise DomainError(person.why_not)
    if person.respondent is Respondent.PARENT and is_adult(meeting) and not young_person_agrees:
        raise DomainError(
            "The young person is 18 or over. Ask them first whether their parent or carer may "
            "answer, and tick the box when they say yes.",
            field="young_person_agrees",
        )
    return person.respondent


def is_adult(meeting: MeetingSection) -> bool:
    """Return whether the young person is 18 or over, as told at the meeting."""
    return meeting.age is not None and meeting.age >= ADULT_FROM


_AGE_FIRST = "Put in the young person’s age at Start first. It decides who can be asked."
_NO_FORM = "There is no form for supporters and advocates."


def _why_not_young_person(age: int | None) -> str:
    if age is None:
        return _AGE_FIRST
    if age < PATIENT_FORM_FROM:
        return "The form was made for people aged 11 and over. A parent or carer can be asked."
    return ""
