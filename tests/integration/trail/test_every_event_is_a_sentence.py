"""No event is shown as a code, and none is left out."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sdm_tool.persistence.queries.trail import EventSeen
from sdm_tool.trail.events import Event
from sdm_tool.web.trail_pages.sentences import event_sentence

SEEN = EventSeen(
    position=1,
    happened_at=datetime(2026, 11, 2, 9, 0, tzinfo=UTC),
    event=Event.LOCKED,
    actor_id="a",
    actor_name="R. Okafor",
    record_id="",
    record_code="",
    subject_id="",
    subject_name="",
    detail="",
)


@pytest.mark.parametrize("event", list(Event))
def test_an_event_says_who_and_what_in_one_sentence(event: Event):
    words = event_sentence(replace(SEEN, event=event))

    assert words.endswith(".")
    assert "{" not in words
    assert ":" not in words
    assert "R. Okafor" in words or event is Event.GRID_PINNED


def test_an_unknown_event_is_an_error_and_not_a_blank_line():
    with pytest.raises(ValueError, match="no such thing"):
        event_sentence(replace(SEEN, event="no such thing"))


@pytest.mark.parametrize(
    ("actor_id", "words"),
    [("", "Somebody not signed in was refused a page."),
     ("gone", "An account no longer here was refused a page.")],
)  # fmt: skip
def test_whoever_is_not_known_is_said_so(actor_id: str, words: str):
    seen = replace(SEEN, event=Event.ACCESS_DENIED, actor_id=actor_id, actor_name="")

    assert event_sentence(seen) == words


def test_a_sign_in_without_an_account_names_nobody():
    seen = replace(SEEN, event=Event.SIGN_IN_REFUSED, actor_id="", actor_name="")

    assert event_sentence(seen).startswith("A sign-in was refused")
