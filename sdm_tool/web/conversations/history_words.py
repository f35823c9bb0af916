"""What a saved part of a section says, in words: no field names, keys or codes of the store."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sdm_tool.domain.sections import LIMITS_PROMPTS, LeaningKind, Outcome
from sdm_tool.domain.status import NO_EXTRA_HELP, NOT_DECIDED_YET
from sdm_tool.domain.wording import plain_date
from sdm_tool.services.conversation_reading import ConversationRead
from sdm_tool.web.conversations.decide_forms import BASIS
from sdm_tool.web.conversations.limits_presenters import QUESTIONS
from sdm_tool.web.conversations.start_forms import METHODS, NEEDS_MET, SAY, TIME_ALONE
from sdm_tool.web.conversations.together_presenters import KIND_WORDS
from sdm_tool.web.grouping_words import GROUPINGS

LABELS = {
    "held_on": "Date", "held_time": "Time", "method": "How they met", "led_by": "Led by",
    "responsible": "Responsible professional", "people": "With the young person",
    "professionals": "Other professionals", "problem": "About", "say": "Say today",
    "say_words": "In their own words", "matters": "What matters", "needs_met": "Was that in place",
    "agenda_young_person": "To talk about, for the young person",
    "agenda_family": "To talk about, for the family",
    "agenda_clinician": "To talk about, for the clinician",
    "grouping": "Kind of support", "alongside": "Support alongside", "marks": "Marked",
    "leanings": "Said about the options", "not_open": "Not open to them now",
    "own_options": "Options of their own", "outcome": "Decided", "decided_by": "Who decided",
    "basis": "Who could agree to it", "basis_who": "Who that is, and how it is known",
    "reservations": "Who sees it differently", "actions": "Who does what",
    "review_on": "Look again", "check_in": "Who checks in",
    "share_words": "The parent copy may show their words",
    "share_marks": "The parent copy may show their marks",
    "share_reservations": "The parent copy may show where they differ",
    "competence_reasons": "Why they were, or were not, able to decide",
    "refused_copy_reason": "Why a parent copy was given all the same",
}  # fmt: skip
OUTCOMES = {
    Outcome.OPTIONS.value: "One or more options",
    Outcome.NOT_DECIDED.value: NOT_DECIDED_YET,
    Outcome.NO_EXTRA_HELP.value: NO_EXTRA_HELP,
}
CODES: dict[str, Mapping[str, str]] = {
    "method": METHODS, "say": SAY, "time_alone": TIME_ALONE, "needs_met": NEEDS_MET,
    "grouping": GROUPINGS, "alongside": GROUPINGS, "outcome": OUTCOMES, "basis": BASIS,
}  # fmt: skip
EMPTY = "Empty"
DATES = frozenset({"held_on", "review_on"})


def label_of(field: str) -> str:
    """Return the words for a field of a section."""
    if field in LIMITS_PROMPTS:
        return QUESTIONS[field][0]
    return LABELS.get(field, field.replace("_", " ").capitalize())


class SavedWords:
    """Says the saved values of one conversation, where voices and options have their own names."""

    def __init__(self, conversation: ConversationRead) -> None:
        self._voices = {voice.key: voice.word for voice in conversation.voices}
        self._options = {option.id: option.name for option in conversation.options}
        questions = conversation.grid.questions if conversation.grid else ()
        self._questions = {question.id: question.text for question in questions}
        self._items: dict[str, Callable[[Any], str]] = {
            "people": _person, "leanings": self._leaning, "reservations": self._quoted,
            "actions": self._action, "own_options": _own_option,
        }  # fmt: skip
        self._entries: dict[str, Callable[[str, Any], str]] = {
            "matters": lambda voice, words: f"{self._voice(voice)}: “{words}”",
            "marks": self._marks,
            "not_open": lambda option, why: f"{self._option(option)}, because {why}",
        }

    def say(self, field: str, value: Any) -> str:  # noqa: ANN401  any JSON value of a section
        """Return one line for each thing a field holds, or EMPTY."""
        if field in LIMITS_PROMPTS:
            lines = _talk(value)
        elif field in self._entries:
            lines = [self._entries[field](key, held) for key, held in value.items()]
        elif field in self._items:
            lines = [self._items[field](held) for held in value]
        elif isinstance(value, list):
            lines = [self._one(field, held) for held in value]
        else:
            lines = [self._one(field, value)]
        return "\n".join(line for line in lines if line) or EMPTY

    def _one(self, field: str, value: Any) -> str:  # noqa: ANN401  any plain JSON value
        if value in (None, ""):
            return ""
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if field in DATES:
            return plain_date(date.fromisoformat(value))
        names = {"decided_by": self._voices, "chosen": self._options} | CODES
        return names.get(field, {}).get(value, str(value))

    def _voice(self, key: str) -> str:
        return self._voices.get(key, key)

    def _option(self, key: str) -> str:
        return self._options.get(key, key)

    def _marks(self, voice: str, questions: list[str]) -> str:
        words = " ".join(self._questions.get(question, question) for question in questions)
        return f"{self._voice(voice)}: {words}" if words else ""

    def _leaning(self, said: dict[str, str]) -> str:
        kind = KIND_WORDS[LeaningKind(said["kind"])]
        words = f": “{said['words']}”" if said["words"] else ""
        return f"{self._voice(said['voice'])} about {self._option(said['option'])}. {kind}{words}"

    def _quoted(self, said: dict[str, str]) -> str:
        return f"{self._voice(said['voice'])}: “{said['words']}”"

    def _action(self, action: dict[str, str | None]) -> str:
        by_when = action["by_when"]
        when = f", by {plain_date(date.fromisoformat(by_when))}" if by_when else ""
        what = (action["what"] or "").removesuffix(".")
        return f"{self._voice(action['voice'] or '')}: {what}{when}"


def _person(person: dict[str, Any]) -> str:
    role = ", parent or carer" if person["is_parent"] else ""
    return f"{person['word']}{role}{'' if person['is_here'] else ', not here'}"


def _own_option(option: dict[str, str]) -> str:
    return f"{option['name']}. {option['line']}".removesuffix(". ")


def _talk(talk: dict[str, Any]) -> list[str]:
    return [
        talk["words"],
        "“We said this”, of what the grid says" if talk["said_grid"] else "",
        _not_talked_about(talk["why_not"]) if talk["not_discussed"] else "",
    ]


def _not_talked_about(why: str) -> str:
    return f"Not talked about, because {why}" if why.strip() else "Not talked about"
