"""What the home and safety pages say."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sdm_tool.domain.codes import format_record_code
from sdm_tool.domain.sections import Outcome
from sdm_tool.domain.status import Status, status_words
from sdm_tool.domain.wording import near_day, plain_date
from sdm_tool.persistence.organisation import CrisisContact
from sdm_tool.persistence.queries.conversations import ConversationSeen

# Numbers to ring in the United Kingdom, with their spaces; a number for texts is none of them.
RINGS = re.compile(
    r"(?<![\w+])(?:\+44 ?|0)\d(?: ?\d){6,10}(?!\w)|(?<![\w+])(?:999|112|111|101|116 ?\d{3})(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One conversation in a list."""

    when: str
    code: str
    href: str
    about: str
    state: str


@dataclass(frozen=True, slots=True)
class ContactPart:
    """Some words of a contact; with `ring` they are a number to tap."""

    words: str
    ring: str = ""


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One crisis contact."""

    situation: str
    parts: tuple[ContactPart, ...]


def present_in_progress(conversations: Iterable[ConversationSeen], now: datetime) -> list[Line]:
    """Return the conversations in progress, newest first."""
    return [
        Line(
            when=near_day(conversation.changed_at, now),
            code=format_record_code(conversation.record_code),
            href=f"/conversations/{conversation.id}",
            about=_about(conversation),
            state=_state(conversation),
        )
        for conversation in conversations
    ]


def _day(day: date, today: date) -> str:
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day:%a} {day.day} {day:%B}{year}"


def present_due(conversations: Iterable[ConversationSeen], today: date) -> list[Line]:
    """Return the reviews, earliest first. A late one "was due"; it is never red."""
    lines = []
    for conversation in conversations:
        review_on = conversation.review_on or today
        word = "Was due" if review_on < today else "Due"
        lines.append(
            Line(
                when=f"{word} {_day(review_on, today)}",
                code=format_record_code(conversation.record_code),
                href=f"/conversations/{conversation.id}",
                about=_about(conversation),
                state=_state(conversation),
            )
        )
    return lines


def present_contacts(contacts: Iterable[CrisisContact]) -> list[ContactLine]:
    """Return each contact once, its numbers apart from its words."""
    lines = [ContactLine(contact.situation, _parts(contact.contact)) for contact in contacts]
    return list(dict.fromkeys(lines))


def present_checks(contacts: Iterable[CrisisContact]) -> str:
    """Return in one sentence when the contacts were checked, the longest ago where they differ."""
    days = [contact.checked_on for contact in contacts]
    known = [day for day in days if day]
    if not known or len(known) < len(days):
        return "Not all of these were checked yet."
    since = "" if len(set(known)) == 1 else " or later"
    return f"Checked on {plain_date(min(known))}{since}."


def _parts(contact: str) -> tuple[ContactPart, ...]:
    parts, end = [], 0
    for number in RINGS.finditer(contact):
        parts.append(ContactPart(contact[end : number.start()]))
        parts.append(ContactPart(number[0], ring=number[0].replace(" ", "")))
        end = number.end()
    parts.append(ContactPart(contact[end:]))
    return tuple(part for part in parts if part.words)


def _about(conversation: ConversationSeen) -> str:
    practice = "Practice. " if conversation.is_practice else ""
    problem = conversation.problem.strip() or conversation.grid_title or "No problem named yet"
    return f"{practice}{problem}"


def _state(conversation: ConversationSeen) -> str:
    outcome = Outcome(conversation.decision) if conversation.decision else None
    return status_words(Status(conversation.status), outcome)
