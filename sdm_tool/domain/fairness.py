"""The fairness bands of a meeting or a conversation, one dimension at a time, and their order.

An agency is no band of anybody: it is the team's, and is told by what its teams released.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sdm_tool.domain.equity import NOT_SAID, QUESTIONS, Equity
from sdm_tool.domain.feedback import ADULT_FROM, PATIENT_FORM_FROM
from sdm_tool.domain.sections import Grouping, MeetingSection, StartSection

NO_INTERPRETER = frozenset({"", "no", "none", "no interpreter", "not needed", "n/a"})
SEVERAL = "more than one"
ADULT = "18 or over"
AGE_BANDS = ((PATIENT_FORM_FROM, "under 11"), (16, "11 to 15"), (ADULT_FROM, "16 or 17"))


class Dimension(StrEnum):
    """What the fairness page is by; those but the agency as `bands_of` and `equity_bands` say."""

    AGE = "age"
    INTERPRETER = "interpreter"
    COMMUNICATION_NEED = "communication need"
    GROUPING = "grouping"
    AGENCY = "agency"
    ETHNIC_GROUP = Equity.ETHNIC_GROUP.value
    GENDER = Equity.GENDER.value
    CARE_EXPERIENCE = Equity.CARE_EXPERIENCE.value


ONLY_WHEN_ASKED = frozenset(Dimension(equity.value) for equity in Equity)
"""Counted only while the service asks for it, and only of young people."""


@dataclass(frozen=True, slots=True)
class Bands:
    """The band in each dimension that is of a meeting or a conversation."""

    age: str = NOT_SAID
    interpreter: str = "no"
    communication_need: str = NOT_SAID
    grouping: str = NOT_SAID

    @property
    def by_dimension(self) -> Mapping[Dimension, str]:
        """The band in every dimension but the agency, which is the team's."""
        return {
            Dimension.AGE: self.age,
            Dimension.COMMUNICATION_NEED: self.communication_need,
            Dimension.GROUPING: self.grouping,
            Dimension.INTERPRETER: self.interpreter,
        }


NO_BANDS = Bands()
"""Where nothing was written down."""

_ORDERS: dict[Dimension, tuple[str, ...]] = {
    Dimension.AGE: (*(band for _, band in AGE_BANDS), ADULT),
    Dimension.INTERPRETER: ("yes", "no"),
    Dimension.GROUPING: tuple(grouping.value for grouping in Grouping),
    **{Dimension(equity.value): question.answers for equity, question in QUESTIONS.items()},
}


def bands_of(meeting: MeetingSection, starts: Iterable[StartSection]) -> Mapping[str, str]:
    """Return the bands of a meeting by dimension. Each is only ever counted alone, never crossed.

    `starts` are the Start sections of the meeting's conversations.
    """
    told = tuple(starts)
    found = find_bands(
        ages=[meeting.age],
        interpreters=[meeting.interpreter],
        needs=[start.needs for start in told],
        groupings=[start.grouping for start in told],
    )
    return {dimension.value: band for dimension, band in found.by_dimension.items()}


def find_bands(
    *,
    ages: Iterable[int | None],
    interpreters: Iterable[str],
    needs: Iterable[str],
    groupings: Iterable[Grouping | None],
) -> Bands:
    """Return the bands of what was written down at one meeting or several.

    Of several ages the youngest counts, which is that of the first meeting. An interpreter at one
    of the meetings is an interpreter.
    """
    told = {grouping for grouping in groupings if grouping}
    return Bands(
        age=_age_band(min((age for age in ages if age is not None), default=None)),
        interpreter="yes" if any(map(_is_interpreter, interpreters)) else "no",
        communication_need="yes" if any(each.strip() for each in needs) else NOT_SAID,
        grouping=next(iter(told)).value if len(told) == 1 else SEVERAL if told else NOT_SAID,
    )


def bands_known(dimension: Dimension) -> tuple[str, ...]:
    """Return the bands that a record can be in, whether or not one is."""
    if dimension is Dimension.COMMUNICATION_NEED:
        return ("yes", NOT_SAID)
    known = _ORDERS.get(dimension, ())
    return known if dimension is Dimension.INTERPRETER else (*known, NOT_SAID)


def in_order(dimension: Dimension, bands: Iterable[str]) -> tuple[str, ...]:
    """Return bands in their natural order or A to Z, what was not recorded last; never by score."""
    order = {band: place for place, band in enumerate(_ORDERS.get(dimension, ()))}
    return tuple(
        sorted(
            bands,
            key=lambda band: (band == NOT_SAID, order.get(band, len(order)), band.casefold()),
        )
    )


def _is_interpreter(words: str) -> bool:
    return words.strip().casefold().rstrip(".") not in NO_INTERPRETER


def _age_band(age: int | None) -> str:
    if age is None:
        return NOT_SAID
    return next((band for below, band in AGE_BANDS if age < below), ADULT)
