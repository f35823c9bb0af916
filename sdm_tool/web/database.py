"""The database session and the clock of one request."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask, current_app, g
from sqlalchemy.orm import Session, sessionmaker


def database() -> Session:
    """Return the request's session, made on first use."""
    session: Session | None = g.get("database")
    if session is None:
        sessions: sessionmaker[Session] = current_app.extensions["sdm_sessions"]
        session = g.database = sessions()
    return session


def now() -> datetime:
    """Return the instant this request is taken to happen at: the same for all of it."""
    instant: datetime | None = g.get("now")
    if instant is None:
        clock: Callable[[], datetime] = current_app.extensions["sdm_clock"]
        instant = g.now = clock()
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
