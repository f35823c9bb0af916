"""Routes of the THRIVE view, and of files that organisations compare themselves by."""

from flask import current_app, render_template

from sdm_tool.domain.permissions import Permission
from sdm_tool.services.audit_thrive import thrive_view
from sdm_tool.services.grids import Catalogue
from sdm_tool.web.access import requires
from sdm_tool.web.audit.filters import address_of, asked_choice, filters_of
from sdm_tool.web.audit.routes import audit
from sdm_tool.web.audit.thrive_presenters import present_thrive
from sdm_tool.web.database import database, now
from sdm_tool.web.signed_in import require_person


@audit.route("/audit/thrive")
@requires(Permission.AUDIT_READ)
def thrive() -> str:
    """Show groupings over time, movement between them, waits, and agencies taking part."""
    choice = asked_choice()
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
