"""Counting wrong guesses in the database, so that every server process shares one count."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from sdm_tool.persistence.accounts import Attempt

WINDOW = timedelta(minutes=15)


def is_paused(session: Session, key: str, *, limit: int, now: datetime) -> bool:
    """Return whether `limit` wrong guesses came within the last 15 minutes."""
    attempt = session.get(Attempt, key)
    return attempt is not None and attempt.first_at > now - WINDOW and attempt.count >= limit


def count_wrong(session: Session, key: str, now: datetime) -> None:
    """Add one wrong guess; a new window starts 15 minutes after the first. In a transaction."""
    attempt = session.get(Attempt, key, with_for_update=True)
    if attempt is None:
        session.add(Attempt(key=key, count=1, first_at=now))
    elif attempt.first_at <= now - WINDOW:
        attempt.count, attempt.first_at = 1, now
    else:
        attempt.count += 1


def forget(session: Session, key: str, now: datetime) -> None:
    """Forget this key's wrong guesses, and every window that is over. In a transaction."""
    session.execute(delete(Attempt).where((Attempt.key == key) | (Attempt.first_at < now - WINDOW)))
