"""One answer for a whole page, another for the part that htmx swaps."""

from flask import make_response, redirect, render_template, request
from werkzeug.wrappers import Response


def wants_fragment() -> bool:
    """Return whether the page's own script asked, and will swap a part."""
    return request.headers.get("HX-Request") == "true"


def respond(page: str, fragment: str, *, status: int = 200, **context: object) -> Response:
    """Render the page, or only its fragment when a script asked."""
    template = fragment if wants_fragment() else page
    return make_response(render_template(template, **context), status)


def see_other(location: str) -> Response:
    """Send the browser on after a POST (303)."""
    return redirect(location, 303)
