"""What pages say about the day by which a grid in use is to be looked at again."""

from collections.abc import Iterable
from datetime import date

from sdm_tool.domain.review_due import SOON, ReviewDue, review_due
from sdm_tool.domain.wording import plain_date
from sdm_tool.persistence.queries.grids import InUseSeen


def overdue_words(review_by: date | None, today: date) -> str:
    """Return "Review overdue since 3 March 2027.", or nothing while it is not."""
    if review_by is None or review_due(review_by, today) is not ReviewDue.OVERDUE:
        return ""
    return f"Review overdue since {plain_date(review_by)}."


def due_words(review_by: date, today: date) -> str:
    """Return for example "Was to be looked at by 3 March 2027: 40 days ago"."""
    day, due = plain_date(review_by), review_due(review_by, today)
    if due is ReviewDue.OVERDUE:
        return f"Was to be looked at by {day}: {_days((today - review_by).days)} ago"
    if due is ReviewDue.LATER:
        return f"To be looked at by {day}"
    if review_by == today:
        return f"To be looked at by {day}: today"
    return f"To be looked at by {day}: in {_days((review_by - today).days)}"


def present_reminder(versions: Iterable[InUseSeen], today: date) -> list[str]:
    """Return a sentence about those that are late and one about those due soon; else nothing."""
    found = [review_due(version.review_by, today) for version in versions]
    late, soon = found.count(ReviewDue.OVERDUE), found.count(ReviewDue.SOON)
    said = []
    if late:
        said.append(f"{_grids(late)} should have been looked at again by now.")
    if soon:
        said.append(f"{_grids(soon)} should be looked at again in the next {SOON.days} days.")
    return said


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"


def _grids(count: int) -> str:
    return "1 grid" if count == 1 else f"{count} grids"
