"""Routes for signing in and out, the lock, and one's own account."""

from flask import Blueprint, current_app, render_template, request, session
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.services import signing_in
from sdm_tool.web.access import open_to_all, signed_in_only
from sdm_tool.web.accounts.forms import PasswordForm, SignInForm, UnlockForm
from sdm_tool.web.database import database, now
from sdm_tool.web.fragments import see_other
from sdm_tool.web.held_posts import WITH_FAMILY, finish_held_post
from sdm_tool.web.signed_in import person_or_none, require_person, safe_next, start_browser_session

accounts = Blueprint("accounts", __name__)

SEE_OTHER = 303


@accounts.route("/sign-in", methods=["GET", "POST"])
@open_to_all
def sign_in() -> Response | str | tuple[str, int]:
    """Ask for name and password; finish what was held, else go where the person wanted."""
    if person_or_none() and request.method == "GET":
        return see_other("/")
    form = SignInForm()
    if not form.validate_on_submit():
        return _page("accounts/sign_in.html", form)
    try:
        token = signing_in.sign_in(
            database(),
            username=form.username.data,
            password=form.password.data,
            source=request.remote_addr or "",
            secret=current_app.extensions["sdm_settings"].secret_key,
            now=now(),
        )
    except DomainError as error:
        form.add_fault(error)
        return _page("accounts/sign_in.html", form)
    start_browser_session(token)
    return _finish_or_go_on()


@accounts.route("/unlock", methods=["GET", "POST"])
@signed_in_only
def unlock() -> Response | str | tuple[str, int]:
    """Ask for the password only. The page carries no record and no notes."""
    person = require_person()
    form = UnlockForm()
    if not form.validate_on_submit():
        return _page("accounts/unlock.html", form)
    try:
        signing_in.unlock(
            database(),
            person,
            password=form.password.data,
            secret=current_app.extensions["sdm_settings"].secret_key,
            now=now(),
        )
    except DomainError as error:
        form.add_fault(error)
        return _page("accounts/unlock.html", form)
    session.pop(WITH_FAMILY, None)
    return _finish_or_go_on()


@accounts.route("/lock", methods=["POST"])
@signed_in_only
def lock() -> Response:
    """Lock now."""
    signing_in.lock(database(), require_person(), now())
    return see_other("/unlock")


@accounts.route("/sign-out", methods=["POST"])
@signed_in_only
def sign_out() -> Response:
    """End the session on the server and clear what the browser keeps."""
    signing_in.sign_out(database(), require_person(), now())
    session.clear()
    response = see_other("/sign-in")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@accounts.route("/account")
@signed_in_only
def account() -> str:
    """Show one's own account."""
    return render_template("accounts/account.html", person=require_person())


@accounts.route("/account/password", methods=["GET", "POST"])
@signed_in_only
def password() -> Response | str | tuple[str, int]:
    """Change one's own password."""
    person = require_person()
    form = PasswordForm()
    if not form.validate_on_submit():
        return _page("accounts/password.html", form)
    try:
        signing_in.change_password(
            database(),
            person,
            old=form.old.data,
            new=form.password.data,
            secret=current_app.extensions["sdm_settings"].secret_key,
            now=now(),
        )
    except DomainError as error:
        form.add_fault(error)
        return _page("accounts/password.html", form)
    return see_other("/")


def _page(template: str, form: object) -> str | tuple[str, int]:
    page = render_template(template, form=form, next=safe_next(request.args.get("next")))
    return (page, 422) if request.method == "POST" else page


def _finish_or_go_on() -> Response:
    person = require_person()
    wanted = safe_next(request.args.get("next"))
    finished = finish_held_post(person.id) if not person.must_change_password else None
    # What a script sent is saved by now, and its page was still open: go back to that.
    if finished is None or (finished.status_code == SEE_OTHER and wanted != "/"):
        return see_other(wanted)
    return finished
