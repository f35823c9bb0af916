"""The made-up service of the demonstration: sites, teams, staff, crisis contacts and waits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Role, Scope, permissions_of
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.accounts import Account, AccountRole, AccountTeam
from sdm_tool.persistence.organisation import (
    ORGANISATION,
    CrisisContact,
    OptionWait,
    Organisation,
    Site,
    Team,
)
from sdm_tool.services.demonstration_resources import make_resources
from sdm_tool.services.demonstration_rows import Rows
from sdm_tool.services.passwords import hash_password
from sdm_tool.trail.events import Event

PASSWORD = "demonstration"  # noqa: S105  printed by the command; it opens nothing but made-up records
YEARS_BEFORE = timedelta(days=800)
SITES = ("Eastfield", "Northgate", "Riverside")


@dataclass(frozen=True, slots=True)
class MadeTeam:
    """A team; `site` is a place in SITES."""

    id: str
    site: int
    name: str
    agency: str
    phone: str


@dataclass(frozen=True, slots=True)
class MadeStaff:
    """Somebody who works here; `teams` are places in TEAMS."""

    id: str
    username: str
    name: str
    job: str
    roles: tuple[Role, ...]
    teams: tuple[int, ...] = ()


# In the order that the made-up CollaboRATE answers want: the second gets better over time, and the
# sixth sees few parents. The telephone numbers are kept free for made-up uses (Ofcom).
TEAMS = (
    MadeTeam("team-getting-help", 1, "Getting Help", "CAMHS", "01632 960 001"),
    MadeTeam("team-schools", 1, "Schools", "school", "01632 960 002"),
    MadeTeam("team-more-help", 2, "Getting More Help", "CAMHS", "01632 960 003"),
    MadeTeam("team-youth-space", 2, "Youth Space", "voluntary sector", "01632 960 004"),
    MadeTeam("team-families", 0, "Young People and Families", "CAMHS", "01632 960 005"),
    MadeTeam("team-surgery", 0, "Market Street Surgery", "general practice", "01632 960 006"),
)
CLINICIAN = MadeStaff(
    "staff-okafor", "clinician", "R. Okafor", "Clinical psychologist", (Role.CLINICIAN,), (0, 1)
)
EDITOR = MadeStaff("staff-whit", "editor", "S. Whit", "Information officer", (Role.CONTENT_EDITOR,))
AUDIT_LEAD = MadeStaff("staff-bell", "audit", "M. Bell", "Quality lead", (Role.AUDIT_LEAD,))
ROLE_STAFF = (
    CLINICIAN,
    AUDIT_LEAD,
    EDITOR,
    MadeStaff("staff-farrow", "approver", "A. Farrow", "Psychiatrist", (Role.APPROVER,)),
    MadeStaff("staff-marsh", "approver2", "J. Marsh", "Lead nurse", (Role.APPROVER,)),
    MadeStaff(
        "staff-iyer", "governance", "P. Iyer", "Information-governance officer",
        (Role.INFORMATION_GOVERNANCE_OFFICER,),
    ),
    MadeStaff("staff-lind", "admin", "T. Lind", "Service manager", (Role.ADMINISTRATOR,)),
)  # fmt: skip
COLLEAGUES = (
    MadeStaff("staff-singh", "singh", "R. Singh", "Nurse", (Role.CLINICIAN,), (0,)),
    MadeStaff("staff-cole", "cole", "D. Cole", "Education practitioner", (Role.CLINICIAN,), (1,)),
    MadeStaff("staff-evans", "evans", "L. Evans", "Family therapist", (Role.CLINICIAN,), (2,)),
    MadeStaff("staff-haddad", "haddad", "N. Haddad", "Psychiatrist", (Role.CLINICIAN,), (2, 4)),
    MadeStaff("staff-reid", "reid", "K. Reid", "Youth worker", (Role.CLINICIAN,), (3,)),
    MadeStaff("staff-owusu", "owusu", "B. Owusu", "Counsellor", (Role.CLINICIAN,), (3,)),
    MadeStaff("staff-novak", "novak", "E. Novak", "Social worker", (Role.CLINICIAN,), (4,)),
    MadeStaff("staff-grant", "grant", "C. Grant", "General practitioner", (Role.CLINICIAN,), (5,)),
)
STAFF = (*ROLE_STAFF, *COLLEAGUES)
ADMINISTRATOR = ROLE_STAFF[-1]

CONTACTS = (
    ("Life in danger now", "999, or go to A&E"),
    ("Urgent help with how you feel, day or night", "111, then option 2"),
    ("Talk to someone, under 19", "Childline 0800 1111"),
    ("Text someone, any time", "Shout: text SHOUT to 85258"),
)


def clinicians_of(team: int) -> list[MadeStaff]:
    """Return who leads conversations in a team."""
    return [s for s in STAFF if Role.CLINICIAN in s.roles and team in s.teams]


def staff_scope(team: int = 0) -> Scope:
    """Return the scope of a clinician of a team, for the command line; `team` is a place in TEAMS.

    The first team's is that of the sign-in named clinician.
    """
    return scope_of(clinicians_of(team)[0])


def scope_of(member: MadeStaff) -> Scope:
    """Return the scope of somebody who works here."""
    teams = frozenset(TEAMS[place].id for place in member.teams)
    return Scope(member.id, teams, permissions_of(member.roles))


def make_service(rows: Rows, grids: Sequence[Grid], now: datetime) -> None:
    """Add the organisation and all that is set for it, with contacts checked today."""
    began = now - YEARS_BEFORE
    rows.add(
        Organisation, id=ORGANISATION, name="Demonstration service", nation="England",
        idle_minutes=5, invitation_days=7, is_demonstration=True, row_version=1,
    )  # fmt: skip
    _make_staff(rows, began)
    by = ADMINISTRATOR.id
    for place, name in enumerate(SITES):
        rows.add(Site, id=_site_id(place), name=name)
        rows.happened(Event.SITE_MADE, by, began, subject=_site_id(place))
    for team in TEAMS:
        rows.add(
            Team, id=team.id, site_id=_site_id(team.site), name=team.name, agency=team.agency,
            phone=team.phone,
        )  # fmt: skip
        rows.happened(Event.TEAM_MADE, by, began, subject=team.id)
    _make_contacts(rows, now)
    make_resources(rows, now, by=by)
    _make_waits(rows, grids, now)


def _make_staff(rows: Rows, at: datetime) -> None:
    password_hash = hash_password(PASSWORD)  # once: it is slow, by design
    for member in STAFF:
        rows.add(
            Account, id=member.id, username=member.username, display_name=member.name,
            job_title=member.job, password_hash=password_hash, must_change_password=False,
            is_active=True, created_at=at,
        )  # fmt: skip
        for role in member.roles:
            rows.add(AccountRole, account_id=member.id, role=role.value)
        for team in member.teams:
            rows.add(AccountTeam, account_id=member.id, team_id=TEAMS[team].id)
        rows.happened(Event.ACCOUNT_MADE, ADMINISTRATOR.id, at, subject=member.id)


def _make_contacts(rows: Rows, now: datetime) -> None:
    own = [(team.id, f"Ring {team.name}, office hours", team.phone) for team in TEAMS]
    lines = [(None, *words) for words in CONTACTS] + own
    for place, (team_id, situation, contact) in enumerate(lines):
        contact_id = f"contact-{place + 1}"
        rows.add(
            CrisisContact, id=contact_id, team_id=team_id, position=place + 1,
            situation=situation, contact=contact, checked_on=london_day(now),
            checked_by=ADMINISTRATOR.id,
        )  # fmt: skip
        rows.happened(Event.CRISIS_CONTACTS_CHECKED, ADMINISTRATOR.id, now, subject=contact_id)


def _make_waits(rows: Rows, grids: Iterable[Grid], now: datetime) -> None:
    """Most teams tell most waits; some options are not offered, and some waits nobody told."""
    as_of = london_day(now) - timedelta(days=12)
    for grid in grids:
        for team in TEAMS[:-1]:
            for option in grid.options:
                if option.no_change or not rows.rng.happens(0.75):
                    continue
                is_offered = rows.rng.happens(0.87)
                rows.add(
                    OptionWait, team_id=team.id, grid_slug=grid.slug, option_id=option.id,
                    is_offered=is_offered, as_of=as_of,
                    weeks=rows.rng.choice((0, 2, 4, 6, 8, 12, 18, 26)) if is_offered else None,
                )  # fmt: skip
    for team in TEAMS[:-1]:
        rows.happened(Event.WAITS_CHANGED, ADMINISTRATOR.id, now, subject=team.id)


def _site_id(place: int) -> str:
    return f"site-{SITES[place].lower()}"
