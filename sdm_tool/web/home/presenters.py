"""What the home and safety pages say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sdm_tool.domain.codes import format_record_code
from sdm_tool.domain.sections import Outcome
from sdm_tool.domain.status import Status, status_words
from sdm_tool.domain.wording import near_day, plain_date
from sdm_tool.persistence.organisation import CrisisContact
from sdm_tool.persistence.queries.conversations import ConversationSeen
from sdm_tool.persistence.queries.organisations import TeamSeen


@dataclass(frozen=True, slots=True)
class Line:
    """One conversation in a list."""

    when: str
    code: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One crisis contact."""

    situation: str
    contact: str
    checked: str
    team: str


def present_in_progress(conversations: Iterable[ConversationSeen], now: datetime) -> list[Line]:
    """Return the conversations in progress, newest first."""
    return [
        Line(
            when=near_day(conversation.changed_at, now),
            code=format_record_code(conversation.record_code),
            href=f"/conversations/{conversation.id}",
            words=f"{_about(conversation)} {_state(conversation)}.",
        )
        for conversation in conversations
    ]


def present_due(conversations: Iterable[ConversationSeen], today: date) -> list[Line]:
    """Return the reviews, earliest first. A late one "was due"; it is never red."""
    lines = []
    for conversation in conversations:
        review_on = conversation.review_on or today
        word = "Was due" if review_on < today else "Due"
        lines.append(
            Line(
                when=f"{word} {review_on:%a} {review_on.day} {review_on:%B}",
                code=format_record_code(conversation.record_code),
                href=f"/conversations/{conversation.id}",
                words=f"{_about(conversation)} {_state(conversation)}.",
            )
        )
    return lines


def present_contacts(
    contacts: Iterable[CrisisContact], teams: Mapping[str, TeamSeen]
) -> list[ContactLine]:
    """Return each contact once, with the date it was checked."""
    lines = [
        ContactLine(
            situation=contact.situation,
            contact=contact.contact,
            checked=f"Checked on {plain_date(contact.checked_on)}"
            if contact.checked_on
            else "Not checked yet",
            team=teams[contact.team_id].name if contact.team_id else "",
        )
        for contact in contacts
    ]
    return list(dict.fromkeys(lines))


def _about(conversation: ConversationSeen) -> str:
    practice = "Practice. " if conversation.is_practice else ""
    problem = conversation.problem.strip() or conversation.grid_title or "No problem named yet"
    return f"{practice}{problem}."


def _state(conversation: ConversationSeen) -> str:
    outcome = Outcome(conversation.decision) if conversation.decision else None
    return status_words(Status(conversation.status), outcome)
