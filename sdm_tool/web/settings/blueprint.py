"""The settings area, and what its pages have in common."""

from flask import Blueprint, flash, render_template, request
from werkzeug.wrappers import Response

from sdm_tool.domain.wording import clock_time
from sdm_tool.web.database import now
from sdm_tool.web.forms.base import SdmForm
from sdm_tool.web.fragments import see_other

settings = Blueprint("settings", __name__)

Answer = Response | str | tuple[str, int]


def form_page(template: str, form: SdmForm, **context: object) -> str | tuple[str, int]:
    """Render a page with its form; a form that was sent and refused answers 422."""
    page = render_template(template, form=form, **context)
    return (page, 422) if request.method == "POST" else page


def saved(location: str) -> Response:
    """Go on to a page that says when the change was saved. Only after the commit."""
    flash(f"Saved at {clock_time(now())}")
    return see_other(location)
