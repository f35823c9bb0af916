"""Routes of the fairness page, on the blueprint of the audit pages."""

from urllib.parse import urlencode

from flask import render_template
from werkzeug.wrappers import Response

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.fairness import ONLY_WHEN_ASKED, Dimension
from sdm_tool.domain.permissions import Permission
from sdm_tool.instruments.collaborate import instrument_credit
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services.audit_fairness import BandChoice, Fairness, fairness
from sdm_tool.services.audit_fairness_export import export_fairness
from sdm_tool.services.audit_fairness_shown import show_fairness
from sdm_tool.services.audit_fairness_words import DIMENSIONS
from sdm_tool.services.audit_overview_shown import WHO
from sdm_tool.services.audit_records_by_band import RecordsByBand, records_by_band
from sdm_tool.services.audit_records_by_band_export import export_records_by_band
from sdm_tool.web.access import requires
from sdm_tool.web.audit.band_presenters import present_records_by_band
from sdm_tool.web.audit.filters import Filter, asked_once, filter_of
from sdm_tool.web.audit.months_and_quarters import address_of_months, asked_months
from sdm_tool.web.audit.routes import audit
from sdm_tool.web.closing_months import close_what_is_over
from sdm_tool.web.database import database, now
from sdm_tool.web.signed_in import require_person

_KEYS = frozenset({"who", "by", "from", "to"})
_BY = {dimension.value.replace(" ", "-"): dimension for dimension in Dimension}
"""The dimensions, as an address says them."""


@audit.route("/audit/fairness")
@requires(Permission.AUDIT_READ)
def by_band() -> str:
    """Show what was released by band, in the chosen dimension and quarters."""
    close_what_is_over()
    seen = fairness(database(), _choice(), scope=require_person().scope, now=now())
    records = _records(seen)
    return render_template(
        "audit/fairness.html",
        page=show_fairness(seen),
        records=present_records_by_band(records) if records else None,
        filters=_filters(seen),
        address=f"?{urlencode({name: _chosen(seen, name) for name in sorted(_KEYS)})}",
        months=address_of_months(seen.months),
        credit=instrument_credit(),
    )


@audit.route("/audit/fairness.csv")
@requires(Permission.AUDIT_READ)
def bands_file() -> Response:
    """Give the same table as a file for a spreadsheet."""
    close_what_is_over()
    choice = _choice()
    text = export_fairness(database(), choice, scope=require_person().scope, now=now())
    return _file(text, f"sharing-decisions-by-{_address_of(choice.dimension)}.csv")


@audit.route("/audit/fairness-records.csv")
@requires(Permission.AUDIT_READ)
def bands_of_records_file() -> Response:
    """Give the standards of the record by band as a file for a spreadsheet."""
    close_what_is_over()
    scope = require_person().scope
    records = _records(fairness(database(), _choice(), scope=scope, now=now()))
    if records is None:
        raise NotFound
    text = export_records_by_band(database(), records, scope=scope, now=now())
    return _file(text, f"quality-of-the-record-by-{_address_of(records.dimension)}.csv")


def _records(seen: Fairness) -> RecordsByBand | None:
    """Return the records of the chosen quarters; None where no quarter is closed.

    None also for an equity band: it stands on no record.
    """
    if seen.months is None or seen.dimension in ONLY_WHEN_ASKED:
        return None
    scope = require_person().scope
    return records_by_band(database(), seen.dimension, seen.months, scope=scope, now=now())


def _file(text: str, name: str) -> Response:
    # With a byte-order mark, or Excel reads letters with accents wrong.
    answer = Response(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _choice() -> BandChoice:
    """Read the filter from the address. NotFound for a respondent or band that there is not."""
    asked = asked_once(_KEYS)
    months = asked_months(asked)
    try:
        return BandChoice(
            Respondent(asked.get("who") or Respondent.YOUNG_PERSON),
            _BY[asked.get("by") or _address_of(Dimension.AGE)],
            "" if months else asked.get("from", ""),
            "" if months else asked.get("to", ""),
            months,
        )
    except (KeyError, ValueError) as error:
        raise NotFound from error


def _filters(seen: Fairness) -> tuple[Filter, ...]:
    quarters = [(str(quarter), quarter.title) for quarter in reversed(seen.quarters)]
    bands = [
        (address, DIMENSIONS[dimension])
        for address, dimension in _BY.items()
        if dimension in seen.dimensions
    ]
    return (
        filter_of("who", "Who answered", WHO.items(), _chosen(seen, "who")),
        filter_of("by", "By", bands, _chosen(seen, "by")),
        *(
            filter_of(name, label, quarters, _chosen(seen, name))
            for name, label in (("from", "From"), ("to", "To"))
            if quarters
        ),
    )


def _chosen(seen: Fairness, name: str) -> str:
    chosen = {
        "who": seen.respondent.value,
        "by": _address_of(seen.dimension),
        "from": str(seen.first or ""),
        "to": str(seen.last or ""),
    }
    return chosen[name]


def _address_of(dimension: Dimension) -> str:
    return next(address for address, each in _BY.items() if each is dimension)
