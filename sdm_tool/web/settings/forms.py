"""Forms of the settings area. Shape only: what may be set is a rule of the services."""

from collections.abc import Iterable
from typing import ClassVar

from wtforms import Form, IntegerField
from wtforms.fields import Field
from wtforms.validators import StopValidation
from wtforms.widgets import HiddenInput

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.queries.organisations import TeamSeen
from sdm_tool.services.settings import IDLE_MINUTES, INVITATION_DAYS, NATIONS
from sdm_tool.services.waits import WaitSaid
from sdm_tool.web.forms.base import SdmForm
from sdm_tool.web.forms.fields import Choice, Choices, DateParts, Line, Select, choices_from
from sdm_tool.web.forms.validators import Needed
from sdm_tool.web.settings.presenters import FOR_EVERY_TEAM, ROLE_HINTS, team_name

OFFERED, NOT_OFFERED, NOT_SAID = "offered", "not-offered", "not-said"


class OrganisationForm(SdmForm):
    """The whole organisation, with the version that was seen."""

    name = Line("Name of your service", [Needed("Type the name of your service.")])
    nation = Choice(
        "Nation",
        options={nation: nation for nation in NATIONS},
        description="Decides the words about consent.",
    )
    idle_minutes = Select(
        "Lock the screen after",
        options={str(minutes): f"{minutes} minutes" for minutes in IDLE_MINUTES},
        description="When nobody touches it. The shared screen of a conversation waits 45 minutes.",
    )
    invitation_days = Select(
        "A feedback invitation lives for",
        options={str(d): "1 day" if d == 1 else f"{d} days" for d in INVITATION_DAYS},
    )
    row_version = IntegerField(widget=HiddenInput())


class SiteForm(SdmForm):
    """A site."""

    name = Line("Name of the site", [Needed("Type the name of the site.")])


class TeamForm(SdmForm):
    """A team."""

    name = Line("Name of the team", [Needed("Type the name of the team.")])
    agency = Line(
        "Agency",
        [Needed("Type the agency, for example CAMHS or school.")],
        description="For example CAMHS, school, general practice or voluntary sector.",
    )
    phone = Line(
        "Phone",
        description="Printed on summaries, for changing one’s mind or putting something right.",
    )


class StaffForm(SdmForm):
    """Who somebody is here and what they may do."""

    display_name = Line(
        "Name",
        [Needed("Type the name that colleagues and families see.")],
        description="As colleagues and families see it, for example R. Okafor.",
    )
    job_title = Line("Job", description="For example clinical psychologist.")
    roles = Choices(
        "Roles",
        options={role: role.capitalize() for role in Role},
        hints={role.value: words for role, words in ROLE_HINTS.items()},
    )
    teams = Choices("Teams", description="A clinician sees the records of these teams only.")

    def offer_teams(self, teams: Iterable[TeamSeen]) -> None:
        """Offer these teams as choices. Call it before the form is validated."""
        self.teams.choices = choices_from({team.id: team_name(team) for team in teams})


class NewStaffForm(StaffForm):
    """The same, with the name to sign in with."""

    username = Line(
        "Sign-in name",
        [Needed("Type a sign-in name.")],
        description="Letters, digits, dots and dashes. It cannot be changed later.",
    )


class ContactForm(SdmForm):
    """A crisis contact."""

    situation = Line(
        "When to use it",
        [Needed("Type when to use it, for example: Life in danger now.")],
        description="For example: Life in danger now.",
    )
    contact = Line(
        "Whom to turn to",
        [Needed("Type whom to turn to.")],
        description="A name and a number that works, for example: 999, or go to A&E.",
    )


class NewContactForm(ContactForm):
    """The same, with the team it is for."""

    team = Select("Who it is for")

    def offer_teams(self, teams: Iterable[TeamSeen]) -> None:
        """Offer these teams, and all of them. Call it before the form is validated."""
        options = {team.id: f"Only for {team_name(team)}" for team in teams}
        self.team.choices = choices_from({"": FOR_EVERY_TEAM} | options)


class SwitchForm(SdmForm):
    """A switch: the button that was pressed says everything."""


class EquityReasonForm(SdmForm):
    """Why an equity band is switched on or off: the address says which."""

    reason = Line(
        "Why?",
        [Needed("Say why.")],
        description="Kept with your name and the day, for whoever asks later.",
    )


class Weeks:
    """Empty, or a whole number."""

    field_flags: ClassVar[dict[str, bool]] = {}
    digits = 4

    def __call__(self, _form: Form, field: Field) -> None:
        """Refuse anything but digits."""
        typed = field.data or ""
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) <= self.digits):
            raise StopValidation(
                "Put in whole weeks as a number, for example 6, or leave it empty."
            )


class WaitsForm(SdmForm):
    """What a team says about the waits of one grid: made with `waits_form` for that grid."""

    def said(self, grid: Grid) -> dict[str, WaitSaid]:
        """Return what was said, by option id; options nothing was said of are left out."""
        found = {}
        for option in grid.options:
            offered = self[f"offered-{option.id}"].data
            weeks = self[f"weeks-{option.id}"].data
            if offered in (OFFERED, NOT_OFFERED):
                found[option.id] = WaitSaid(offered == OFFERED, int(weeks) if weeks else None)
        return found


def waits_form(grid: Grid) -> type[WaitsForm]:
    """Return the form of a grid: two fields for each option, and the day it was checked."""
    fields: dict[str, Field] = {}
    for option in grid.options:
        fields[f"offered-{option.id}"] = Choice(
            option.name,
            options={
                OFFERED: "This team offers it",
                NOT_OFFERED: "This team does not offer it",
                NOT_SAID: "Say nothing about it",
            },
        )
        fields[f"weeks-{option.id}"] = Line(
            f"Weeks to wait for {option.name}",
            [Weeks()],
            description="0 for no wait. Leave it empty if you do not know.",
            limit=10,
        )
    fields["as_of"] = DateParts(
        "When were these checked?",
        [Needed("Put in the day these were checked, for example 17 12 2026.")],
        description="Families see this date beside every wait.",
    )
    return type("WaitsFormOfGrid", (WaitsForm,), fields)
