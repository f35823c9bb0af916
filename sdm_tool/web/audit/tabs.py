"""The links between the audit pages: what was chosen on one goes along to the others."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request

from sdm_tool.web.audit.filters import WHO_ANSWERED, Filter
from sdm_tool.web.audit.months_and_quarters import months_alone

_PAGES = {
    "overview": ("/audit", "Overview"),
    "charts": ("/audit/charts", "Over time, and by team"),
    "records": ("/audit/records", "Quality of the record"),
    "fairness": ("/audit/fairness", "Fairness"),
    "thrive": ("/audit/thrive", "Thrive view"),
}


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the audit pages, as the others link to it."""

    address: str
    words: str
    is_here: bool


def tabs(here: str, choice_address: str = "") -> tuple[Tab, ...]:
    """Return the links to all audit pages from the one that is open.

    Months, site and team (`choice_address`, from its question mark) go to every page; fairness,
    which is of all teams, takes the months alone. Who answered goes to every page: those that show
    both hand it on.
    """
    who = urlencode(who_is_carried())

    def address(page: str, path: str) -> str:
        asked = months_alone(choice_address) if page == "fairness" else choice_address
        query = "&".join(part for part in (asked.removeprefix("?"), who) if part)
        return f"{path}?{query}" if query else path

    return tuple(
        Tab(address(page, path), words, page == here) for page, (path, words) in _PAGES.items()
    )


def who_is_carried(filters: Iterable[Filter] = ()) -> dict[str, str]:
    """Return who answered as the address says it: empty where it does not, or `filters` show it."""
    asked = request.args.get(WHO_ANSWERED)
    if asked is None or any(each.name == WHO_ANSWERED for each in filters):
        return {}
    return {WHO_ANSWERED: asked}
