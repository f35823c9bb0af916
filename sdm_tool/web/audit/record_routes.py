"""Routes of the audit page on the quality of the record."""

from flask import Blueprint, current_app, render_template, request
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Permission
from sdm_tool.services.audit_choice import Choice
from sdm_tool.services.audit_records import RecordsAsked, records_page, ways_to_divide
from sdm_tool.services.audit_records_export import export_records
from sdm_tool.services.audit_records_told import RecordsPage
from sdm_tool.services.grids import Catalogue
from sdm_tool.web.access import requires
from sdm_tool.web.audit.filters import (
    Filter,
    address_of,
    asked_choice,
    asked_page,
    filter_of,
    filters_of,
)
from sdm_tool.web.audit.record_presenters import DIVIDED_BY, present_records
from sdm_tool.web.audit.refusals import refused_with_ways_on
from sdm_tool.web.closing_months import close_what_is_over
from sdm_tool.web.database import database, now
from sdm_tool.web.signed_in import require_person

audit_records = Blueprint("audit_records", __name__)
audit_records.register_error_handler(DomainError, refused_with_ways_on)


@audit_records.route("/audit/records")
@requires(Permission.AUDIT_READ)
def index() -> str:
    """Show how many valid conversations meet each standard of the record."""
    seen = _seen(asked_page("grid", "by"))
    return render_template(
        "audit/records.html",
        page=present_records(seen),
        filters=_filters(seen),
        address=address_of(seen.quality.choice, **_others(seen)),
        choice_address=address_of(seen.quality.choice),
    )


@audit_records.route("/audit/records.csv")
@requires(Permission.AUDIT_READ)
def take_away() -> Response:
    """Give what the page shows as a file for a spreadsheet."""
    seen = _seen(asked_choice("grid", "by"))
    text = export_records(database(), seen, scope=require_person().scope, now=now())
    # With a byte-order mark, or Excel reads letters with accents wrong.
    answer = Response(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename="quality-of-the-record.csv")
    return answer


def _seen(choice: Choice) -> RecordsPage:
    close_what_is_over()
    catalogue: Catalogue = current_app.extensions["sdm_catalogue"]
    asked = RecordsAsked(
        choice, request.args.get("grid", ""), request.args.get("by", ""), catalogue.newest()
    )
    return records_page(database(), asked, scope=require_person().scope, now=now())


def _filters(seen: RecordsPage) -> tuple[Filter, ...]:
    """Return the lists to choose from. One grid is there to choose for the whole service alone."""
    choice = seen.quality.choice
    grids = [("", "All grids"), *seen.grids.items()]
    ways = [(by.value, DIVIDED_BY[by]) for by in ways_to_divide(choice, seen.grid)]
    return (
        *filters_of(choice),
        *((filter_of("grid", "Grid", grids, seen.grid),) if choice.is_everything else ()),
        filter_of("by", "Divided by", ways, seen.by),
    )


def _others(seen: RecordsPage) -> dict[str, str]:
    asked = {"grid": seen.grid, "by": seen.by.value}
    return {name: value for name, value in asked.items() if value}
