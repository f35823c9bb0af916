"""What the settings page says about public pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sdm_tool.domain.wording import london_day, plain_date
from sdm_tool.services.public_grids import ONLY_TOGETHER, Switch


class Turn(StrEnum):
    """What can be done with a switch; the value stands in the address of the form."""

    ON = "on"
    OFF = "off"
    NOTHING = ""


@dataclass(frozen=True, slots=True)
class SwitchLine:
    """One grid, where it stands, and what can be done."""

    slug: str
    title: str
    state: str
    words: str
    public_href: str
    """Empty where there is no public page."""
    turn: Turn


def present_switches(switches: Iterable[Switch]) -> list[SwitchLine]:
    """Return a line for each grid, in the order given."""
    return [_line(switch) for switch in switches]


def _line(switch: Switch) -> SwitchLine:
    is_shown = bool(switch.turned_on and switch.version)
    state, turn = _state(switch)
    if switch.is_kept_to_conversations:
        state, turn, is_shown = "Never", Turn.NOTHING, False
    return SwitchLine(
        slug=switch.slug,
        title=switch.title,
        state=state,
        words=_words(switch),
        public_href=f"/public/grids/{switch.slug}" if is_shown else "",
        turn=turn,
    )


def _state(switch: Switch) -> tuple[str, Turn]:
    return ("On", Turn.OFF) if switch.turned_on else ("Off", Turn.ON)


def _words(switch: Switch) -> str:
    if switch.is_kept_to_conversations:
        return ONLY_TOGETHER
    if switch.turned_on is None:
        return f"Only people who sign in can read it. Version {switch.version} is in use."
    by, day = switch.turned_on.display_name, plain_date(london_day(switch.turned_on.turned_on_at))
    turned_on = f"Turned on by {by} on {day}."
    if not switch.version:
        return f"No version is in use now, so nobody can read it there. {turned_on}"
    return f"Anyone can read version {switch.version}. {turned_on}"
