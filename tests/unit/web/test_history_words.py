"""The history says in words what was saved: no field names, no keys, no codes of the store."""

import json
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

import pytest

from sdm_tool.domain.documents import to_json
from sdm_tool.domain.sections import (
    LIMITS_PROMPTS,
    Action,
    Basis,
    DecideSection,
    Grouping,
    Leaning,
    LeaningKind,
    LimitsSection,
    MeetingSection,
    NotesSection,
    Outcome,
    OwnOption,
    Person,
    Say,
    StartSection,
    Talk,
    TogetherSection,
    Words,
)
from sdm_tool.persistence.queries.conversations import ConversationSeen
from sdm_tool.persistence.queries.records import MeetingSeen
from sdm_tool.persistence.queries.sections import SectionSeen
from sdm_tool.services.conversation_reading import ConversationRead
from sdm_tool.web.conversations.history_words import EMPTY, SavedWords, label_of
from tests.factories.grids import QUESTIONS, minimal_grid

THEN = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
MUM = Person("p1", "Mum", is_parent=True)
KINDS = (
    MeetingSection,
    StartSection,
    TogetherSection,
    LimitsSection,
    DecideSection,
    NotesSection,
)
FIELDS = [field.name for kind in KINDS for field in fields(kind)]


def seen() -> ConversationSeen:
    empty: dict[str, Any] = {field.name: None for field in fields(ConversationSeen)}
    known = {"id": "c1", "started_at": THEN, "changed_at": THEN, "status": "in-progress"}
    return ConversationSeen(**{**empty, **known})


@pytest.fixture(scope="module")
def saved() -> SavedWords:
    """A conversation with Mum, about the small grid."""
    meeting = MeetingSeen("m1", "r1", "t1", THEN, is_practice=False)
    content = to_json(MeetingSection(people=(MUM,)))
    section = SectionSeen("meeting", content, 1, THEN, "a1", is_draft=False)
    conversation = ConversationRead(
        seen(), minimal_grid(), (meeting,), {("m1", "meeting"): section}
    )
    return SavedWords(conversation)


def said(saved: SavedWords, section: object, field: str) -> str:
    """What the history says of a field, as the store keeps it."""
    return saved.say(field, json.loads(to_json(section))[field])


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_is_shown_by_its_name_in_the_store(field: str):
    label = label_of(field)
    assert "_" not in label
    assert label[0].isupper()


def test_the_prompts_of_limits_are_told_as_they_were_asked():
    assert label_of("if_not") == "What happens if it does not work?"
    assert all(label_of(prompt) != prompt.capitalize() for prompt in LIMITS_PROMPTS)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_left_empty_is_called_empty(saved: SavedWords, kind: type):
    empty = {name: saved.say(name, held) for name, held in json.loads(to_json(kind())).items()}
    told = {name: words for name, words in empty.items() if words != EMPTY}
    assert told == ({"young_person_here": "Yes"} if kind is MeetingSection else {})


@pytest.mark.parametrize(
    ("section", "field", "words"),
    [
        (StartSection(say=Say.ME), "say", "I want to decide"),
        (StartSection(grouping=Grouping.THRIVING), "grouping", "Staying well"),
        (StartSection(needs_met="no"), "needs_met", "Not today"),
        (StartSection(time_alone="offered-taken"), "time_alone", "Offered, and had"),
        (MeetingSection(method="home-visit"), "method", "Home visit"),
        (MeetingSection(held_on=date(2026, 11, 3)), "held_on", "3 November 2026"),
        (MeetingSection(age=0), "age", "0"),
        (DecideSection(outcome=Outcome.NOT_DECIDED), "outcome", "Not decided yet"),
        (
            DecideSection(basis=Basis.NOT_TREATMENT),
            "basis",
            "It is not a decision about treatment",
        ),
        (DecideSection(review_on=date(2026, 12, 17)), "review_on", "17 December 2026"),
        (DecideSection(share_words=False), "share_words", "No"),
        (DecideSection(share_words=True), "share_words", "Yes"),
        (DecideSection(chosen=("group",)), "chosen", "Group meetings"),
        (DecideSection(decided_by=("yp", "p1")), "decided_by", "Young person\nMum"),
    ],
)
def test_a_code_of_the_store_is_told_as_it_was_read_on_the_page(
    saved: SavedWords, section: object, field: str, words: str
):
    assert said(saved, section, field) == words


def test_somebody_who_was_not_there_is_said_not_to_have_been(saved: SavedWords):
    people = (MUM, Person("p2", "Advocate", is_parent=False, is_here=False))
    assert said(saved, MeetingSection(people=people), "people") == (
        "Mum, parent or carer\nAdvocate, not here"
    )


def test_what_matters_is_quoted_under_whose_words_it_is(saved: SavedWords):
    start = StartSection(matters={"yp": "Sleeping", "p1": "School"})
    assert said(saved, start, "matters") == "Mum: “School”\nYoung person: “Sleeping”"


def test_marks_are_told_as_questions(saved: SavedWords):
    together = TogetherSection(marks={"yp": ("sure",), "p1": ()})
    assert said(saved, together, "marks") == f"Young person: {QUESTIONS['sure']}"


def test_a_leaning_says_who_about_what_and_in_which_words(saved: SavedWords):
    together = TogetherSection(
        leanings=(
            Leaning("yp", "group", LeaningKind.DRAWS, "Others like me"),
            Leaning("p1", "group", LeaningKind.NOT_SURE),
        )
    )
    assert said(saved, together, "leanings").split("\n") == [
        "Young person about Group meetings. Draws me: “Others like me”",
        "Mum about Group meetings. Not sure",
    ]


def test_an_option_that_is_not_open_says_why(saved: SavedWords):
    together = TogetherSection(not_open={"group": "it is full"})
    assert said(saved, together, "not_open") == "Group meetings, because it is full"


def test_an_option_of_their_own_without_more_words_ends_at_its_name(saved: SavedWords):
    own = (OwnOption("own-1", "Swimming", "On Sundays"), OwnOption("own-2", "A dog"))
    words = said(saved, TogetherSection(own_options=own), "own_options")
    assert words == "Swimming. On Sundays\nA dog"


def test_an_action_says_who_what_and_by_when(saved: SavedWords):
    actions = (Action("p1", "Ring school.", date(2026, 11, 5)), Action("c", "Write"))
    assert said(saved, DecideSection(actions=actions), "actions") == (
        "Mum: Ring school, by 5 November 2026\nClinician: Write"
    )


def test_a_reservation_is_quoted(saved: SavedWords):
    decide = DecideSection(reservations=(Words("p1", "Too soon"),))
    assert said(saved, decide, "reservations") == "Mum: “Too soon”"


def test_a_talk_keeps_its_words_its_tick_and_why_there_was_none(saved: SavedWords):
    limits = LimitsSection(
        good=Talk("It helps", said_grid=True), hard=Talk(not_discussed=True, why_not="no time")
    )
    assert said(saved, limits, "good") == "It helps\n“We said this”, of what the grid says"
    assert said(saved, limits, "hard") == "Not talked about, because no time"


def test_a_voice_that_is_gone_is_not_given_to_somebody_else(saved: SavedWords):
    decide = DecideSection(reservations=(Words("p7", "Too soon"),))
    assert said(saved, decide, "reservations") == "p7: “Too soon”"


def test_what_was_not_talked_about_without_a_reason_ends_there(saved):
    limits = LimitsSection(hard=Talk(not_discussed=True))
    assert said(saved, limits, "hard") == "Not talked about"
