"""The database session and the clock of one request."""

from datetime import UTC, datetime

from flask import Flask, current_app, g
from sqlalchemy.orm import Session, sessionmaker


def database() -> Session:
    """Return the request's session, made on first use."""
    if "database" not in g:
        sessions: sessionmaker[Session] = current_app.extensions["sdm_sessions"]
        g.database = sessions()
    session: Session = g.database
    return session


def now() -> datetime:
    """Return the instant this request is taken to happen at: the same for all of it."""
    if "now" not in g:
        clock = current_app.extensions["sdm_clock"]
        g.now = clock()
    instant: datetime = g.now
    return instant


def utc_clock() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)


def close_database(app: Flask) -> None:
    """Let the session go at the end of every request."""

    @app.teardown_appcontext
    def _close(_error: BaseException | None) -> None:
        session = g.pop("database", None)
        if session is not None:
            session.close()
