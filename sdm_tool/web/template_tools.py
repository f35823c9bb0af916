"""What every template may call: dates in words, permissions, and pictures."""

from dataclasses import dataclass
from functools import cache

from flask import Flask
from markupsafe import Markup

from sdm_tool.domain.codes import format_record_code
from sdm_tool.domain.permissions import Permission
from sdm_tool.domain.wording import clock_time, long_date, plain_date
from sdm_tool.outputs.template_pictures import TEMPLATE_PICTURES
from sdm_tool.web.access import may
from sdm_tool.web.static_files import static_url

STYLE_SHEETS = (
    "css/nhsuk-frontend-10.6.1.css",
    "css/tokens.css",
    "css/base.css",
    "css/parts.css",
    "css/grid.css",
    "css/conversation.css",
    "css/paper.css",
    "css/feedback.css",
    "css/staff.css",
    "css/print.css",
)
SCRIPTS = ("js/htmx-4.0.1.min.js", "js/sdm.js", "js/together.js", "js/autosave.js")


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One link of the staff navigation, for those who may follow it."""

    name: str
    href: str
    area: str
    permission: Permission | None = None


NAVIGATION = (
    NavigationItem("Home", "/", "home"),
    NavigationItem("Grids", "/grids", "grids", Permission.GRID_READ),
    NavigationItem("Paper answers", "/paper-answers", "paper-answers", Permission.PAPER_ENTER),
    NavigationItem("Audit", "/audit", "audit", Permission.AUDIT_READ),
    NavigationItem("Trail", "/trail", "trail", Permission.TRAIL_READ),
    NavigationItem("Settings", "/settings", "settings", Permission.WAITS_SET),
    NavigationItem("Help", "/help", "help"),
)


@cache
def _assets() -> Markup:
    """Return the links to the style sheets and scripts: the same on every page."""
    sheets = (
        Markup('<link rel="stylesheet" href="{}">\n').format(static_url(s)) for s in STYLE_SHEETS
    )
    scripts = (Markup('<script src="{}" defer></script>\n').format(static_url(s)) for s in SCRIPTS)
    return Markup("").join((*sheets, *scripts))


def register(app: Flask) -> None:
    """Add the filters and names."""
    app.jinja_env.filters.update(
        long_date=long_date,
        plain_date=plain_date,
        clock_time=clock_time,
        record_code=format_record_code,
    )
    app.jinja_env.globals.update(
        may=may,
        Permission=Permission,
        **TEMPLATE_PICTURES,
        service_name="Shared decisions",
        assets=_assets,
        navigation=NAVIGATION,
    )
