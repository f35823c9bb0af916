"""When a version in use has to be looked at again: late, soon, or later."""

from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=90)


class ReviewDue(StrEnum):
    """How near the day is by which a version is to be looked at again."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"


def review_due(review_by: date, today: date) -> ReviewDue:
    """Return how near the day is. On the day itself a version is due, not overdue."""
    if review_by < today:
        return ReviewDue.OVERDUE
    return ReviewDue.SOON if review_by <= today + SOON else ReviewDue.LATER
