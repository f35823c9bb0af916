"""What the settings pages say: what is still to do, who can sign in, who checked a number."""

from dataclasses import replace
from datetime import date

import pytest

from sdm_tool.domain.permissions import Role, Scope, permissions_of
from sdm_tool.persistence.organisation import CrisisContact, Site
from sdm_tool.persistence.queries.organisations import TeamSeen
from sdm_tool.persistence.queries.settings import SetupSeen
from sdm_tool.persistence.queries.staff import StaffSeen
from sdm_tool.web.settings.presenters import (
    ROLE_HINTS,
    present_areas,
    present_contact_groups,
    present_sites,
    present_staff,
    present_to_do,
)

NORTH = TeamSeen("t1", "Getting Help", "CAMHS", "", "s1", "North")
SOUTH = TeamSeen("t2", "Eating", "CAMHS", "", "s2", "South")
DONE = SetupSeen(teams=2, clinicians=3, contacts=4, unchecked_contacts=0)
OKAFOR = StaffSeen(
    id="a1",
    username="okafor",
    display_name="R. Okafor",
    job_title="nurse",
    is_active=True,
    must_change_password=False,
    roles=frozenset({Role.CLINICIAN}),
    team_ids=frozenset({"t1"}),
)


def scope(*roles: Role) -> Scope:
    return Scope("a1", frozenset(), permissions_of(roles))


def to_do(setup: SetupSeen, *roles: Role, has_usable_grid: bool = True) -> list[str]:
    shown = present_to_do(setup, scope(*roles), has_usable_grid=has_usable_grid)
    return [line.words for line in shown]


def contact(situation: str, team_id: str | None = None, **checked: object) -> CrisisContact:
    return CrisisContact(
        id=situation, situation=situation, contact="999", team_id=team_id, **checked
    )


def state_of(**changes: object) -> str:
    (line,) = present_staff([replace(OKAFOR, **changes)], [NORTH])
    return line.state


def test_an_administrator_may_set_everything_and_a_clinician_the_waits():
    assert [area.name for area in present_areas(scope(Role.ADMINISTRATOR))] == [
        "Sites and teams",
        "Staff",
        "Crisis contacts",
        "Other places for help",
        "Waits",
        "Public pages",
        "Equity bands",
        "Organisation",
    ]
    assert [area.name for area in present_areas(scope(Role.CLINICIAN))] == ["Waits"]
    assert present_areas(scope(Role.AUDIT_LEAD)) == []


def test_a_service_that_is_set_up_has_nothing_to_do():
    assert to_do(DONE, Role.ADMINISTRATOR) == []


@pytest.mark.parametrize(
    ("missing", "words", "href"),
    [
        ({"teams": 0}, "There is no team yet", "/settings/teams"),
        ({"clinicians": 0}, "Nobody can lead a conversation yet", "/settings/staff"),
        ({"contacts": 0}, "No crisis contacts are set", "/settings/contacts"),
        ({"unchecked_contacts": 1}, "One crisis contact has not", "/settings/contacts"),
        ({"unchecked_contacts": 3}, "3 contacts have not", "/settings/contacts"),
    ],
)
def test_what_is_missing_is_one_line_that_leads_to_its_page(
    missing: dict[str, int], words: str, href: str
):
    setup = replace(DONE, **missing)
    (line,) = present_to_do(setup, scope(Role.ADMINISTRATOR), has_usable_grid=True)
    assert line.words.startswith(words)
    assert line.href == href


def test_without_contacts_it_is_not_said_that_some_are_unchecked():
    none = replace(DONE, contacts=0, unchecked_contacts=0)
    assert to_do(none, Role.ADMINISTRATOR) == [
        "No crisis contacts are set, so no summary can be printed."
    ]


def test_nobody_is_told_to_do_what_is_not_theirs_to_do():
    nothing = SetupSeen(teams=0, clinicians=0, contacts=0, unchecked_contacts=0)
    assert to_do(nothing, Role.CLINICIAN) == []
    (line,) = to_do(nothing, Role.CLINICIAN, has_usable_grid=False)
    assert line.startswith("No grid is approved here yet")


def test_a_member_of_staff_is_one_line_in_words():
    two = replace(
        OKAFOR,
        roles=frozenset({Role.CLINICIAN, Role.APPROVER}),
        team_ids=frozenset({"t1", "t2", "a team that is gone"}),
    )
    (line,) = present_staff([two], [NORTH, SOUTH])
    assert line.roles == "approver and clinician"
    assert line.teams == "Eating and Getting Help"
    assert line.href == "/settings/staff/a1"


def test_somebody_in_no_team_has_an_empty_cell():
    (line,) = present_staff([replace(OKAFOR, team_ids=frozenset())], [NORTH])
    assert line.teams == ""


def test_who_can_sign_in_is_said_in_words():
    assert state_of() == "Can sign in"
    assert state_of(must_change_password=True) == "Has not chosen a password yet"
    assert state_of(is_active=False) == "Switched off"


def test_whoever_is_switched_off_is_not_said_to_owe_a_password():
    assert state_of(is_active=False, must_change_password=True) == "Switched off"


def test_every_role_has_a_hint():
    assert set(ROLE_HINTS) == set(Role)
    assert all(hint.endswith(".") for hint in ROLE_HINTS.values())


def test_contacts_of_one_team_stand_below_those_of_all():
    contacts = [contact("Eating only", "t2"), contact("Danger"), contact("Worry")]
    groups = present_contact_groups(contacts, [NORTH, SOUTH], {})
    assert [(group.name, [line.situation for line in group.lines]) for group in groups] == [
        ("For every team", ["Danger", "Worry"]),
        ("Only for Eating, South", ["Eating only"]),
    ]


def test_only_the_first_of_each_group_cannot_move_up():
    contacts = [contact("Danger"), contact("Worry"), contact("Eating only", "t2")]
    groups = present_contact_groups(contacts, [SOUTH], {})
    firsts = [line.situation for group in groups for line in group.lines if line.is_first]
    assert firsts == ["Danger", "Eating only"]


@pytest.mark.parametrize(
    ("checked", "words"),
    [
        ({}, "Not checked yet"),
        (
            {"checked_on": date(2026, 11, 3), "checked_by": "a1"},
            "Checked on 3 November 2026 by R. Okafor",
        ),
        (
            {"checked_on": date(2026, 11, 3), "checked_by": "gone"},
            "Checked on 3 November 2026 by someone",
        ),
    ],
)
def test_a_contact_says_who_checked_it(checked: dict[str, object], words: str):
    (group,) = present_contact_groups([contact("Danger", **checked)], [], {"a1": "R. Okafor"})
    assert group.lines[0].checked == words


def test_a_site_without_teams_is_still_shown():
    shown = present_sites([Site(id="s1", name="North"), Site(id="s3", name="West")], [NORTH])
    assert [(site.name, [team.name for team in site.teams]) for site in shown] == [
        ("North", ["Getting Help"]),
        ("West", []),
    ]
