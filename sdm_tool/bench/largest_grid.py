"""The largest grid that people may write, to read together and to edit: made up, and never kept."""

from datetime import UTC, datetime
from string import ascii_lowercase

from flask import Flask
from sqlalchemy import select

from sdm_tool.bench.visitor import Unexpected
from sdm_tool.domain.grid_checks.structure import DEFAULT_QUESTIONS
from sdm_tool.domain.grid_document import Document, GridTexts, yaml_of
from sdm_tool.domain.grid_edit import MOST_OPTIONS, MOST_QUESTIONS
from sdm_tool.persistence.conversations import Conversation
from sdm_tool.services.conversations import start_conversation
from sdm_tool.services.demonstration_service import CLINICIAN, EDITOR, scope_of
from sdm_tool.services.grid_drafts import import_draft

WORDS = 2_000
SENTENCE = ("You", "meet", "a", "person", "who", "listens", "and", "asks", "what", "helps")
EDITED = "answers/option-b/what"
_BY_SERVICE = "wait"


def largest_texts() -> GridTexts:
    """The two files of a grid with 12 options, 20 questions and 2,000 words in its answers."""
    more = [f"question-{number}" for number in range(MOST_QUESTIONS - len(DEFAULT_QUESTIONS))]
    asked = [question for question in (*DEFAULT_QUESTIONS, *more) if question != _BY_SERVICE]
    options = [f"option-{letter}" for letter in ascii_lowercase[:MOST_OPTIONS]]
    cells = len(options) * len(asked)
    lengths = iter([WORDS // cells + (number < WORDS % cells) for number in range(cells)])
    answers = {
        option: {question: {"text": _words(next(lengths))} for question in asked}
        for option in options
    }
    grid = _around(options, asked) | {"answers": answers}
    nothing: Document = {"searched": "Made up.", "consensus": [], "evidence": [], "guidelines": []}
    return GridTexts(yaml_of(grid), yaml_of(nothing))


def begin_largest(app: Flask, like: str) -> tuple[str, str]:
    """Start a conversation with the largest grid on the record of another, and a draft of it.

    Returns the ids of both. Raises Unexpected when the checks refuse the grid.
    """
    texts, now = largest_texts(), datetime.now(UTC)
    grid = texts.read().grid
    if grid is None:
        raise Unexpected("the checks refuse the largest grid")
    with app.extensions["sdm_sessions"]() as session:
        draft_id = import_draft(
            session,
            app.extensions["sdm_catalogue"],
            texts,
            interests="None",
            scope=scope_of(EDITOR),
            now=now,
        )
        record = session.scalars(
            select(Conversation.record_id).where(Conversation.id == like)
        ).one()
        conversation_id = start_conversation(
            session,
            record,
            grid=grid,
            led_by=CLINICIAN.name,
            is_practice=True,
            scope=scope_of(CLINICIAN),
            now=now,
        )
    return conversation_id, draft_id


def edited(number: int) -> str:
    """Return the words that the answer at EDITED is given at the so-manieth save."""
    return f"You talk, and you talk again, and then you look at week {number} together."


def _words(count: int) -> str:
    return " ".join(SENTENCE[place % len(SENTENCE)] for place in range(count)).rstrip(".") + "."


def _around(options: list[str], asked: list[str]) -> Document:
    return {
        "slug": "largest-grid",
        "version": "0.1",
        "language": "en",
        "title": "The largest grid",
        "decision": "What would you like to try next?",
        "ages": {"from": 11, "to": 17},
        "country": "England",
        "groupings": ["getting-help"],
        "setting": "nhs",
        "audience": "young-person",
        "for_whom": "Nobody. It is for measuring.",
        "not_for": "Families.",
        "urgent_help": "Tell an adult you trust.",
        "safety_first": False,
        "options": [
            {"id": option, "name": f"Name {option[-1]}", "line": "You talk.", "provider": "A nurse"}
            | ({"no_change": True} if option == options[0] else {})
            for option in options
        ],
        "questions": [
            *({"id": question, "text": f"What about {question}?"} for question in asked),
            {"id": _BY_SERVICE, "text": "How long is the wait?", "answered_by": "service"},
        ],
        "authors": [{"name": "SDM Tool", "role": "made it up for measuring"}],
        "reviewers": [],
        "interests": "none",
        "funder": "none",
        "published": None,
        "review_by": None,
        "update_policy": "Never used.",
        "licence": "CC BY 4.0",
    }
