"""Published frequencies as whole numbers of 100, and as sentences with both framings."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Figure
from sdm_tool.domain.grid_formats import ENGLISH

_HALF = Decimal("0.5")
WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Framing:
    """One side of a figure said both ways; the two numbers sum to 100."""

    happened: int
    did_not: int
    happened_words: str
    did_not_words: str


@dataclass(frozen=True, slots=True)
class BothFramings:
    """A figure with both sides said both ways."""

    with_option: Framing
    with_comparator: Framing


def rounded_per_100(published: Decimal) -> int:
    """The published number as a whole number of 100, half up. Round once: never what was rounded.

    Refuses numbers outside 0 to 100.
    """
    if not 0 <= published <= WHOLE:
        raise DomainError("A number of 100 lies between 0 and 100.")
    return int(published.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def is_told_in_words(published: Decimal) -> bool:
    """Whether the number, or what is left of 100, is under one half, so that no pair is drawn."""
    return published < _HALF or WHOLE - published < _HALF


def frequency_words(published: Decimal, studied: int | None = None) -> str:
    """How often something happened, for a sentence: "67 of 100", "fewer than 1 of 100".

    A published 0 names the number of people it was looked for in: "none of the 20 in this study".
    """
    if published == 0:
        people = f"the {studied}" if studied else "those"
        return f"none of {people} in this study"
    if published < _HALF:
        return "fewer than 1 of 100"
    return f"{rounded_per_100(published)} of 100"


def both_framings(figure: Figure, of_100: str = ENGLISH.of_100) -> BothFramings:
    """Both sides of a figure, each as how many it happened to and how many it did not.

    `of_100` says "of 100" in the language of the grid.
    """
    return BothFramings(
        _framing(figure, figure.with_option, of_100),
        _framing(figure, figure.with_comparator, of_100),
    )


def _framing(figure: Figure, happened: int, of_100: str) -> Framing:
    did_not = 100 - happened
    return Framing(
        happened,
        did_not,
        f"{happened} {of_100} {figure.happened}",
        f"{did_not} {of_100} {figure.did_not}",
    )
