"""Which months, and which part of the service, an audit page is about: what its address asks."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.months import Month, last_closed_months, parse_month
from sdm_tool.domain.permissions import Permission, Scope
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.organisations import TeamSeen, find_teams

MONTHS_SHOWN = 12
MONTHS_TO_CHOOSE_FROM = 36
EARLIEST = Month(2000, 1)
"""Nothing was kept before it; the period before any choice still has years that can be written."""
ALL_TEAMS = "All teams"


@dataclass(frozen=True, slots=True)
class Choice:
    """Whole closed months, and all teams, those of one site, or one team."""

    first: Month
    last: Month
    part: str
    """What to call the part of the service: "All teams", or the name of the site or the team."""
    teams: Mapping[str, str]
    """The names of the chosen teams by id, A to Z."""
    site_id: str = ""
    team_id: str = ""
    """Of the site and the team that were asked for; both empty for all teams."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """The teams that a chosen team stands beside: those of the chosen site, else all. A to Z."""
    beside_name: str = ALL_TEAMS
    """What to call those: "All teams", or the name of the site."""
    all_teams: Mapping[str, str] = field(default_factory=dict)
    all_sites: Mapping[str, str] = field(default_factory=dict)
    """What could be chosen instead, names by id, A to Z."""
    closed: tuple[Month, ...] = ()
    """The months that could be chosen, oldest first."""

    @property
    def is_everything(self) -> bool:
        """Whether all teams were asked for."""
        return not self.site_id and not self.team_id

    @property
    def months(self) -> int:
        """How many months were chosen."""
        return self.last.months_after(self.first) + 1

    @property
    def period(self) -> str:
        """The months in words: "August 2026" or "August to October 2026"."""
        return months_in_words(self.first, self.last)

    @property
    def previous(self) -> tuple[Month, Month]:
        """The first and last of as many months just before."""
        return self.first.plus(-self.months), self.first.plus(-1)

    @property
    def address(self) -> dict[str, str]:
        """What to put into an address to ask for the same again."""
        asked = {"from": str(self.first), "to": str(self.last)}
        if self.site_id:
            asked["site"] = self.site_id
        if self.team_id:
            asked["team"] = self.team_id
        return asked


def choose(session: Session, asked: Mapping[str, str], *, scope: Scope, now: datetime) -> Choice:
    """Return what `asked` ("from", "to", "site", "team"; absent or empty: the usual) chooses.

    The usual is all teams and the last twelve closed months, or the twelve that end with "to".
    Raises DomainError for a month that is not one, is not closed or is before 2000, and for months
    in the wrong order, and (field "team") for a team of another site; NotFound for a team or site
    that is not there, and for someone who may not read audit pages.
    """
    if not scope.allows(Permission.AUDIT_READ):
        raise NotFound
    closed = last_closed_months(london_day(now), MONTHS_TO_CHOOSE_FROM)
    first, last = _months(asked.get("from", ""), asked.get("to", ""), closed[-1])
    known = find_teams(session)
    names = names_a_to_z(known)
    sites = {team.site_id: team.site_name for team in known}
    site, team = asked.get("site", ""), asked.get("team", "")
    if (site and site not in sites) or (team and team not in names):
        raise NotFound
    beside = {each.id for each in known if site in ("", each.site_id)}
    chosen = {each for each in beside if team in ("", each)}
    if not chosen and team:
        raise DomainError(_at_another_site(known, team, sites[site]), field="team")
    return Choice(
        first=first,
        last=last,
        part=names[team] if team else sites[site] if site else ALL_TEAMS,
        teams={each: name for each, name in names.items() if each in chosen},
        beside={each: name for each, name in names.items() if each in beside},
        beside_name=sites[site] if site else ALL_TEAMS,
        site_id=site,
        team_id=team,
        all_teams=names,
        all_sites=dict(sorted(sites.items(), key=lambda item: item[1].casefold())),
        closed=closed,
    )


def _at_another_site(known: Iterable[TeamSeen], team_id: str, site_name: str) -> str:
    team = next(each for each in known if each.id == team_id)
    return (
        f"{team.name} is at {team.site_name}, not at {site_name}. "
        "Choose another team, or all sites."
    )


def ids_of_names(session: Session, *, site: str, team: str) -> dict[str, str]:
    """Return what to ask `choose` for: the ids of a site and a team called so; empty for none.

    Raises NotFound for a name that nobody has, or that two have: a team's may be written with its
    site, as on the pages.
    """
    known = find_teams(session)
    sites = {each.site_id for each in known if each.site_name == site}
    teams = [each for each, name in names_a_to_z(known).items() if name == team]
    if (site and len(sites) != 1) or (team and len(teams) != 1):
        raise NotFound
    return {"site": next(iter(sites)) if site else "", "team": teams[0] if team else ""}


def months_in_words(first: Month, last: Month) -> str:
    """Say a period as people do: "August 2026", "August to October 2026", or with both years."""
    if first == last:
        return first.title
    if first.year == last.year:
        return f"{first.title.split()[0]} to {last.title}"
    return f"{first.title} to {last.title}"


def names_a_to_z(teams: Iterable[TeamSeen]) -> dict[str, str]:
    """Return what to call each team, by id and A to Z; with its site where two share a name."""
    known = list(teams)
    times = Counter(team.name.casefold() for team in known)
    names = {
        team.id: f"{team.name} ({team.site_name})" if times[team.name.casefold()] > 1 else team.name
        for team in known
    }
    return dict(sorted(names.items(), key=lambda item: (item[1].casefold(), item[0])))


def _months(first: str, last: str, newest: Month) -> tuple[Month, Month]:
    if any(parse_month(month) < EARLIEST for month in (first, last) if month):
        raise DomainError(f"Choose months from {EARLIEST.title} on.", field="from")
    end = parse_month(last) if last else newest
    start = parse_month(first) if first else end.plus(1 - MONTHS_SHOWN)
    if end > newest:
        raise DomainError(
            f"{end.title} is not closed yet, so nothing of it is shown. "
            f"The latest closed month is {newest.title}.",
            field="to",
        )
    if start > end:
        raise DomainError(
            f"The months are the wrong way round: {start.title} is after {end.title}.",
            field="from",
        )
    return start, end
