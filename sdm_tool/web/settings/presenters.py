"""What the settings pages say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sdm_tool.domain.permissions import Permission, Role, Scope
from sdm_tool.domain.wording import and_list, plain_date
from sdm_tool.persistence.organisation import CrisisContact, Site
from sdm_tool.persistence.queries.organisations import TeamSeen
from sdm_tool.persistence.queries.settings import SetupSeen
from sdm_tool.persistence.queries.staff import StaffSeen

FOR_EVERY_TEAM = "For every team"


@dataclass(frozen=True, slots=True)
class Area:
    """One thing that can be set."""

    name: str
    href: str
    words: str
    permission: Permission


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something that keeps the service from working, and where to mend it."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One member of staff in the list."""

    href: str
    name: str
    username: str
    job_title: str
    roles: str
    teams: str
    state: str


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One crisis contact, to be changed, checked or moved."""

    id: str
    situation: str
    contact: str
    checked: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class ContactGroup:
    """The contacts of one team, or of all."""

    name: str
    lines: tuple[ContactLine, ...]


@dataclass(frozen=True, slots=True)
class SiteShown:
    """A site with its teams."""

    id: str
    name: str
    teams: tuple[TeamSeen, ...]


AREAS = (
    Area(
        "Sites and teams",
        "/settings/teams",
        "Where you work, and the phone number that is printed on a summary.",
        Permission.ORGANISATION_SET,
    ),
    Area(
        "Staff",
        "/settings/staff",
        "Who can sign in, what they may do, and in which teams.",
        Permission.STAFF_SET,
    ),
    Area(
        "Crisis contacts",
        "/settings/contacts",
        "Whom families turn to if things get worse. Printed on every summary.",
        Permission.CRISIS_CONTACTS_SET,
    ),
    Area(
        "Other places for help",
        "/settings/resources",
        "Self-help, peer support, helplines and information. Shown below the grids once checked.",
        Permission.CRISIS_CONTACTS_SET,
    ),
    Area(
        "Waits",
        "/settings/waits",
        "What each team offers, and how long the wait is. Shown on the grids.",
        Permission.WAITS_SET,
    ),
    Area(
        "Public pages",
        "/settings/public-grids",
        "Which grids anyone may read without signing in. None, until you turn one on.",
        Permission.ORGANISATION_SET,
    ),
    Area(
        "Equity bands",
        "/settings/equity",
        "Whether young people are asked of themselves, for fairness. Nothing, until you say so.",
        Permission.ORGANISATION_SET,
    ),
    Area(
        "Organisation",
        "/settings/organisation",
        "The name of your service, the nation, the idle lock and how long invitations live.",
        Permission.ORGANISATION_SET,
    ),
)

ROLE_HINTS = {
    Role.CLINICIAN: "Leads conversations, prints summaries, offers feedback, in their teams.",
    Role.AUDIT_LEAD: "Reads how well decisions are shared. Sees no record.",
    Role.FEEDBACK_CLERK: "Types in CollaboRATE forms that were filled in on paper. "
    "Never a clinician or an audit lead.",
    Role.CONTENT_EDITOR: "Sees what is wrong with grid files, and can withdraw a grid.",
    Role.APPROVER: "Approves grids for use here, and can withdraw one.",
    Role.INFORMATION_GOVERNANCE_OFFICER: "Reads the trail: who did what, and when.",
    Role.ADMINISTRATOR: "Sets what is on these pages. Sees no record.",
}


def present_areas(scope: Scope) -> list[Area]:
    """Return what this person may set."""
    return [area for area in AREAS if scope.allows(area.permission)]


def present_to_do(setup: SetupSeen, scope: Scope, *, has_usable_grid: bool) -> list[ToDo]:
    """Return what is still to be done, of what this person can see to."""
    lines: list[ToDo] = []
    if scope.allows(Permission.ORGANISATION_SET) and not setup.teams:
        lines.append(ToDo("There is no team yet. Make a site, then a team.", "/settings/teams"))
    if scope.allows(Permission.STAFF_SET) and not setup.clinicians:
        words = "Nobody can lead a conversation yet. Make a clinician who works in a team."
        lines.append(ToDo(words, "/settings/staff"))
    if scope.allows(Permission.CRISIS_CONTACTS_SET):
        lines.extend(_contacts_to_do(setup))
    if not has_usable_grid:
        words = "No grid is approved here yet. Two people with the role approver are needed."
        lines.append(ToDo(words, "/grids"))
    return lines


def present_staff(staff: Iterable[StaffSeen], teams: Iterable[TeamSeen]) -> list[StaffLine]:
    """Return the list of staff."""
    names = {team.id: team.name for team in teams}
    return [
        StaffLine(
            href=f"/settings/staff/{member.id}",
            name=member.display_name,
            username=member.username,
            job_title=member.job_title,
            roles=and_list(sorted(member.roles)),
            teams=and_list(sorted(names[team] for team in member.team_ids if team in names)),
            state=_state(member),
        )
        for member in staff
    ]


def present_contact_groups(
    contacts: Iterable[CrisisContact], teams: Iterable[TeamSeen], names: Mapping[str, str]
) -> list[ContactGroup]:
    """Return the contacts for every team, then those of each team that has its own."""
    by_team: dict[str | None, list[CrisisContact]] = {None: []}
    for contact in contacts:
        by_team.setdefault(contact.team_id, []).append(contact)
    groups = [ContactGroup(FOR_EVERY_TEAM, _contact_lines(by_team[None], names))]
    groups.extend(
        ContactGroup(f"Only for {team_name(team)}", _contact_lines(by_team[team.id], names))
        for team in teams
        if team.id in by_team
    )
    return groups


def present_sites(sites: Iterable[Site], teams: Iterable[TeamSeen]) -> list[SiteShown]:
    """Return every site with its teams."""
    all_teams = list(teams)
    return [
        SiteShown(site.id, site.name, tuple(t for t in all_teams if t.site_id == site.id))
        for site in sites
    ]


def team_name(team: TeamSeen) -> str:
    """Return for example "Getting Help, North"."""
    return f"{team.name}, {team.site_name}"


def _contacts_to_do(setup: SetupSeen) -> list[ToDo]:
    if not setup.contacts:
        words = "No crisis contacts are set, so no summary can be printed."
        return [ToDo(words, "/settings/contacts")]
    if setup.unchecked_contacts:
        one = setup.unchecked_contacts == 1
        count = "One crisis contact has" if one else f"{setup.unchecked_contacts} contacts have"
        return [ToDo(f"{count} not been checked by anyone.", "/settings/contacts")]
    return []


def _contact_lines(
    contacts: Iterable[CrisisContact], names: Mapping[str, str]
) -> tuple[ContactLine, ...]:
    return tuple(
        ContactLine(
            id=contact.id,
            situation=contact.situation,
            contact=contact.contact,
            checked=_checked(contact, names),
            is_first=number == 0,
        )
        for number, contact in enumerate(contacts)
    )


def _checked(contact: CrisisContact, names: Mapping[str, str]) -> str:
    if contact.checked_on is None:
        return "Not checked yet"
    by = names.get(contact.checked_by or "", "someone")
    return f"Checked on {plain_date(contact.checked_on)} by {by}"


def _state(member: StaffSeen) -> str:
    if not member.is_active:
        return "Switched off"
    return "Has not chosen a password yet" if member.must_change_password else "Can sign in"
