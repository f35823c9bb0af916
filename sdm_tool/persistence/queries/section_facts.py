"""Turning the sections of a conversation into facts to count. Here the words stop.

The newest version of each section is read as plain JSON: a year of a large service is some eighty
thousand of them, and a section as a value takes ten times as long to make. What is absent counts
as empty, as it does where sections are read for people.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sdm_tool.domain.fairness import Bands, find_bands
from sdm_tool.domain.record_facts import OWN_OPTION, OptionFacts, PresenceFacts, StartFacts
from sdm_tool.domain.sections import YOUNG_PERSON, Grouping

LIMITS = "limits/"
_HONEST = ("likely", "if_not", "unknown")
_OF_CHOSEN = ("success", "likely", "if_not")
_OWN = "own-"


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """All that is counted of the sections of one conversation."""

    bands: Bands
    start: StartFacts
    presence: PresenceFacts
    options: OptionFacts
    choices: frozenset[str]
    decided: bytes
    """A digest of the outcome and the options, to tell one decision from another."""


def section_facts(
    sections: Mapping[str, str], meetings: Sequence[str], no_change: str | None
) -> SectionFacts:
    """Return the facts of one conversation's newest sections, by name, and those of its meetings.

    `no_change` is the id of the option of keeping things as they are, None without a grid.
    """
    # As one document: reading each alone takes twice as long.
    contents = json.loads(f"[{','.join([*sections.values(), *meetings])}]")
    newest = dict(zip(sections, contents, strict=False))
    start, together, decide = (newest.get(name, {}) for name in ("start", "together", "decide"))
    limits = {
        name.removeprefix(LIMITS): talks
        for name, talks in newest.items()
        if name.startswith(LIMITS)
    }
    chosen = decide.get("chosen") or []
    held = contents[len(sections) :]
    return SectionFacts(
        bands=_bands(held, start),
        start=_start(start),
        presence=_presence(held, start, together, decide),
        options=_options(limits, chosen, no_change),
        choices=frozenset(OWN_OPTION if each.startswith(_OWN) else each for each in chosen),
        decided=_digest(decide, together),
    )


def _digest(decide: Mapping[str, Any], together: Mapping[str, Any]) -> bytes:
    """The family's own options count by name: their keys begin anew in every conversation."""
    own = {each["key"]: each["name"].casefold() for each in together.get("own_options") or []}
    options = sorted(own.get(each, each) for each in decide.get("chosen") or [])
    return sha256(json.dumps([decide.get("outcome"), options]).encode()).digest()


def _read(sections: Mapping[str, str], name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sections.get(name, "{}"))
    return found


def _bands(meetings: Sequence[Mapping[str, Any]], start: Mapping[str, Any]) -> Bands:
    grouping = start.get("grouping")
    return find_bands(
        ages=[each.get("age") for each in meetings],
        interpreters=[each.get("interpreter") or "" for each in meetings],
        needs=[start.get("needs") or ""],
        groupings=[Grouping(grouping) if grouping else None],
    )


def _start(start: Mapping[str, Any]) -> StartFacts:
    return StartFacts(
        own_words=_is_written((start.get("matters") or {}).get(YOUNG_PERSON)),
        needs=_is_written(start.get("needs")),
        needs_met=start.get("needs_met") or "",
        time_alone=start.get("time_alone") or "",
    )


def _presence(
    meetings: Sequence[Mapping[str, Any]],
    start: Mapping[str, Any],
    together: Mapping[str, Any],
    decide: Mapping[str, Any],
) -> PresenceFacts:
    young_person = not meetings or any(each.get("young_person_here", True) for each in meetings)
    others = {
        person["key"]
        for meeting in meetings
        for person in meeting.get("people") or []
        if person.get("is_here", True)
    }
    heard = {voice for voice, words in (start.get("matters") or {}).items() if _is_written(words)}
    heard.update(voice for voice, marks in (together.get("marks") or {}).items() if marks)
    heard.update(each["voice"] for each in together.get("leanings") or [])
    heard.update(
        each["voice"] for each in decide.get("reservations") or [] if _is_written(each.get("words"))
    )
    present = others | ({YOUNG_PERSON} if young_person else set())
    return PresenceFacts(
        young_person=young_person, others=len(others), unheard=len(present - heard)
    )


def _options(
    limits: Mapping[str, Mapping[str, Any]], chosen: Sequence[str], no_change: str | None
) -> OptionFacts:
    looked_at = {option: talks for option, talks in limits.items() if _is_started(talks)}
    with_limits = sum(
        all(_is_point(looked_at.get(option, {}), prompt) for prompt in _OF_CHOSEN)
        for option in chosen
    )
    return OptionFacts(
        looked_at=len(looked_at),
        balanced=sum(map(_is_balanced, looked_at.values())),
        no_change=None if no_change is None else no_change in looked_at,
        chosen=len(chosen),
        chosen_with_limits=with_limits,
    )


def _is_balanced(talks: Mapping[str, Any]) -> bool:
    both = _is_point(talks, "good") and _is_point(talks, "hard")
    return both and any(_is_point(talks, prompt) for prompt in _HONEST)


def _is_point(talks: Mapping[str, Any], prompt: str) -> bool:
    talk = talks.get(prompt) or {}
    told = bool(talk.get("said_grid")) or _is_written(talk.get("words"))
    return told and not talk.get("not_discussed")


def _is_started(talks: Mapping[str, Any]) -> bool:
    return any(any(talk.values()) for talk in talks.values() if talk)


def _is_written(words: str | None) -> bool:
    return bool(words and words.strip())
