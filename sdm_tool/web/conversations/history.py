"""What was saved, when, and by whom: the history page in words."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from sdm_tool.domain.wording import near_day
from sdm_tool.persistence.queries.conversations import find_display_names
from sdm_tool.persistence.queries.sections import find_all_versions
from sdm_tool.services.conversation_reading import LIMITS, ConversationRead
from sdm_tool.web.conversations.history_words import EMPTY, SavedWords, label_of

SECTION_NAMES = {
    "meeting": "The meeting",
    "start": "Start",
    "together": "Together",
    "decide": "Decide",
    "notes": "Staff notes",
}


@dataclass(frozen=True, slots=True)
class VersionShown:
    """One version of one section, and what changed in it."""

    when: str
    who: str
    section: str
    number: int
    changes: list[tuple[str, str]]


def present_history(
    session: Session, conversation: ConversationRead, now: datetime
) -> list[VersionShown]:
    """Return every version, newest first, each with the parts that differ from the one before."""
    versions = find_all_versions(session, conversation.subject_ids)
    names = find_display_names(session, {version.saved_by for version in versions})
    saved = SavedWords(conversation)
    before: dict[tuple[str, str], dict[str, Any]] = {}
    shown = []
    for version in versions:
        content = json.loads(version.content)
        key = (version.subject_id, version.section)
        changes = _changes(saved, before.get(key), content)
        before[key] = content
        shown.append(
            VersionShown(
                near_day(version.saved_at, now),
                names.get(version.saved_by, ""),
                _section_name(version.section, conversation),
                version.number,
                changes,
            )
        )
    return shown[::-1]


def _section_name(section: str, conversation: ConversationRead) -> str:
    if section.startswith(LIMITS):
        option = section.removeprefix(LIMITS)
        name = next((o.name for o in conversation.options if o.id == option), option)
        return f"Limits: {name}"
    return SECTION_NAMES.get(section, section)


def _changes(
    saved: SavedWords, before: dict[str, Any] | None, content: dict[str, Any]
) -> list[tuple[str, str]]:
    """Return what differs from the version before; in the first one, what is filled in."""
    if before is None:
        told = [(label_of(name), saved.say(name, value)) for name, value in content.items()]
        return [(label, words) for label, words in told if words != EMPTY]
    return [
        (label_of(name), saved.say(name, value))
        for name, value in content.items()
        if value != before.get(name)
    ]
