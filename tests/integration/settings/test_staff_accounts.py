"""Accounts are made, changed and switched off, and the first password is shown once."""

import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.accounts import Account
from sdm_tool.persistence.organisation import Team
from sdm_tool.persistence.queries.accounts import find_account_by_username, find_roles
from sdm_tool.persistence.queries.staff import find_staff
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.trail.events import Event
from tests.client import PageClient
from tests.client.page import Page, text_of
from tests.factories.people import make_account, sign_in

SHAPE = re.compile(r"(?:[a-z2-9]{4}-){3}[a-z2-9]{4}")


def first_password(page: Page) -> str:
    shown = text_of(page.one("dd strong"))
    assert SHAPE.fullmatch(shown)
    return shown


def make_through_the_page(desk: PageClient, **changes: object) -> Page:
    form = desk.get("/settings/staff/new").form("Make the account")
    values = {"username": "Singh", "display_name": "R. Singh", "roles": [Role.CLINICIAN]}
    return desk.submit(form, values | changes, 200)


def test_the_first_password_signs_in_once_and_has_to_be_changed(
    desk: PageClient, app: Flask, team: Team
):
    shown = first_password(make_through_the_page(desk, teams=[team.id]))

    page = sign_in(PageClient(app), "singh", shown)

    assert page.h1 == "Change your password"


def test_the_first_password_is_on_no_other_page(desk: PageClient, store: Session):
    shown = first_password(make_through_the_page(desk))
    account = find_account_by_username(store, "singh")

    for url in ("/settings/staff", f"/settings/staff/{account.id}", "/settings"):
        assert shown not in desk.get(url).html


def test_roles_and_teams_are_kept(desk: PageClient, store: Session, team: Team):
    roles = [Role.CLINICIAN, Role.APPROVER]

    make_through_the_page(desk, roles=roles, teams=[team.id])

    made = next(member for member in find_staff(store) if member.username == "singh")
    assert made.roles == set(roles)
    assert made.team_ids == {team.id}


@pytest.mark.parametrize("name", ["a", "two words", "naïve", "x" * 65])
def test_a_sign_in_name_of_another_shape_is_refused(desk: PageClient, name: str):
    form = desk.get("/settings/staff/new").form("Make the account")

    page = desk.submit(
        form, {"username": name, "display_name": "A. B.", "roles": [Role.CLINICIAN]}, 422
    )

    assert "Use 2 to 64 letters" in page.errors[0]


def test_a_taken_sign_in_name_is_refused_in_any_case(desk: PageClient):
    form = desk.get("/settings/staff/new").form("Make the account")

    page = desk.submit(
        form, {"username": "ADAMS", "display_name": "A. B.", "roles": [Role.CLINICIAN]}, 422
    )

    assert page.errors == ["That sign-in name is taken. Choose another."]


def test_an_account_without_a_role_is_refused(desk: PageClient):
    form = desk.get("/settings/staff/new").form("Make the account")

    page = desk.submit(form, {"username": "singh", "display_name": "R. Singh"}, 422)

    assert page.errors == ["Choose at least one role."]


@pytest.mark.parametrize("other", [Role.CLINICIAN, Role.AUDIT_LEAD])
def test_a_feedback_clerk_is_not_also_a_clinician_or_an_audit_lead(
    desk: PageClient, store: Session, other: Role
):
    member = make_account(store, "singh", roles=[other])
    form = desk.get(f"/settings/staff/{member.id}").form("Save the account")

    page = desk.submit(form, {"roles": [other, Role.FEEDBACK_CLERK]}, 422)

    assert "cannot be a clinician or an audit lead" in page.errors[0]
    assert find_roles(store, member.id) == {other}


def test_the_only_administrator_cannot_stop_being_one(
    desk: PageClient, store: Session, administrator: Account
):
    form = desk.get(f"/settings/staff/{administrator.id}").form("Save the account")

    page = desk.submit(form, {"roles": [Role.CLINICIAN]}, 422)

    assert "only administrator" in page.errors[0]
    assert find_roles(store, administrator.id) == {Role.ADMINISTRATOR}


def test_one_of_two_administrators_can_stop_being_one(
    desk: PageClient, store: Session, administrator: Account
):
    make_account(store, "baker", roles=[Role.ADMINISTRATOR])
    form = desk.get(f"/settings/staff/{administrator.id}").form("Save the account")

    desk.post_and_stay(form.action, form.filled({"roles": [Role.CLINICIAN]}).values)

    assert find_roles(store, administrator.id) == {Role.CLINICIAN}


def test_an_administrator_who_is_switched_off_does_not_count(
    desk: PageClient, store: Session, administrator: Account
):
    make_account(store, "baker", roles=[Role.ADMINISTRATOR], is_active=False)
    form = desk.get(f"/settings/staff/{administrator.id}").form("Save the account")

    page = desk.submit(form, {"roles": [Role.CLINICIAN]}, 422)

    assert "only administrator" in page.errors[0]


def test_switching_off_signs_somebody_out_at_once(desk: PageClient, app: Flask, store: Session):
    member = make_account(store, "singh", roles=[Role.CLINICIAN])
    theirs = PageClient(app)
    sign_in(theirs, "singh")

    page = desk.submit(desk.get(f"/settings/staff/{member.id}").form("/off"))

    assert "Switched off: cannot sign in" in page.text
    assert theirs.flask.get("/").location.startswith("/sign-in")


def test_somebody_switched_off_is_refused_and_comes_back_when_switched_on(
    desk: PageClient, app: Flask, store: Session
):
    member = make_account(store, "singh", roles=[Role.CLINICIAN], is_active=False)
    theirs = PageClient(app)
    with pytest.raises(AssertionError, match="422"):
        sign_in(theirs, "singh")

    desk.submit(desk.get(f"/settings/staff/{member.id}").form("/on"))

    assert sign_in(PageClient(app), "singh").h1 == "Your conversations"


def test_nobody_switches_off_their_own_account(desk: PageClient, administrator: Account):
    page = desk.get(f"/settings/staff/{administrator.id}")
    assert not [form for form in page.forms if form.action.endswith("/off")]

    page = desk.post(f"/settings/staff/{administrator.id}/off", {}, 422)

    assert "You cannot switch off your own account" in page.text


def test_a_new_first_password_ends_the_sessions_of_its_owner(
    desk: PageClient, app: Flask, store: Session
):
    member = make_account(store, "singh", roles=[Role.CLINICIAN])
    theirs = PageClient(app)
    sign_in(theirs, "singh")

    page = desk.submit(desk.get(f"/settings/staff/{member.id}").form("/first-password"), status=200)

    assert first_password(page)
    assert theirs.flask.get("/").location.startswith("/sign-in")


def changes_of(store: Session, account_id: str) -> list[str]:
    """What the trail says was changed about an account, oldest first."""
    store.rollback()
    return list(
        store.scalars(
            select(TrailEvent.detail)
            .where(TrailEvent.event == Event.ACCOUNT_CHANGED, TrailEvent.subject_id == account_id)
            .order_by(TrailEvent.position)
        )
    )


def test_the_trail_says_what_was_changed_about_an_account(
    desk: PageClient, app: Flask, store: Session, team: Team
):
    member = make_account(store, "singh", roles=[Role.CLINICIAN])
    make_account(store, "grant", roles=[Role.INFORMATION_GOVERNANCE_OFFICER])
    page = f"/settings/staff/{member.id}"
    for values in (
        {"roles": [Role.CLINICIAN, Role.APPROVER]},
        {"teams": [team.id]},
        {"display_name": "R. Singh-Lee"},
        {"job_title": "nurse"},
        {"roles": [Role.CLINICIAN], "teams": [], "display_name": "R. Singh"},
        {},
    ):
        desk.submit(desk.get(page).form("Save the account"), values)

    assert changes_of(store, member.id) == [
        "roles", "teams", "name", "job", "roles, teams, name", "",
    ]  # fmt: skip
    officer = PageClient(app)
    sign_in(officer, "grant")
    said = officer.get("/trail").text
    assert "R. Adams changed the account of R. Singh (roles, teams, name)." in said
    assert "R. Adams changed the account of R. Singh." in said
