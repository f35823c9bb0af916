"""CollaboRATE answers and how they are scored, as its developers ask.

Top Score, complete responses only, and the floor of 25 are theirs
(glynelwyn.com/scoring-collaborate.html). At 190 reports a group's score becomes reliable enough to
compare (J Patient Experience, 2019); the step at 100 is this project's judgement.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sdm_tool.domain.intervals import wilson

SCALE: Final = "0-9"
HIGHEST: Final = 9
ITEMS: Final = ("q1", "q2", "q3")
FLOOR: Final = 25
COMPARABLE_WITH_CARE: Final = 100
COMPARABLE: Final = 190
WHY_NOT_SHOWN: Final = f"fewer than {FLOOR} complete"

_BANDS: Final = (
    (COMPARABLE, "comparison allowed"),
    (COMPARABLE_WITH_CARE, "compare with care"),
    (FLOOR, "too few to compare teams"),
)
_NUMBERS: Final = {str(number): number for number in range(HIGHEST + 1)}


class Respondent(StrEnum):
    """Who answers: each has their own form, and their answers are never pooled."""

    YOUNG_PERSON = "young-person"
    PARENT = "parent"


class Mode(StrEnum):
    """How the form reaches a person; scores differ by mode, so it is fixed when offered."""

    HAND_OVER = "hand-over"
    OWN_DEVICE = "own-device"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Answers:
    """One response: three whole numbers from 0 to 9, None where an item was left blank."""

    q1: int | None
    q2: int | None
    q3: int | None

    def __post_init__(self) -> None:
        for value in (self.q1, self.q2, self.q3):
            if value is not None and not (type(value) is int and 0 <= value <= HIGHEST):
                raise ValueError(f"not a whole number from 0 to {HIGHEST}: {value!r}")

    @property
    def blank_items(self) -> tuple[str, ...]:
        """The items without an answer, from "q1", "q2", "q3"."""
        values = (self.q1, self.q2, self.q3)
        return tuple(item for item, value in zip(ITEMS, values, strict=True) if value is None)

    @property
    def total(self) -> int | None:
        """The sum of the three items, 0 to 27; None when the response is incomplete."""
        if self.q1 is None or self.q2 is None or self.q3 is None:
            return None
        return self.q1 + self.q2 + self.q3


@dataclass(frozen=True, slots=True)
class AnswersReading:
    """What a posted form holds: answers, or for each wrong item a message for the page."""

    answers: Answers | None
    faults: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts, and the score where it may be shown.

    `top_score` and its Wilson interval are per cents from 0 to 100, `mean` is 0 to 9; all are
    None below 25 complete responses, and `why_not` says so. The counts are always here: where
    they come from an installation, `disclosure` decides whether a page may show them.
    """

    offered: int
    complete: int
    incomplete: int
    shown: bool
    why_not: str | None = None
    top_score: float | None = None
    top_score_ci95: tuple[float, float] | None = None
    mean: float | None = None
    wording: str | None = None


def read_answer(text: str) -> int | None:
    """Read one item: "0" to "9" or, when left blank, None; ValueError for anything else."""
    if text == "":
        return None
    if text not in _NUMBERS:
        raise ValueError(f"not a whole number from 0 to {HIGHEST}")
    return _NUMBERS[text]


def read_answers(posted: Mapping[str, Sequence[str]]) -> AnswersReading:
    """Check the shape of a posted form: at most one value for each item, "0" to "9" or blank.

    Other fields of the form are ignored.
    """
    values: dict[str, int | None] = {}
    faults: dict[str, str] = {}
    for item in ITEMS:
        sent = posted.get(item, ())
        if len(sent) > 1:
            faults[item] = "Choose one number only."
            continue
        try:
            values[item] = read_answer(sent[0]) if sent else None
        except ValueError:
            faults[item] = f"Choose a whole number from 0 to {HIGHEST}."
    if faults:
        return AnswersReading(None, faults)
    return AnswersReading(Answers(values["q1"], values["q2"], values["q3"]), {})


def score(responses: Iterable[Answers], offered: int) -> Score:
    """Score one group of responses; `offered` counts those who were offered the form."""
    totals = [response.total for response in responses]
    complete = [total for total in totals if total is not None]
    return score_counts(
        complete=len(complete),
        top=complete.count(HIGHEST * len(ITEMS)),
        sum_of_items=sum(complete),
        incomplete=len(totals) - len(complete),
        offered=offered,
    )


def score_counts(
    *, complete: int, top: int, sum_of_items: int, incomplete: int, offered: int
) -> Score:
    """Score one group from its counts.

    `top` counts complete responses of 9, 9, 9; `sum_of_items` adds all three items of all
    complete responses. ValueError for counts that no set of responses can have.
    """
    _require_possible(complete, top, sum_of_items, incomplete, offered)
    if complete < FLOOR:
        return Score(
            offered=offered,
            complete=complete,
            incomplete=incomplete,
            shown=False,
            why_not=WHY_NOT_SHOWN,
        )
    interval = wilson(top, complete)
    return Score(
        offered=offered,
        complete=complete,
        incomplete=incomplete,
        shown=True,
        top_score=100 * top / complete,
        top_score_ci95=(100 * interval.low, 100 * interval.high),
        mean=sum_of_items / (len(ITEMS) * complete),
        wording=wording_of(complete),
    )


def wording_of(complete: int) -> str:
    """Return how far a score of so many complete answers, 25 or more, may be compared."""
    return next(words for at_least, words in _BANDS if complete >= at_least)


def _require_possible(
    complete: int, top: int, sum_of_items: int, incomplete: int, offered: int
) -> None:
    highest = HIGHEST * len(ITEMS)
    others = complete - top
    if min(complete, top, others, incomplete, offered) < 0:
        raise ValueError("counts cannot be negative, nor top scores outnumber complete responses")
    if not highest * top <= sum_of_items <= highest * top + (highest - 1) * others:
        raise ValueError("the sum of items does not fit the counts")
