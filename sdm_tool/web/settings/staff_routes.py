"""Routes for staff accounts."""

from flask import render_template
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Permission, Role
from sdm_tool.persistence.queries.organisations import find_teams
from sdm_tool.persistence.queries.staff import find_staff, get_staff_member
from sdm_tool.services import staff as services
from sdm_tool.services.staff import StaffDetails
from sdm_tool.web.access import requires
from sdm_tool.web.database import database, now
from sdm_tool.web.settings.blueprint import Answer, form_page, saved, settings
from sdm_tool.web.settings.forms import NewStaffForm, StaffForm
from sdm_tool.web.settings.presenters import present_staff
from sdm_tool.web.signed_in import require_person

STAFF = "/settings/staff"


@settings.route("/settings/staff")
@requires(Permission.STAFF_SET)
def staff() -> str:
    """List everyone with an account."""
    session = database()
    return render_template(
        "settings/staff.html", staff=present_staff(find_staff(session), find_teams(session))
    )


@settings.route("/settings/staff/new", methods=["GET", "POST"])
@requires(Permission.STAFF_SET)
def new_staff_member() -> Answer:
    """Make an account, and show its first password on the page that answers.

    Not sent on (303) as elsewhere: the password would have to be kept somewhere on the way.
    """
    form = NewStaffForm()
    form.offer_teams(find_teams(database()))
    if not form.validate_on_submit():
        return form_page("settings/new_staff_member.html", form)
    try:
        made = services.make_account(
            database(),
            form.username.data or "",
            _details(form),
            scope=require_person().scope,
            now=now(),
        )
    except DomainError as error:
        form.add_fault(error)
        return form_page("settings/new_staff_member.html", form)
    return _first_password(made.id, made.first_password)


@settings.route("/settings/staff/<account_id>", methods=["GET", "POST"])
@requires(Permission.STAFF_SET)
def staff_member(account_id: str) -> Answer:
    """Show and change an account."""
    session = database()
    member = get_staff_member(session, account_id)
    form = StaffForm(
        data={
            "display_name": member.display_name,
            "job_title": member.job_title,
            "roles": list(member.roles),
            "teams": list(member.team_ids),
        }
    )
    form.offer_teams(find_teams(session))
    if form.validate_on_submit():
        try:
            services.change_account(
                session, account_id, _details(form), scope=require_person().scope, now=now()
            )
        except DomainError as error:
            form.add_fault(error)
        else:
            return saved(STAFF)
    return form_page("settings/staff_member.html", form, member=member)


@settings.route("/settings/staff/<account_id>/first-password", methods=["POST"])
@requires(Permission.STAFF_SET)
def first_password(account_id: str) -> str:
    """Give a new first password, shown on the page that answers and nowhere else."""
    password = services.give_first_password(
        database(), account_id, scope=require_person().scope, now=now()
    )
    return _first_password(account_id, password)


@settings.route("/settings/staff/<account_id>/off", methods=["POST"])
@requires(Permission.STAFF_SET)
def switch_off(account_id: str) -> Response:
    """Keep somebody from signing in, at once."""
    services.switch_off(database(), account_id, scope=require_person().scope, now=now())
    return saved(f"{STAFF}/{account_id}")


@settings.route("/settings/staff/<account_id>/on", methods=["POST"])
@requires(Permission.STAFF_SET)
def switch_on(account_id: str) -> Response:
    """Let somebody sign in again."""
    services.switch_on(database(), account_id, scope=require_person().scope, now=now())
    return saved(f"{STAFF}/{account_id}")


def _details(form: StaffForm) -> StaffDetails:
    return StaffDetails(
        display_name=form.display_name.data or "",
        job_title=form.job_title.data or "",
        roles=frozenset(Role(role) for role in form.roles.data or ()),
        team_ids=frozenset(form.teams.data or ()),
    )


def _first_password(account_id: str, password: str) -> str:
    return render_template(
        "settings/first_password.html",
        member=get_staff_member(database(), account_id),
        password=password,
    )
