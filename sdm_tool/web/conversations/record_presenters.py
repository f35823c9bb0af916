"""What the record page says."""

from collections.abc import Iterable
from dataclasses import dataclass

from sdm_tool.domain.sections import Outcome
from sdm_tool.domain.status import Status, status_words
from sdm_tool.domain.wording import london_day, plain_date
from sdm_tool.persistence.queries.conversations import ConversationSeen


@dataclass(frozen=True, slots=True)
class ConversationLine:
    """One conversation of a record."""

    when: str
    href: str
    about: str
    state: str


def present_conversation_lines(conversations: Iterable[ConversationSeen]) -> list[ConversationLine]:
    """Return the conversations of a record, newest first."""
    return [
        ConversationLine(
            when=plain_date(london_day(conversation.started_at)),
            href=f"/conversations/{conversation.id}",
            about=conversation.problem or conversation.grid_title or "No problem named yet",
            state=_state(conversation),
        )
        for conversation in conversations
    ]


def _state(conversation: ConversationSeen) -> str:
    if conversation.replaced_by:
        return "Replaced"
    outcome = Outcome(conversation.decision) if conversation.decision else None
    words = status_words(Status(conversation.status), outcome)
    return f"Practice. {words}" if conversation.is_practice else words
