"""Errors as pages: what happened, and what to do. No traces, and nothing about who or what else."""

from collections.abc import Mapping

import structlog
from flask import Flask, g, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.persistence.queries import NotFound, OutOfScope
from sdm_tool.services.refusals import note_refusal
from sdm_tool.web.access import Denied
from sdm_tool.web.database import database, now
from sdm_tool.web.fragments import see_other, wants_fragment
from sdm_tool.web.signed_in import (
    FirstPassword,
    Locked,
    NotSignedIn,
    person_or_none,
    send_to_sign_in,
    send_to_unlock,
)

LOG = structlog.get_logger()
FIRST_ERROR = 400
HOME = {"/": "Go to the home page"}


def error_page(
    status: int, heading: str, *sentences: str, ways: Mapping[str, str] = HOME
) -> Response:
    """Return an error as a page, or as the part a script will show.

    `ways` are where one can go on: an address each, and what its link says.
    """
    template = "errors/_error.html" if wants_fragment() else "errors/error.html"
    page = render_template(template, heading=heading, sentences=sentences, ways=ways)
    return make_response(page, status)


def register(app: Flask) -> None:
    """Turn every exception that can reach the edge into its page."""
    app.register_error_handler(NotSignedIn, lambda _error: _sign_in())
    app.register_error_handler(Locked, lambda _error: _unlock())
    app.register_error_handler(FirstPassword, lambda _error: see_other("/account/password"))
    app.register_error_handler(NotFound, lambda _error: _not_found())
    app.register_error_handler(OutOfScope, lambda _error: _out_of_scope())
    app.register_error_handler(404, lambda _error: _not_found())
    app.register_error_handler(Denied, lambda _error: _denied())
    app.register_error_handler(413, lambda _error: _too_large())
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(DomainError, refused)
    app.register_error_handler(DBAPIError, _store_in_trouble)
    app.register_error_handler(HTTPException, _other)
    app.register_error_handler(500, _broken)


def _sign_in() -> Response:
    if wants_fragment():
        kept = error_page(401, "You were signed out", "Sign in again. What you typed is kept.")
        kept.headers["HX-Redirect"] = send_to_sign_in().location
        return kept
    return send_to_sign_in()


def _unlock() -> Response:
    person = person_or_none()
    if person is None:
        return _sign_in()
    answer = send_to_unlock(person)
    if not wants_fragment():
        return answer
    kept = error_page(401, "Locked", "Unlock to go on. What you typed is kept.")
    kept.headers["HX-Redirect"] = answer.location
    return kept


def _not_found() -> Response:
    return error_page(
        404,
        "Page not found",
        "It may have moved, or it belongs to a team you are not in.",
        "Check the address, or go to the home page.",
    )


def _out_of_scope() -> Response:
    _note_refusal()
    return _not_found()


def _denied() -> Response:
    _note_refusal()
    return error_page(
        403,
        "You cannot open this page",
        "Your account does not have this permission. "
        "Ask your administrator if you need it for your work.",
    )


def _note_refusal() -> None:
    """Put it in the trail when somebody is signed in; trouble with that changes no answer."""
    try:
        person = person_or_none()
        if person is not None:
            note_refusal(database(), request.endpoint or "", scope=person.scope, now=now())
    except DBAPIError as error:
        database().rollback()
        LOG.warning("a refusal is not in the trail", kind=type(error.orig).__name__)


def _stale_form(_error: CSRFError) -> Response:
    return error_page(
        400,
        "This form is out of date",
        "Nothing was saved. Go back, reload the page, and send it again.",
    )


def _too_large() -> Response:
    return error_page(
        413,
        "This is too much at once",
        "Nothing was saved. Go back and send less, or smaller files.",
    )


def refused(error: DomainError, ways: Mapping[str, str] = HOME) -> Response:
    """Return the page of a refusal that no form shows."""
    return error_page(422, "That could not be done", str(error), ways=ways)


def _store_in_trouble(error: DBAPIError) -> Response:
    database().rollback()
    g.store_in_trouble = True
    LOG.error("store in trouble", kind=type(error.orig).__name__)
    return error_page(
        503,
        "Not saved",
        "The store did not answer, so nothing was saved. "
        "Keep this page open and try again in a minute.",
        "If it goes on, tell your administrator: the store may be full or busy.",
    )


def _other(error: HTTPException) -> Response:
    if error.code is None or error.code < FIRST_ERROR:
        return error.get_response()
    page = error_page(error.code, error.name, "Go back and try another way.")
    for name, value in error.get_headers():
        if name != "Content-Type":
            page.headers.add(name, value)
    return page


def _broken(_error: HTTPException) -> Response:
    # Flask hands the handler the error it met: the trace goes to the log, never to the page.
    LOG.error("unexpected error", exc_info=getattr(_error, "original_exception", _error))
    return error_page(
        500,
        "Something went wrong here",
        "It is not your fault, and what was saved before is safe. Go back and try again.",
    )
