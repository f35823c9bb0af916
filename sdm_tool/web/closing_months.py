"""Closing what is over, by whoever opens a page that depends on it."""

from flask import current_app
from sqlalchemy.exc import DBAPIError

from sdm_tool.services.feedback_closing import tidy
from sdm_tool.web.database import database, now


def close_what_is_over() -> None:
    """Close months and purge invitations; a store that is full or busy must not hide the page."""
    secret = current_app.extensions["sdm_settings"].secret_key
    try:
        tidy(database(), secret=secret, now=now(), draw=current_app.extensions["sdm_draw"])
    except DBAPIError:
        database().rollback()
