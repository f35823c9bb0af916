"""What a team says about a wait, and when that was long ago."""

from datetime import date

import pytest

from sdm_tool.persistence.queries.organisations import WaitSeen
from sdm_tool.web.grid_presenters import wait_words

TOLD = date(2026, 8, 1)
LONG_AGO = "That is more than 90 days ago: ask if it is still so."


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (WaitSeen(is_offered=True, weeks=8, as_of=TOLD), "About 8 weeks."),
        (WaitSeen(is_offered=True, weeks=1, as_of=TOLD), "About 1 week."),
        (WaitSeen(is_offered=True, weeks=0, as_of=TOLD), "There is no wait."),
        (
            WaitSeen(is_offered=True, weeks=None, as_of=TOLD),
            "The service does not know how long the wait is.",
        ),
        (WaitSeen(is_offered=False, weeks=None, as_of=TOLD), "This team does not offer it."),
    ],
)
def test_a_wait_is_said_with_its_day(wait: WaitSeen, words: str):
    said = wait_words(wait, date(2026, 10, 30))
    assert said == f"{words} The service told us on 1 August 2026."
    assert wait_words(wait, date(2026, 10, 31)) == f"{said} {LONG_AGO}"
