"""A line in a list says what it is about, how it stands, and when to look again."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from sdm_tool.persistence.queries.conversations import ConversationSeen
from sdm_tool.web.conversations.overview_presenters import offered_words
from sdm_tool.web.conversations.record_presenters import present_conversation_lines
from sdm_tool.web.home.presenters import present_due, present_in_progress

NOW = datetime(2026, 11, 19, 14, 32, tzinfo=UTC)
EMPTY: dict[str, Any] = {field.name: None for field in fields(ConversationSeen)}
SEEN = ConversationSeen(
    **{
        **EMPTY,
        "id": "c1",
        "record_code": "7KQ2M9XD",
        "is_practice": False,
        "started_at": datetime(2026, 7, 1, 23, 30, tzinfo=UTC),
        "changed_at": NOW,
        "status": "in-progress",
        "problem": "Feeling low",
        "decision": "",
        "grid_title": "Low mood",
    }
)


@pytest.mark.parametrize(
    ("review_on", "words"),
    [
        (date(2026, 11, 18), "Was due Wed 18 November"),
        (date(2026, 11, 19), "Due Thu 19 November"),
        (date(2026, 12, 1), "Due Tue 1 December"),
        (date(2025, 5, 7), "Was due Wed 7 May 2025"),
        (date(2027, 1, 5), "Due Tue 5 January 2027"),
    ],
)
def test_a_review_was_due_only_from_the_day_after(review_on: date, words: str):
    (line,) = present_due([replace(SEEN, review_on=review_on)], NOW.date())
    assert line.when == words


def test_a_line_names_the_record_and_leads_to_the_conversation():
    (line,) = present_in_progress([SEEN], NOW)
    assert (line.when, line.code, line.href) == ("Today, 14:32", "7KQ2-M9XD", "/conversations/c1")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Feeling low"),
        ({"problem": "  "}, "Low mood"),
        ({"problem": "", "grid_title": None}, "No problem named yet"),
        ({"is_practice": True}, "Practice. Feeling low"),
    ],
)
def test_a_line_says_what_it_is_about(changes: dict[str, object], words: str):
    (line,) = present_in_progress([replace(SEEN, **changes)], NOW)
    assert line.about == words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Not decided yet"),
        ({"decision": "options"}, "Draft: we may still change this"),
        ({"status": "valid", "decision": "no-extra-help"}, "No extra help for now"),
        ({"status": "cancelled", "decision": "options"}, "Entered in error"),
        ({"is_practice": True}, "Practice. Not decided yet"),
        ({"replaced_by": "c2", "status": "valid", "decision": "options"}, "Replaced"),
    ],
)
def test_a_conversation_of_a_record_says_how_it_stands(changes: dict[str, object], words: str):
    (line,) = present_conversation_lines([replace(SEEN, **changes)])
    assert line.state == words


def test_a_conversation_begun_late_on_a_summer_evening_is_the_next_days():
    (line,) = present_conversation_lines([SEEN])
    assert line.when == "2 July 2026"


@pytest.mark.parametrize(
    ("offers", "words"),
    [
        ([], "Not offered yet"),
        ([False], "Not offered"),
        ([False, True], "Offered"),
        ([True], "Offered"),
    ],
)
def test_feedback_says_no_more_than_whether_it_was_offered(offers: list[bool], words: str):
    assert offered_words(offers) == words
