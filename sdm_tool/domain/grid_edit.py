"""Changing a grid that is being written: its options, its questions, and one answer at a time."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid_document import Document

MOST_OPTIONS = 12
SOURCE_VERSION = "source_version"
MOST_QUESTIONS = 20
ABOUT_KEYS = (
    "title",
    "decision",
    "country",
    "setting",
    "audience",
    "for_whom",
    "not_for",
    "urgent_help",
    "safety_first",
    "groupings",
    "ages",
    "authors",
    "interests",
    "funder",
    "update_policy",
    "licence",
)


def mark_of(part: object) -> str:
    """Return a short mark of a part's content: another mark, another content."""
    written = json.dumps(part, sort_keys=True, default=str)
    return sha256(written.encode()).hexdigest()[:16]


def about_of(grid: Document) -> Document:
    """Return what stands over the whole grid."""
    return {key: grid.get(key) for key in ABOUT_KEYS} | {SOURCE_VERSION: _source_version(grid)}


def set_about(grid: Document, about: Document) -> None:
    """Change what stands over the whole grid, and which version a linked one was made from."""
    version = about.pop(SOURCE_VERSION, "")
    if isinstance(grid.get("made_from"), dict):
        grid["made_from"]["version"] = version
    grid.update(about)


def _source_version(grid: Document) -> str:
    made_from = grid.get("made_from")
    return str(made_from.get("version", "")) if isinstance(made_from, dict) else ""


def options_of(grid: Document) -> list[Document]:
    """Return the options as they stand in the file."""
    return _entries(grid, "options")


def questions_of(grid: Document) -> list[Document]:
    """Return the questions in their order."""
    return _entries(grid, "questions")


def option_of(grid: Document, option_id: str) -> Document:
    """Return one option; refused when there is none of that id."""
    return _one(options_of(grid), option_id, "There is no such option on this grid.")


def question_of(grid: Document, question_id: str) -> Document:
    """Return one question; refused when there is none of that id."""
    return _one(questions_of(grid), question_id, "There is no such question on this grid.")


def answer_of(grid: Document, option_id: str, question_id: str) -> Document:
    """Return one answer; empty while nothing was written."""
    answers = grid.get("answers")
    row = answers.get(option_id) if isinstance(answers, dict) else None
    answer = row.get(question_id) if isinstance(row, dict) else None
    return answer if isinstance(answer, dict) else {}


def change_entry(entry: Document, values: Document) -> None:
    """Put values into an option or a question; one that is empty is left out."""
    for key, value in values.items():
        if value in (None, "", [], {}):
            entry.pop(key, None)
        else:
            entry[key] = value


def set_answer(grid: Document, option_id: str, question_id: str, answer: Document) -> None:
    """Write one answer; what is empty is left out."""
    answers = grid.get("answers")
    if not isinstance(answers, dict):
        answers = grid["answers"] = {}
    row = answers.get(option_id)
    if not isinstance(row, dict):
        row = answers[option_id] = {}
    row[question_id] = {key: value for key, value in answer.items() if value not in ("", [], None)}


def add_option(grid: Document, name: str) -> str:
    """Add an option with nothing written about it yet, and return its id."""
    options = options_of(grid)
    if len(options) >= MOST_OPTIONS:
        raise DomainError(f"A grid holds {MOST_OPTIONS} options at most.", field="name")
    option_id = _new_id(name, {str(option.get("id")) for option in options}, "option")
    grid["options"] = [*options, {"id": option_id, "name": name}]
    for question in questions_of(grid):
        if not is_answered_by_service(question):
            set_answer(grid, option_id, str(question.get("id")), {})
    return option_id


def remove_option(grid: Document, option_id: str) -> None:
    """Take an option and its answers off the grid. The one of changing nothing stays."""
    if option_of(grid, option_id).get("no_change") is True:
        raise DomainError("Every grid keeps the option of keeping things as they are.")
    grid["options"] = [o for o in options_of(grid) if o.get("id") != option_id]
    answers = grid.get("answers")
    if isinstance(answers, dict):
        answers.pop(option_id, None)


def is_answered_by_service(question: Document) -> bool:
    """Return whether each service answers this question for itself, so that no grid does."""
    return question.get("answered_by") == "service"


def add_question(grid: Document, text: str) -> str:
    """Add a question below the others, unanswered for every option, and return its id."""
    questions = questions_of(grid)
    if len(questions) >= MOST_QUESTIONS:
        raise DomainError(f"A grid asks {MOST_QUESTIONS} questions at most.", field="text")
    taken = {str(question.get("id")) for question in questions}
    question_id = _new_id(text, taken, "question")
    grid["questions"] = [*questions, {"id": question_id, "text": text}]
    for option in options_of(grid):
        set_answer(grid, str(option.get("id")), question_id, {})
    return question_id


def answers_to(grid: Document, question_id: str) -> int:
    """Return for how many options something is written under a question."""
    answers = grid.get("answers")
    rows = answers if isinstance(answers, dict) else {}
    return sum(bool(answer_of(grid, option_id, question_id)) for option_id in rows)


def remove_question(grid: Document, question_id: str) -> None:
    """Take a question and every answer to it off the grid."""
    gone = question_of(grid, question_id)
    grid["questions"] = [each for each in questions_of(grid) if each is not gone]
    answers = grid.get("answers")
    for row in answers.values() if isinstance(answers, dict) else ():
        if isinstance(row, dict):
            row.pop(question_id, None)


def move_question(grid: Document, question_id: str, places: int) -> int:
    """Move a question so many places down, or up below 0, and return its number from 1.

    It goes no further than the first or the last place.
    """
    question, others = question_of(grid, question_id), questions_of(grid)
    at = others.index(question)
    others.pop(at)
    to = min(max(at + places, 0), len(others))
    grid["questions"] = [*others[:to], question, *others[to:]]
    return to + 1


def _entries(grid: Document, key: str) -> list[Document]:
    found = grid.get(key)
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _one(entries: list[Document], wanted: str, refusal: str) -> Document:
    for entry in entries:
        if entry.get("id") == wanted:
            return entry
    raise DomainError(refusal)


def _new_id(name: str, taken: set[str], kind: str) -> str:
    words = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in name.lower())
    base = "-".join(words.split())[:60].strip("-") or kind
    if not base[0].isalpha():
        base = f"{kind}-{base}"
    return next(each for each in _numbered(base) if each not in taken)


def _numbered(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1


def texts_in(value: Any) -> Iterator[str]:  # noqa: ANN401  a value may be of any kind
    """Return every text inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)
