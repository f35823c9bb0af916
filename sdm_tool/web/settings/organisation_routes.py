"""Routes for the organisation as a whole."""

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Permission
from sdm_tool.persistence.queries.organisations import get_organisation
from sdm_tool.services.settings import OrganisationSettings, change_organisation
from sdm_tool.web.access import requires
from sdm_tool.web.database import database, now
from sdm_tool.web.settings.blueprint import Answer, form_page, saved, settings
from sdm_tool.web.settings.forms import OrganisationForm
from sdm_tool.web.signed_in import require_person

PAGE = "settings/organisation.html"


@settings.route("/settings/organisation", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_SET)
def organisation() -> Answer:
    """Show and change the organisation."""
    form = OrganisationForm(obj=get_organisation(database()))
    if not form.validate_on_submit():
        return form_page(PAGE, form)
    try:
        change_organisation(
            database(),
            OrganisationSettings(
                name=form.name.data or "",
                nation=form.nation.data or "",
                idle_minutes=int(form.idle_minutes.data),
                invitation_days=int(form.invitation_days.data),
            ),
            seen_version=form.row_version.data or 0,
            scope=require_person().scope,
            now=now(),
        )
    except DomainError as error:
        form.add_fault(error)
        return form_page(PAGE, form)
    return saved("/settings/organisation")
