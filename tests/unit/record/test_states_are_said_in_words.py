"""Every state of a conversation, in the words of every screen and printed page."""

from datetime import date

import pytest

from sdm_tool.domain.sections import Outcome
from sdm_tool.domain.status import Status, status_words

IN_PROGRESS, VALID, CANCELLED = Status
OPTIONS, NOT_DECIDED, NO_EXTRA_HELP = Outcome
DAY = date(2026, 11, 19)

STATES = {
    (IN_PROGRESS, None, False): "Not decided yet",
    (IN_PROGRESS, OPTIONS, False): "Draft: we may still change this",
    (IN_PROGRESS, NOT_DECIDED, False): "Draft: we may still change this",
    (IN_PROGRESS, NO_EXTRA_HELP, False): "Draft: we may still change this",
    (IN_PROGRESS, None, True): "Not decided yet",
    (IN_PROGRESS, OPTIONS, True): "Draft: we may still change this",
    (IN_PROGRESS, NOT_DECIDED, True): "Draft: we may still change this",
    (IN_PROGRESS, NO_EXTRA_HELP, True): "Draft: we may still change this",
    (VALID, OPTIONS, False): "Agreed on Thursday 19 November 2026",
    (VALID, NOT_DECIDED, False): "Not decided yet",
    (VALID, NO_EXTRA_HELP, False): "No extra help for now",
    (VALID, OPTIONS, True): "Agreed on Thursday 19 November 2026",
    (VALID, NOT_DECIDED, True): "Not decided yet",
    (VALID, NO_EXTRA_HELP, True): (
        "No new treatment for now: assessment, safety plan and check-ins go on"
    ),
}


@pytest.mark.parametrize(("state", "words"), STATES.items())
def test_a_state_has_its_words(state: tuple[Status, Outcome | None, bool], words: str):
    status, outcome, safety_first = state
    assert status_words(status, outcome, agreed_on=DAY, safety_first=safety_first) == words


@pytest.mark.parametrize("outcome", [None, *Outcome])
def test_an_error_gives_its_reason_whatever_was_decided(outcome: Outcome | None):
    words = status_words(CANCELLED, outcome, agreed_on=DAY, reason="another child’s record")
    assert words == "Entered in error: another child’s record"


def test_an_error_without_a_reason_still_says_what_it_is():
    assert status_words(CANCELLED, None) == "Entered in error"


def test_an_unknown_day_is_not_made_up():
    assert status_words(VALID, OPTIONS) == "Agreed"
