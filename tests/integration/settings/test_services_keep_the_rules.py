"""Settings below their pages: spaces, order, names and teams, and what stays when one is refused.

The pages have tests of their own beside this file.
"""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.persistence.accounts import Account
from sdm_tool.persistence.organisation import CrisisContact, Site, Team
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.organisations import find_crisis_contacts, get_organisation
from sdm_tool.persistence.queries.settings import SetupSeen, find_setup
from sdm_tool.persistence.queries.staff import find_staff, get_staff_member
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services import crisis_contacts, settings, staff
from sdm_tool.services.crisis_contacts import ContactWords
from sdm_tool.services.settings import OrganisationSettings, TeamSettings
from sdm_tool.services.staff import StaffDetails
from tests.factories.conversations import MET_AT, count_rows
from tests.factories.people import make_account, make_team

SINGH = StaffDetails("R. Singh", "nurse", frozenset({Role.CLINICIAN}), frozenset())


def add(store: Session, scope: Scope, situation: str, team_id: str | None = None) -> str:
    words = ContactWords(situation, "999")
    return crisis_contacts.add_contact(store, words, team_id=team_id, scope=scope, now=MET_AT)


def in_order(store: Session, team_id: str | None = None) -> list[str]:
    store.rollback()
    return [contact.situation for contact in find_crisis_contacts(store, team_id)]


def events(store: Session) -> list[str]:
    store.rollback()
    return list(store.scalars(select(TrailEvent.event).order_by(TrailEvent.position)))


def test_a_new_contact_comes_last_also_after_one_was_removed(store: Session, scope: Scope):
    first = add(store, scope, "First")
    add(store, scope, "Second")
    crisis_contacts.remove_contact(store, first, scope=scope, now=MET_AT)
    add(store, scope, "Third")
    assert in_order(store) == ["Second", "Third"]


def test_the_first_contact_stays_first_and_nothing_is_noted(store: Session, scope: Scope):
    first = add(store, scope, "First")
    add(store, scope, "Second")
    before = events(store)
    crisis_contacts.move_contact_up(store, first, scope=scope, now=MET_AT)
    assert in_order(store) == ["First", "Second"]
    assert events(store) == before


def test_the_first_contact_of_a_team_does_not_climb_among_those_of_all(
    store: Session, scope: Scope, team: Team
):
    add(store, scope, "For all")
    own = add(store, scope, "Team only", team.id)
    crisis_contacts.move_contact_up(store, own, scope=scope, now=MET_AT)
    assert in_order(store, team.id) == ["For all", "Team only"]
    assert events(store).count("settings:crisis-contacts:changed") == 2


def test_a_contact_climbs_one_place_at_a_time(store: Session, scope: Scope):
    add(store, scope, "First")
    add(store, scope, "Second")
    third = add(store, scope, "Third")
    crisis_contacts.move_contact_up(store, third, scope=scope, now=MET_AT)
    assert in_order(store) == ["First", "Third", "Second"]


def test_spaces_around_the_same_words_keep_the_check(store: Session, scope: Scope):
    contact_id = add(store, scope, " Danger ")
    crisis_contacts.check_contact(store, contact_id, scope=scope, now=MET_AT)
    words = ContactWords("Danger  ", "\t999")
    crisis_contacts.change_contact(store, contact_id, words, scope=scope, now=MET_AT)
    store.rollback()
    contact = store.get_one(CrisisContact, contact_id)
    assert (contact.situation, contact.contact) == ("Danger", "999")
    assert (contact.checked_on, contact.checked_by) == (date(2026, 11, 3), scope.account_id)


def test_a_contact_for_a_team_that_is_not_there_is_not_kept(store: Session, scope: Scope):
    with pytest.raises(NotFound):
        add(store, scope, "Danger", "nothing")
    assert count_rows(store)["crisis_contacts"] == 0


def test_two_sites_may_have_teams_of_one_name(store: Session, scope: Scope, team: Team):
    south = settings.make_site(store, " South ", scope=scope, now=MET_AT)
    wanted = TeamSettings(f" {team.name} ", "CAMHS", "")
    made = settings.make_team(store, south, wanted, scope=scope, now=MET_AT)
    store.rollback()
    assert store.get_one(Site, south).name == "South"
    assert store.get_one(Team, made).name == team.name


@pytest.mark.parametrize("name", ["North", "  North\t"])
def test_spaces_do_not_make_another_site_or_team(
    store: Session, scope: Scope, team: Team, name: str
):
    with pytest.raises(DomainError, match="a site of that name already"):
        settings.make_site(store, name, scope=scope, now=MET_AT)
    wanted = TeamSettings(name.replace("North", team.name), "CAMHS", "")
    with pytest.raises(DomainError, match="a team of that name already"):
        settings.make_team(store, team.site_id, wanted, scope=scope, now=MET_AT)
    assert count_rows(store)["sites"] == count_rows(store)["teams"] == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"nation": "Narnia"}, "nation"),
        ({"idle_minutes": 1}, "idle_minutes"),
        ({"idle_minutes": 16}, "idle_minutes"),
        ({"invitation_days": 0}, "invitation_days"),
        ({"invitation_days": 15}, "invitation_days"),
    ],
)
def test_a_setting_out_of_range_is_named_and_nothing_is_changed(
    store: Session, scope: Scope, change: dict[str, object], field: str
):
    wanted = {"name": "West", "nation": "Wales", "idle_minutes": 2, "invitation_days": 14}
    before = count_rows(store)
    with pytest.raises(DomainError) as refusal:
        settings.change_organisation(
            store,
            OrganisationSettings(**{**wanted, **change}),
            seen_version=1,
            scope=scope,
            now=MET_AT,
        )
    assert refusal.value.field == field
    assert count_rows(store) == before
    assert get_organisation(store).name == "Northside services"


def test_settings_at_their_ends_are_kept(store: Session, scope: Scope):
    wanted = OrganisationSettings(" West ", "Northern Ireland", 15, 1)
    settings.change_organisation(store, wanted, seen_version=1, scope=scope, now=MET_AT)
    store.rollback()
    kept = get_organisation(store)
    assert (kept.name, kept.nation, kept.idle_minutes, kept.invitation_days) == (
        "West",
        "Northern Ireland",
        15,
        1,
    )


def test_a_sign_in_name_is_kept_small_and_without_spaces(store: Session, scope: Scope):
    made = staff.make_account(store, "  R.Singh ", SINGH, scope=scope, now=MET_AT)
    assert made.username == "r.singh"
    assert get_staff_member(store, made.id).username == "r.singh"


def test_the_first_password_is_kept_nowhere(store: Session, scope: Scope):
    made = staff.make_account(store, "singh", SINGH, scope=scope, now=MET_AT)
    store.rollback()
    kept = store.get_one(Account, made.id)
    assert made.first_password not in kept.password_hash
    assert kept.password_hash.startswith("$argon2id$")
    assert kept.must_change_password


def test_a_team_that_is_gone_is_left_out_and_the_rest_is_kept(
    store: Session, scope: Scope, team: Team
):
    details = StaffDetails("R. Singh", "", frozenset({Role.CLINICIAN}), frozenset({team.id, "x"}))
    made = staff.make_account(store, "singh", details, scope=scope, now=MET_AT)
    assert get_staff_member(store, made.id).team_ids == {team.id}


def test_a_refused_change_of_an_account_leaves_its_roles_and_teams(
    store: Session, scope: Scope, team: Team
):
    member = make_account(store, "singh", teams=[team])
    nobody = StaffDetails(" ", "", frozenset({Role.CLINICIAN}), frozenset())
    with pytest.raises(DomainError, match="Type the name"):
        staff.change_account(store, member.id, nobody, scope=scope, now=MET_AT)
    kept = get_staff_member(store, member.id)
    assert (kept.display_name, kept.team_ids) == ("R. Singh", {team.id})


def test_switching_on_keeps_the_roles_and_teams_somebody_had(
    store: Session, scope: Scope, team: Team
):
    member = make_account(store, "singh", teams=[team])
    staff.switch_off(store, member.id, scope=scope, now=MET_AT)
    assert not get_staff_member(store, member.id).is_active
    staff.switch_on(store, member.id, scope=scope, now=MET_AT)
    kept = get_staff_member(store, member.id)
    assert (kept.is_active, kept.roles, kept.team_ids) == (True, {Role.CLINICIAN}, {team.id})


def test_the_last_administrator_is_not_switched_off_by_anybody(
    store: Session, scope: Scope, administrator: Account
):
    baker = make_account(store, "baker", roles=[Role.ADMINISTRATOR])
    by_baker = Scope(baker.id, frozenset(), scope.permissions)
    staff.switch_off(store, baker.id, scope=scope, now=MET_AT)
    with pytest.raises(DomainError, match="only administrator"):
        staff.switch_off(store, administrator.id, scope=by_baker, now=MET_AT)
    assert get_staff_member(store, administrator.id).is_active


def test_staff_stand_a_to_z_with_those_switched_off_among_them(store: Session, scope: Scope):
    make_account(store, "zed", display_name="A. Zed", is_active=False)
    make_account(store, "amis", display_name="Z. Amis")
    assert [member.display_name for member in find_staff(store)] == [
        "A. Zed",
        "R. Adams",
        "Z. Amis",
    ]


def test_a_clinician_counts_only_with_a_team_and_a_way_in(store: Session, team: Team):
    assert find_setup(store) == SetupSeen(teams=1, clinicians=0, contacts=0, unchecked_contacts=0)
    make_account(store, "without-a-team")
    make_account(store, "off", teams=[team], is_active=False)
    make_account(store, "auditor", roles=[Role.AUDIT_LEAD], teams=[team])
    assert find_setup(store).clinicians == 0
    both = make_team(store, "Eating", site="South")
    make_account(store, "counts", teams=[team, both])
    assert find_setup(store).clinicians == 1


@pytest.mark.parametrize(
    "act",
    [
        lambda store, scope: staff.switch_off(store, "nothing", scope=scope, now=MET_AT),
        lambda store, scope: staff.switch_on(store, "nothing", scope=scope, now=MET_AT),
        lambda store, scope: staff.give_first_password(store, "nothing", scope=scope, now=MET_AT),
        lambda store, scope: staff.change_account(store, "nothing", SINGH, scope=scope, now=MET_AT),
        lambda store, scope: settings.rename_site(
            store, "nothing", "West", scope=scope, now=MET_AT
        ),
        lambda store, scope: crisis_contacts.check_contact(
            store, "nothing", scope=scope, now=MET_AT
        ),
    ],
    ids=["switch off", "switch on", "first password", "change", "rename", "check"],
)
def test_what_somebody_else_removed_is_not_found_and_nothing_is_noted(
    store: Session, scope: Scope, act
):
    before = count_rows(store)
    with pytest.raises(NotFound):
        act(store, scope)
    assert count_rows(store) == before
