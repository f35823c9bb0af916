"""Routes of the THRIVE view, and of files that organisations compare themselves by."""

from flask import current_app, render_template
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Permission
from sdm_tool.services.aggregate_files import (
    SignedAggregate,
    make_file,
    read_file,
    side_by_side,
)
from sdm_tool.services.aggregate_keys import load_or_make_key
from sdm_tool.services.audit_thrive import thrive_view
from sdm_tool.services.grids import Catalogue
from sdm_tool.web.access import requires
from sdm_tool.web.audit.compare_presenters import present_comparison
from sdm_tool.web.audit.filters import address_of, asked_choice, asked_page, filters_of
from sdm_tool.web.audit.forms import CompareForm
from sdm_tool.web.audit.routes import audit
from sdm_tool.web.audit.thrive_presenters import present_thrive
from sdm_tool.web.closing_months import close_what_is_over
from sdm_tool.web.database import database, now
from sdm_tool.web.signed_in import require_person

FILE_NAME = "figures-to-share.json"


@audit.route("/audit/thrive")
@requires(Permission.AUDIT_READ)
def thrive() -> str:
    """Show groupings over time, movement between them, waits, and agencies taking part."""
    close_what_is_over()
    choice = asked_page()
    catalogue: Catalogue = current_app.extensions["sdm_catalogue"]
    view = thrive_view(
        database(), choice, grids=catalogue.newest(), scope=require_person().scope, now=now()
    )
    return render_template(
        "audit/thrive.html",
        page=present_thrive(view, choice),
        filters=filters_of(choice),
        address=address_of(choice),
    )


@audit.route("/audit/aggregate", methods=["POST"])
@requires(Permission.AUDIT_READ)
def aggregate() -> Response:
    """Give the figures of the chosen months as a signed file for other organisations."""
    close_what_is_over()
    content = make_file(
        database(),
        asked_choice(),
        key=load_or_make_key(current_app.extensions["sdm_settings"].signing_key_file),
        scope=require_person().scope,
        now=now(),
    )
    answer = Response(content, content_type="application/json")
    answer.headers.set("Content-Disposition", "attachment", filename=FILE_NAME)
    return answer


@audit.route("/audit/compare", methods=["GET", "POST"])
@requires(Permission.AUDIT_READ)
def compare() -> str | tuple[str, int]:
    """Check files that organisations shared, and set them side by side. Nothing is kept."""
    form = CompareForm()
    files: tuple[SignedAggregate, ...] = ()
    if form.validate_on_submit():
        try:
            files = side_by_side([read_file(content) for content in form.contents()])
        except DomainError as error:
            form.add_fault(error)
    page = render_template("audit/compare.html", page=present_comparison(files), form=form)
    return (page, 422) if form.errors else page
