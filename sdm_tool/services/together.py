"""What people do on Together: mark what matters, say what draws them, bring an option."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.sections import (
    CLINICIAN,
    Leaning,
    LeaningKind,
    OwnOption,
    TogetherSection,
)
from sdm_tool.services.sections import Place, change_section

MOST_OWN_OPTIONS = 6
MOST_SAID = 12


def together_place(conversation_id: str) -> Place[TogetherSection]:
    """Return where the Together section of a conversation is."""
    return Place(conversation_id, "together", TogetherSection)


def mark_question(
    session: Session,
    conversation_id: str,
    *,
    question: str,
    voices: frozenset[str],
    scope: Scope,
    now: datetime,
) -> TogetherSection:
    """Set whom a question matters to. Marks belong to the young person and the supporters."""

    def change(section: TogetherSection) -> TogetherSection:
        keys = set(section.marks) | voices
        marks = {}
        for key in sorted(keys):
            kept = tuple(q for q in section.marks.get(key, ()) if q != question)
            marks[key] = (*kept, question) if key in voices else kept
        return replace(section, marks={key: value for key, value in marks.items() if value})

    if CLINICIAN in voices:
        raise DomainError("Marks belong to the young person and the family.", field="voices")
    return change_section(session, together_place(conversation_id), change, scope=scope, now=now)


def add_words(
    session: Session, conversation_id: str, leaning: Leaning, *, scope: Scope, now: datetime
) -> TogetherSection:
    """Add what one voice said about an option.

    The clinician's voice holds facts, comments and concerns, never a leaning; a leaning is the
    young person's or a supporter's. Refuses more than 12 things by one voice about one option.
    """

    def change(section: TogetherSection) -> TogetherSection:
        about = [(said.voice, said.option) for said in section.leanings]
        if about.count((leaning.voice, leaning.option)) >= MOST_SAID:
            raise DomainError(
                "Twelve things from one person about one option are enough. Take one back first.",
                field="words",
            )
        return replace(section, leanings=(*section.leanings, leaning))

    is_told = leaning.kind is LeaningKind.TELLS
    if (leaning.voice == CLINICIAN) != is_told:
        raise DomainError(
            "“Wants you to know” is for the clinician; the other three are for the family.",
            field="kind",
        )
    if is_told and not leaning.words.strip():
        raise DomainError("Write what the clinician wants you to know.", field="words")
    return change_section(session, together_place(conversation_id), change, scope=scope, now=now)


def leaning_key(leaning: Leaning) -> str:
    """Return what names one thing said, whatever else is said or taken back meanwhile."""
    said = f"{leaning.voice}\0{leaning.option}\0{leaning.kind}\0{leaning.words}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def take_back_words(
    session: Session, conversation_id: str, key: str, *, scope: Scope, now: datetime
) -> TogetherSection:
    """Take one thing said off the page; earlier versions keep it. Gone already: nothing happens."""

    def change(section: TogetherSection) -> TogetherSection:
        keys = [leaning_key(said) for said in section.leanings]
        if key not in keys:
            return section
        place = keys.index(key)
        kept = (*section.leanings[:place], *section.leanings[place + 1 :])
        return replace(section, leanings=kept)

    return change_section(session, together_place(conversation_id), change, scope=scope, now=now)


def bring_option(
    session: Session,
    conversation_id: str,
    *,
    name: str,
    line: str,
    scope: Scope,
    now: datetime,
) -> TogetherSection:
    """Add an option in the family's own words."""

    def change(section: TogetherSection) -> TogetherSection:
        own = section.own_options
        if len(own) >= MOST_OWN_OPTIONS:
            raise DomainError("Six of your own options are enough for one talk.", field="name")
        _require_other_name(own, name)
        number = max((int(option.key.removeprefix("own-")) for option in own), default=0) + 1
        return replace(section, own_options=(*own, OwnOption(f"own-{number}", name, line)))

    return change_section(session, together_place(conversation_id), change, scope=scope, now=now)


def change_own_option(
    session: Session,
    conversation_id: str,
    changed: OwnOption,
    *,
    scope: Scope,
    now: datetime,
) -> TogetherSection:
    """Name or describe an option of their own anew; what was said about it stays with it."""

    def change(section: TogetherSection) -> TogetherSection:
        others = [option for option in section.own_options if option.key != changed.key]
        _require_other_name(others, changed.name)
        own = tuple(changed if o.key == changed.key else o for o in section.own_options)
        return replace(section, own_options=own)

    return change_section(session, together_place(conversation_id), change, scope=scope, now=now)


def _require_other_name(own: Iterable[OwnOption], name: str) -> None:
    if any(option.name.casefold() == name.casefold() for option in own):
        raise DomainError("You have an option with this name already.", field="name")


def say_whether_open(
    session: Session,
    conversation_id: str,
    *,
    option: str,
    reason: str,
    scope: Scope,
    now: datetime,
) -> TogetherSection:
    """Say why an option is not open to them now; an empty reason says that it is."""

    def change(section: TogetherSection) -> TogetherSection:
        others = {key: why for key, why in section.not_open.items() if key != option}
        return replace(section, not_open={**others, option: reason} if reason else others)

    return change_section(session, together_place(conversation_id), change, scope=scope, now=now)
