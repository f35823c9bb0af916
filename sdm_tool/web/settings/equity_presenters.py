"""What the settings pages say about equity bands."""

from collections.abc import Iterable
from dataclasses import dataclass

from sdm_tool.domain.equity import QUESTIONS, Equity
from sdm_tool.domain.wording import london_day, plain_date
from sdm_tool.persistence.queries.equity import EquitySwitchSeen
from sdm_tool.services.equity import EquityBand

EQUITY = "/settings/equity"


@dataclass(frozen=True, slots=True)
class EquityLine:
    """One of the list: is it asked, and since when."""

    name: str
    href: str
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class SwitchedLine:
    """One time that it was switched."""

    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class EquityPage:
    """One of them with its switch."""

    name: str
    question: str
    answers: tuple[str, ...]
    state: str
    is_on: bool
    switched: tuple[SwitchedLine, ...]
    action: str
    """Where the form goes."""
    button: str


def address_of(equity: Equity) -> str:
    """Return how an address says it."""
    return equity.value.replace(" ", "-")


def present_bands(bands: Iterable[EquityBand]) -> list[EquityLine]:
    """Return a line for each, in the order given."""
    return [
        EquityLine(
            name=_name(band.equity),
            href=f"{EQUITY}/{address_of(band.equity)}",
            state="On" if band.is_on else "Off",
            words=_switched(band.switches[0]) if band.switches else "Never asked here.",
        )
        for band in bands
    ]


def present_band(band: EquityBand) -> EquityPage:
    """Return one with its question, its answers and its history, the newest first."""
    question = QUESTIONS[band.equity]
    return EquityPage(
        name=_name(band.equity),
        question=question.words,
        answers=tuple(answer[0].upper() + answer[1:] for answer in question.answers),
        state="On: young people are asked." if band.is_on else "Off: nobody is asked.",
        is_on=band.is_on,
        switched=tuple(SwitchedLine(_switched(each), each.reason) for each in band.switches),
        action=f"{EQUITY}/{address_of(band.equity)}/{'off' if band.is_on else 'on'}",
        button="Stop asking" if band.is_on else "Start asking",
    )


def _switched(seen: EquitySwitchSeen) -> str:
    turn = "on" if seen.is_on else "off"
    return f"Switched {turn} by {seen.by} on {plain_date(london_day(seen.switched_at))}."


def _name(equity: Equity) -> str:
    return equity.value.capitalize()
