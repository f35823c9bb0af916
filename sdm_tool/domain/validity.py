"""What a conversation still needs before it can be called valid.

The mandatory items are those of the PRSB Shared Decision Making Standard v1.0 (2021); the extra
ones of a safety-first grid are this tool's own rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sdm_tool.domain.sections import (
    Basis,
    DecideSection,
    LimitsSection,
    MeetingSection,
    Outcome,
    StartSection,
)

_AGES = {
    Basis.AGED_16_17: (16, 17),
    Basis.COMPETENT_UNDER_16: (0, 15),
    Basis.ADULT_WITH_CAPACITY: (18, 130),
    Basis.ADULT_BEST_INTERESTS: (18, 130),
}


@dataclass(frozen=True, slots=True)
class StillNeeded:
    """One thing that is missing, in words, and the page it belongs on."""

    words: str
    section: str
    """meeting, start, limits, limits/<option> or decide."""
    anchor: str = ""
    """The field on that page."""


def still_needed(
    *,
    meeting: MeetingSection,
    start: StartSection,
    limits: Mapping[str, LimitsSection],
    decide: DecideSection,
    option_names: Mapping[str, str],
    safety_first: bool,
) -> tuple[StillNeeded, ...]:
    """Return everything that stands between this conversation and "valid", in reading order.

    `limits` holds the considered options only; `option_names` names every option, the family's own
    included.
    """
    needed = [
        *_of_meeting(meeting),
        *_of_start(start),
        *_of_limits(limits, option_names),
        *_of_decision(decide),
        *(_of_safety(decide) if safety_first else ()),
    ]
    return tuple(dict.fromkeys(needed))


def _of_meeting(meeting: MeetingSection) -> list[StillNeeded]:
    wanted = (
        (meeting.held_on, "The date of the meeting", "held_on"),
        (meeting.held_time.strip(), "The time of the meeting", "held_time"),
        (meeting.led_by.strip(), "Who led the meeting", "led_by"),
        (meeting.responsible.strip(), "The responsible professional", "responsible"),
    )
    return [StillNeeded(words, "meeting", anchor) for value, words, anchor in wanted if not value]


def _of_start(start: StartSection) -> list[StillNeeded]:
    needed = []
    if not start.problem.strip():
        needed.append(StillNeeded("What this is about", "start", "problem"))
    if not any(words.strip() for words in start.matters.values()):
        needed.append(StillNeeded("What matters, in someone's own words", "start", "matters"))
    return needed


def _of_limits(
    limits: Mapping[str, LimitsSection], option_names: Mapping[str, str]
) -> list[StillNeeded]:
    started = {option: talk for option, talk in limits.items() if talk.is_started}
    if not started:
        return [StillNeeded("At least one option talked about", "limits")]
    needed = []
    for option, talk in started.items():
        name = option_names.get(option, option)
        if not talk.good.is_point:
            needed.append(
                StillNeeded(f"A good point talked about for {name}", f"limits/{option}", "good")
            )
        if not talk.hard.is_point:
            needed.append(
                StillNeeded(f"A hard point talked about for {name}", f"limits/{option}", "hard")
            )
    return needed


def _of_decision(decide: DecideSection) -> list[StillNeeded]:
    if decide.outcome is None or (decide.outcome is Outcome.OPTIONS and not decide.chosen):
        return [StillNeeded("What was decided", "decide", "outcome")]
    if decide.outcome is not Outcome.OPTIONS and decide.review_on is None:
        return [StillNeeded("A date to look again", "decide", "review_on")]
    return []


def _of_safety(decide: DecideSection) -> list[StillNeeded]:
    needed = []
    if not decide.safety_plan.strip():
        needed.append(
            StillNeeded("Where the safety plan is kept, or why not", "decide", "safety_plan")
        )
    if not decide.check_in.strip():
        needed.append(StillNeeded("Who checks in", "decide", "check_in"))
    if decide.review_on is None:
        needed.append(StillNeeded("A date to look again", "decide", "review_on"))
    return needed


def fits_age(basis: Basis, age: int) -> bool:
    """Return whether a basis that names an age can be true at this age. It is never chosen here."""
    first, last = _AGES.get(basis, (0, age))
    return first <= age <= last
