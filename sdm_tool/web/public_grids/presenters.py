"""What a public page says otherwise than the page that staff read."""

from datetime import date

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.review_due import ReviewDue, review_due
from sdm_tool.domain.wording import plain_date
from sdm_tool.web.grid_presenters import NO_WAIT_TO_TELL, REVIEW_BY, present_grid

ASK_ABOUT_WAITS = "Each team has its own wait. Ask the service."


def present_about(grid: Grid, review_by: date) -> tuple[tuple[str, str], ...]:
    """Return what the grid says about itself, with the day this service looks at it again.

    A grid that was published elsewhere may carry another day.
    """
    about = dict(present_grid(grid).about) | {REVIEW_BY: plain_date(review_by)}
    return tuple(about.items())


def present_late(review_by: date, today: date) -> str:
    """Say that the page was not looked at again in time; empty while it was."""
    if review_due(review_by, today) is not ReviewDue.OVERDUE:
        return ""
    day = plain_date(review_by)
    return f"This page was to be looked at again by {day}. Some of it may have changed since."


def present_no_waits(grid: Grid) -> dict[str, tuple[str, ...]]:
    """Return what stands in place of each team's waits, by option id."""
    return {
        option.id: (NO_WAIT_TO_TELL if option.no_change else ASK_ABOUT_WAITS,)
        for option in grid.options
    }
