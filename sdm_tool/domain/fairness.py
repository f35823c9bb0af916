"""The dimensions that fairness is looked at in, one at a time, and the order of their bands."""

from collections.abc import Iterable
from enum import StrEnum

from sdm_tool.domain.feedback import ADULT, AGE_BANDS, NOT_SAID
from sdm_tool.domain.sections import Grouping


class Dimension(StrEnum):
    """What a band is of, as `bands_of` names it."""

    AGE = "age"
    INTERPRETER = "interpreter"
    COMMUNICATION_NEED = "communication need"
    GROUPING = "grouping"
    AGENCY = "agency"


_ORDERS: dict[Dimension, tuple[str, ...]] = {
    Dimension.AGE: (*(band for _, band in AGE_BANDS), ADULT),
    Dimension.INTERPRETER: ("yes", "no"),
    Dimension.GROUPING: tuple(grouping.value for grouping in Grouping),
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
