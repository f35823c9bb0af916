"""What an audit page says when it cannot show what its address asks for, and where to go on."""

from collections.abc import Collection
from urllib.parse import urlencode

from flask import request
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.web.audit.filters import UnknownFilterError
from sdm_tool.web.errors import refused

OVERVIEW = "/audit"
PAGES = ("/audit/charts", "/audit/records", "/audit/fairness", "/audit/thrive")
MONTHS = frozenset({"from", "to", "month", "quarter"})
"""The fields that a refusal about months may name."""


def refused_with_ways_on(error: DomainError) -> Response:
    """Return the page of a refusal, with links to the page without what was wrong in its address.

    A file that could not be made leads to the page that its link stands on.
    """
    return refused(error, {**_mended(error), OVERVIEW: "Go to the audit overview"})


def _mended(error: DomainError) -> dict[str, str]:
    """Return the address of the page without each filter that may be wrong, and what to call it."""
    if isinstance(error, UnknownFilterError):
        return {_without(error.names): "Open this page without that filter"}
    if error.field in MONTHS:
        return {_without(("from", "to")): "Open this page with its usual months"}
    if error.field == "team":
        return {
            _without(("team",)): "Open this page for all teams of the site",
            _without(("site",)): "Open this page for the team",
        }
    if error.field == "grid":
        return {
            _without(("grid",)): "Open this page for all grids",
            _without(("site", "team")): "Open this page for the whole service",
        }
    return {}


def _without(names: Collection[str]) -> str:
    """Return the address of the page with the other filters; what was just done is not one."""
    kept = {name: value for name, value in request.args.items() if name not in {*names, "done"}}
    page = next((page for page in PAGES if request.path.startswith(page)), OVERVIEW)
    return f"{page}?{urlencode(kept)}" if kept else page
