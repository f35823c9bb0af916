"""What the list of grids to look at again says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sdm_tool.domain.review_due import SOON, ReviewDue, review_due
from sdm_tool.persistence.queries.grids import InUseSeen
from sdm_tool.web.review_due_presenters import due_words

HEADINGS = {
    ReviewDue.OVERDUE: "Overdue",
    ReviewDue.SOON: f"In the next {SOON.days} days",
    ReviewDue.LATER: "Later",
}


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One version in use."""

    title: str
    version: str
    href: str
    when: str


@dataclass(frozen=True, slots=True)
class ReviewGroup:
    """The versions that are overdue, due soon, or due later."""

    id: str
    heading: str
    lines: tuple[ReviewLine, ...]


def present_reviews_due(versions: Iterable[InUseSeen], today: date) -> list[ReviewGroup]:
    """Return the groups that hold something, overdue first, each in the order given."""
    groups: dict[ReviewDue, list[ReviewLine]] = {due: [] for due in HEADINGS}
    for version in versions:
        groups[review_due(version.review_by, today)].append(
            ReviewLine(
                title=version.title,
                version=version.version,
                href=f"/grids/{version.slug}/{version.version}",
                when=due_words(version.review_by, today),
            )
        )
    return [
        ReviewGroup(due.value, HEADINGS[due], tuple(lines))
        for due, lines in groups.items()
        if lines
    ]
