"""The dimensions that fairness is looked at in, one at a time, and the order of their bands."""

from collections.abc import Iterable
from enum import StrEnum

from sdm_tool.domain.equity import QUESTIONS, Equity
from sdm_tool.domain.feedback import ADULT, AGE_BANDS, NOT_SAID
from sdm_tool.domain.sections import Grouping


class Dimension(StrEnum):
    """What a band is of, as `bands_of` and `equity_bands` name it."""

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
_ORDERS: dict[Dimension, tuple[str, ...]] = {
    Dimension.AGE: (*(band for _, band in AGE_BANDS), ADULT),
    Dimension.INTERPRETER: ("yes", "no"),
    Dimension.GROUPING: tuple(grouping.value for grouping in Grouping),
    **{Dimension(equity.value): question.answers for equity, question in QUESTIONS.items()},
}


def in_order(dimension: Dimension, bands: Iterable[str]) -> tuple[str, ...]:
    """Return bands in their natural order or A to Z, what was not recorded last; never by score."""
    order = {band: place for place, band in enumerate(_ORDERS.get(dimension, ()))}
    return tuple(
        sorted(
            bands,
            key=lambda band: (band == NOT_SAID, order.get(band, len(order)), band.casefold()),
        )
    )
