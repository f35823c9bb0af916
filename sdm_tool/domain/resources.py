"""Other places for help that a service keeps, and which of them families read beside a grid."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain
from urllib.parse import urlsplit

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Ages, Grid

CHECK_HOLDS_FOR = timedelta(days=180)
"""Half a year, our own choice: a service can go through its list twice a year, and within a year
helplines change their hours, their cost or close. It hides nothing: pages then say how old it is.
"""
OLDEST = 99
"""As the upper age it means that there is none."""
NOT_AN_ADDRESS = "Type the whole web address, beginning with https:// or http://."
_NOT_IN_AN_ADDRESS = re.compile(r"[\s<>\"\\]")


class ResourceKind(StrEnum):
    """What a resource offers."""

    HELPLINE = "helpline"
    INFORMATION = "information"
    PEER_SUPPORT = "peer-support"
    SELF_HELP = "self-help"


class Cost(StrEnum):
    """Whether it has to be paid for."""

    FREE = "free"
    COSTS_MONEY = "costs-money"


_NEEDED = {
    "name": "Type its name.",
    "about": "Say in one plain sentence what it is.",
    "region": "Say which area it serves, for example England or Leeds.",
}
# Beside self-harm no place is shown where people who hurt themselves talk among themselves.
BESIDE_SELF_HARM = frozenset({ResourceKind.HELPLINE, ResourceKind.INFORMATION})


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceDetails:
    """What a service says about one resource."""

    name: str
    about: str
    """What it is, in one plain sentence."""
    kind: ResourceKind
    web_address: str = ""
    phone: str = ""
    place: str = ""
    region: str
    ages: Ages
    cost: Cost
    cost_words: str = ""
    access: str = ""
    """Languages, and what helps people to use it."""
    grid_slugs: frozenset[str] = frozenset()
    """The grids it stands beside; none means every grid."""


def complete(details: ResourceDetails) -> ResourceDetails:
    """Return the details without spaces around the words; refuse what is missing or not right."""
    tidy = _without_spaces_around(details)
    for field, message in chain(_left_empty(tidy), _not_right(tidy)):
        raise DomainError(message, field=field)
    return tidy


def is_web_address(text: str) -> bool:
    """Return whether this is a whole http or https address that hides no sign-in name."""
    if not text.isprintable() or _NOT_IN_AN_ADDRESS.search(text):
        return False
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        is_port_a_number = parts.port is None or parts.port > 0
    except ValueError:
        return False
    is_host = "." in host.strip(".") and "@" not in parts.netloc
    return parts.scheme in ("http", "https") and is_host and is_port_a_number


def is_shown_beside(details: ResourceDetails, grid: Grid, *, checked_on: date | None) -> bool:
    """Return whether families read it beside this grid: checked, for it, and of its ages."""
    if checked_on is None:
        return False
    if details.grid_slugs and grid.slug not in details.grid_slugs:
        return False
    if grid.is_about_self_harm and details.kind not in BESIDE_SELF_HARM:
        return False
    return details.ages.youngest <= grid.ages.oldest and grid.ages.youngest <= details.ages.oldest


def is_check_old(checked_on: date | None, today: date) -> bool:
    """Return whether the check was made so long ago that pages say so."""
    return checked_on is not None and today - checked_on > CHECK_HOLDS_FOR


def _left_empty(details: ResourceDetails) -> Iterator[tuple[str, str]]:
    """The field and the message of everything that has to be there and is not."""
    for field, message in _NEEDED.items():
        if not getattr(details, field):
            yield field, message
    if not (details.web_address or details.phone or details.place):
        yield "web_address", "Say where to find it: a web address, a phone number or a place."
    if details.cost is Cost.COSTS_MONEY and not details.cost_words:
        yield "cost_words", "Say what it costs, for example: £4 a month."


def _not_right(details: ResourceDetails) -> Iterator[tuple[str, str]]:
    if details.web_address and not is_web_address(details.web_address):
        yield "web_address", NOT_AN_ADDRESS
    ages = details.ages
    for field, age in (("youngest", ages.youngest), ("oldest", ages.oldest)):
        if not 0 <= age <= OLDEST:
            yield field, f"Put in a whole number from 0 to {OLDEST}."
    if ages.youngest > ages.oldest:
        yield "oldest", "The oldest age is under the youngest age."


def _without_spaces_around(details: ResourceDetails) -> ResourceDetails:
    return replace(
        details,
        name=details.name.strip(),
        about=details.about.strip(),
        web_address=details.web_address.strip(),
        phone=details.phone.strip(),
        place=details.place.strip(),
        region=details.region.strip(),
        cost_words=details.cost_words.strip(),
        access=details.access.strip(),
    )
