"""The blueprints of feedback: what staff see, and what nobody but one person sees.

No request to the private one leaves a line in any log: serving looks at its name.
"""

import structlog
from flask import Blueprint, make_response, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from sdm_tool.instruments.collaborate import InstrumentNotInstalledError
from sdm_tool.web.database import database

feedback = Blueprint("feedback", __name__)
private = Blueprint("private", __name__)

LOG = structlog.get_logger()


def private_error(status: int, heading: str, *sentences: str) -> Response:
    """Return an error in the private layout: no navigation, no names, nothing of the staff side."""
    page = render_template("feedback/message.html", heading=heading, sentences=sentences)
    return make_response(page, status)


@private.errorhandler(CSRFError)
def _stale(_error: CSRFError) -> Response:
    return private_error(
        400, "This page is out of date", "Nothing was sent. Open it again and send it once more."
    )


@private.errorhandler(DBAPIError)
def _store_in_trouble(error: DBAPIError) -> Response:
    database().rollback()
    LOG.error("store in trouble", kind=type(error.orig).__name__)
    return private_error(
        503, "Not sent", "Your answers were not kept. Wait a minute, go back and send them again."
    )


@private.errorhandler(InstrumentNotInstalledError)
def _not_installed(_error: InstrumentNotInstalledError) -> Response:
    return private_error(503, "The questions are not here", "Nothing was sent. You can stop here.")


@private.errorhandler(HTTPException)
def _other(error: HTTPException) -> Response:
    return private_error(
        error.code or 500,
        "Something went wrong here",
        "It is not your fault. Go back and try again.",
    )
