"""The filters of the audit pages: they live in the address, so that a page can be shared."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.months import parse_month
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services.audit_choice import ALL_TEAMS, Choice, choose
from sdm_tool.web.database import database, now
from sdm_tool.web.signed_in import require_person

CHOICE_KEYS = frozenset({"from", "to", "site", "team"})
WHO_ANSWERED = "who"


@dataclass(frozen=True, slots=True)
class Filter:
    """One list to choose from, in the form above the figures."""

    name: str
    label: str
    choices: tuple[tuple[str, str, bool], ...]
    """What the address says, what the page says, and whether it is the chosen one."""

    @property
    def chosen(self) -> str:
        """What the page calls the chosen one."""
        return next(words for _, words, is_chosen in self.choices if is_chosen)


class UnknownFilterError(DomainError):
    """A filter that the page does not have, or one that is there twice."""

    def __init__(self, names: Collection[str]) -> None:
        super().__init__(
            "The address asks for a filter that this page does not have, or for one twice. "
            "Open the page without it and choose again."
        )
        self.names = names


def asked_choice(*more: str) -> Choice:
    """Return the months and teams that the address asks for; `more` are the page's other filters.

    Raises what `choose` raises, and DomainError for a filter that the page does not have.
    """
    asked = asked_once(CHOICE_KEYS.union(more))
    return choose(database(), asked, scope=require_person().scope, now=now())


def asked_page(*more: str) -> Choice:
    """Return what `asked_choice` does, for a page: its address may also say who answered.

    A page that shows both young people and parents hands that on to the others. NotFound for a
    respondent that there is not.
    """
    choice = asked_choice(WHO_ANSWERED, *more)
    asked_respondent()
    return choice


def asked_respondent() -> Respondent | None:
    """Return who answered, as the address asks; None where it does not. NotFound for any other."""
    asked = request.args.get(WHO_ANSWERED)
    try:
        return None if asked is None else Respondent(asked)
    except ValueError as error:
        raise NotFound from error


def asked_once(known: Collection[str]) -> dict[str, str]:
    """Return the filters in the address.

    UnknownFilterError for those that are not known, and for those that are there twice.
    """
    asked = request.args.to_dict(flat=False)
    wrong = {name for name, values in asked.items() if name not in known or len(values) > 1}
    if wrong:
        raise UnknownFilterError(wrong)
    return {name: values[0] for name, values in asked.items()}


def address_of(choice: Choice, **more: str) -> str:
    """Return the part of an address, from its question mark, that asks for the same again."""
    return f"?{urlencode({**choice.address, **more})}"


def filters_of(choice: Choice, *, has_teams: bool = True) -> tuple[Filter, ...]:
    """Return the lists of months, and of sites and teams where there are several."""
    months = [(str(month), month.title) for month in reversed(choice.closed)]
    lists = [
        filter_of("from", "From", months, str(choice.first)),
        filter_of("to", "To", months, str(choice.last)),
    ]
    sites = list(choice.all_sites.items())
    if has_teams and len(sites) > 1:
        lists.append(filter_of("site", "Site", [("", "All sites"), *sites], choice.site_id))
    if has_teams:
        teams = [("", ALL_TEAMS), *choice.all_teams.items()]
        lists.append(filter_of("team", "Team", teams, choice.team_id))
    return tuple(lists)


def filter_of(name: str, label: str, choices: Iterable[tuple[str, str]], chosen: str) -> Filter:
    """Return a list with the chosen one marked; a chosen month older than the list joins it."""
    listed = list(choices)
    if chosen not in dict(listed):
        listed.append((chosen, parse_month(chosen).title))
    return Filter(name, label, tuple((key, words, key == chosen) for key, words in listed))


def file_name(choice: Choice, ending: str) -> str:
    """Return what to call a file of these figures, with its teams and months in the name."""
    part = re.sub(r"[^a-z0-9]+", "-", choice.part.lower()).strip("-") or "some-teams"
    return f"sharing-decisions-{part}-{choice.first}-to-{choice.last}.{ending}"
