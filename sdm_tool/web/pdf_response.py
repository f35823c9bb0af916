"""Sending a PDF."""

from collections.abc import Callable

from flask import current_app, make_response
from werkzeug.wrappers import Response

from sdm_tool.outputs.pdf_errors import PdfError
from sdm_tool.web.database import database
from sdm_tool.web.errors import error_page


def pdf_response(
    html: str, name: str, *, when_drawn: Callable[[], None] = lambda: None
) -> Response:
    """Draw a document outside any transaction, and send it as a file.

    `when_drawn` is called before it is sent, and not at all where it could not be drawn.
    """
    database().rollback()
    try:
        content = current_app.extensions["sdm_pdf"].draw(html)
    except PdfError as error:
        return error_page(503, "The paper could not be made", str(error))
    when_drawn()
    response = make_response(content)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
