"""Routes for other places for help."""

from flask import current_app, render_template
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Permission
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.queries.conversations import find_display_names
from sdm_tool.persistence.queries.resources import find_resources, get_resource
from sdm_tool.services import resources as services
from sdm_tool.web.access import requires
from sdm_tool.web.database import database, now
from sdm_tool.web.settings.blueprint import Answer, form_page, saved, settings
from sdm_tool.web.settings.resource_forms import CheckForm, ResourceForm, values_of
from sdm_tool.web.settings.resource_presenters import present_checks_due, present_resource_lines
from sdm_tool.web.signed_in import require_person

RESOURCES = "/settings/resources"


@settings.route("/settings/resources")
@requires(Permission.CRISIS_CONTACTS_SET)
def resources() -> Answer:
    """List every resource, with who checked it and when."""
    return _list(CheckForm(formdata=None))


@settings.route("/settings/resources/new", methods=["GET", "POST"])
@requires(Permission.CRISIS_CONTACTS_SET)
def new_resource() -> Answer:
    """Add a resource."""
    form = ResourceForm(data={"row_version": 1})
    form.offer_grids(_grids())
    if form.validate_on_submit():
        try:
            services.add_resource(
                database(), form.details(), scope=require_person().scope, now=now()
            )
        except DomainError as error:
            form.add_fault(error)
        else:
            return saved(RESOURCES)
    return form_page("settings/resource.html", form, resource=None)


@settings.route("/settings/resources/<resource_id>", methods=["GET", "POST"])
@requires(Permission.CRISIS_CONTACTS_SET)
def resource(resource_id: str) -> Answer:
    """Change a resource."""
    seen = get_resource(database(), resource_id)
    form = ResourceForm(data={**values_of(seen.details), "row_version": seen.row_version})
    form.offer_grids(_grids(), seen.details.grid_slugs)
    if form.validate_on_submit():
        try:
            services.change_resource(
                database(),
                resource_id,
                form.details(),
                seen_version=form.row_version.data or 0,
                scope=require_person().scope,
                now=now(),
            )
        except DomainError as error:
            form.add_fault(error)
        else:
            return saved(RESOURCES)
    return form_page("settings/resource.html", form, resource=seen)


@settings.route("/settings/resources/<resource_id>/checked", methods=["POST"])
@requires(Permission.CRISIS_CONTACTS_SET)
def check_resource(resource_id: str) -> Answer:
    """Say that this resource was checked today, as it was read."""
    form = CheckForm()
    try:
        services.check_resource(
            database(),
            resource_id,
            seen_version=form.row_version.data or 0,
            scope=require_person().scope,
            now=now(),
        )
    except DomainError as error:
        form.add_fault(error)
        return _list(form)
    return saved(RESOURCES)


@settings.route("/settings/resources/<resource_id>/remove", methods=["POST"])
@requires(Permission.CRISIS_CONTACTS_SET)
def remove_resource(resource_id: str) -> Response:
    """Take a resource away."""
    services.remove_resource(database(), resource_id, scope=require_person().scope, now=now())
    return saved(RESOURCES)


def _list(form: CheckForm) -> Answer:
    session, today = database(), london_day(now())
    found = find_resources(session)
    names = find_display_names(session, {seen.checked_by for seen in found if seen.checked_by})
    titles = {grid.slug: grid.title for grid in _grids()}
    page = render_template(
        "settings/resources.html",
        form=form,
        lines=present_resource_lines(found, titles=titles, names=names, today=today),
        due=present_checks_due(found, today),
    )
    return (page, 422) if form.errors else page


def _grids() -> tuple[Grid, ...]:
    grids: tuple[Grid, ...] = current_app.extensions["sdm_catalogue"].newest()
    return grids
