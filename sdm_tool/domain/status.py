"""The states of a conversation, in the words every screen and printed page uses."""

from datetime import date
from enum import StrEnum

from sdm_tool.domain.sections import Outcome
from sdm_tool.domain.wording import long_date


class Status(StrEnum):
    """PRSB "status": in progress is the default."""

    IN_PROGRESS = "in-progress"
    VALID = "valid"
    CANCELLED = "cancelled"


NOT_DECIDED_YET = "Not decided yet"
NO_EXTRA_HELP = "No extra help for now"
SAFETY_FIRST_NO_CHANGE = "No new treatment for now: assessment, safety plan and check-ins go on"


def status_words(
    status: Status,
    outcome: Outcome | None,
    *,
    agreed_on: date | None = None,
    safety_first: bool = False,
    reason: str = "",
) -> str:
    """Return what every screen and page says about the state. Never colour alone, never a code."""
    if status is Status.CANCELLED:
        return f"Entered in error: {reason}" if reason else "Entered in error"
    if status is Status.IN_PROGRESS:
        return NOT_DECIDED_YET if outcome is None else "Draft: we may still change this"
    if outcome is Outcome.NOT_DECIDED:
        return NOT_DECIDED_YET
    if outcome is Outcome.NO_EXTRA_HELP:
        return SAFETY_FIRST_NO_CHANGE if safety_first else NO_EXTRA_HELP
    return f"Agreed on {long_date(agreed_on)}" if agreed_on else "Agreed"
