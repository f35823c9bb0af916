"""Reviews that were missed: how many of those whose time was over, as it may be told."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from sdm_tool.domain.disclosure import OUT_BY, before_the_lot
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.record_totals import TEAM, WHOLE
from sdm_tool.services.audit_choice import Choice
from sdm_tool.services.audit_records_counted import chosen_sum, find_stretch


@dataclass(frozen=True, slots=True)
class ReviewsMissed:
    """How many reviews were missed, of how many; nothing where rounding alone could make them."""

    missed: int
    of: int


def reviews_missed(session: Session, choice: Choice, *, scope: Scope) -> ReviewsMissed:
    """Return how many reviews of the chosen teams were missed, of those whose time was over.

    Over in the chosen months, 28 days after the date, and missed as the standard "Review date
    kept" says. Both are in steps of 5, with what the lot left out put back. Raises NotFound for
    someone who may not read audit pages.
    """
    months = (choice.first, choice.last)
    chosen = chosen_sum(find_stretch(session, scope, months, kinds=(TEAM, WHOLE)), choice)
    met, of = chosen.tally.met["review-kept"], chosen.tally.of["review-kept"]
    is_told = of - met > 2 * OUT_BY * chosen.sums  # both counts are rounded
    return (
        ReviewsMissed(before_the_lot(of - met), before_the_lot(of))
        if is_told
        else ReviewsMissed(0, 0)
    )
