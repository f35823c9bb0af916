"""Routes for choosing the grids that anyone may read."""

from flask import current_app, render_template
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Permission
from sdm_tool.persistence.queries.organisations import find_crisis_contacts
from sdm_tool.services.public_grids import find_switches, turn_off, turn_on
from sdm_tool.web.access import requires
from sdm_tool.web.database import database, now
from sdm_tool.web.settings.blueprint import Answer, saved, settings
from sdm_tool.web.settings.forms import SwitchForm
from sdm_tool.web.settings.public_grid_presenters import present_switches
from sdm_tool.web.signed_in import require_person

PUBLIC_GRIDS = "/settings/public-grids"


@settings.route("/settings/public-grids")
@requires(Permission.ORGANISATION_SET)
def public_grids() -> Answer:
    """List the grids in use, each with its switch."""
    return _list(SwitchForm(formdata=None))


@settings.route("/settings/public-grids/<slug>/on", methods=["POST"])
@requires(Permission.ORGANISATION_SET)
def turn_public_grid_on(slug: str) -> Answer:
    """Put a grid on a public page."""
    form = SwitchForm()
    try:
        turn_on(database(), slug, scope=require_person().scope, now=now())
    except DomainError as error:
        form.add_fault(error)
        return _list(form)
    return saved(PUBLIC_GRIDS)


@settings.route("/settings/public-grids/<slug>/off", methods=["POST"])
@requires(Permission.ORGANISATION_SET)
def turn_public_grid_off(slug: str) -> Response:
    """Take a grid off its public page."""
    turn_off(database(), slug, scope=require_person().scope, now=now())
    return saved(PUBLIC_GRIDS)


def _list(form: SwitchForm) -> Answer:
    session = database()
    page = render_template(
        "settings/public_grids.html",
        form=form,
        site=current_app.extensions["sdm_settings"].public_url,
        lines=present_switches(find_switches(session)),
        has_contacts=bool(find_crisis_contacts(session, None)),
    )
    return (page, 422) if form.errors else page
