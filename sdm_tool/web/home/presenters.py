"""What the home page says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sdm_tool.domain.codes import format_record_code
from sdm_tool.domain.sections import Outcome
from sdm_tool.domain.status import Status, status_words
from sdm_tool.domain.wording import near_day
from sdm_tool.persistence.queries.conversations import ConversationSeen


@dataclass(frozen=True, slots=True)
class Line:
    """One conversation in a list."""

    when: str
    code: str
    href: str
    about: str
    state: str


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


def _about(conversation: ConversationSeen) -> str:
    practice = "Practice. " if conversation.is_practice else ""
    problem = conversation.problem.strip() or conversation.grid_title or "No problem named yet"
    return f"{practice}{problem}"


def _state(conversation: ConversationSeen) -> str:
    outcome = Outcome(conversation.decision) if conversation.decision else None
    return status_words(Status(conversation.status), outcome)
