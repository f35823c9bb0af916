"""Reviews that were missed: how many of those whose time was over, as it may be told."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from sdm_tool.domain.disclosure import told_stretch
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.record_totals import TEAM
from sdm_tool.services.audit_choice import Choice
from sdm_tool.services.audit_records_counted import WHOLE, chosen_sum, find_stretch


@dataclass(frozen=True, slots=True)
class ReviewsMissed:
    """How many reviews were missed, of how many: both as they may be written."""

    missed: str
    of: str


def reviews_missed(session: Session, choice: Choice, *, scope: Scope) -> ReviewsMissed:
    """Return how many reviews of the chosen teams were missed, of those whose time was over.

    Over in the chosen months, 28 days after the date, and missed as the standard "Review date
    kept" says. Raises NotFound for someone who may not read audit pages.
    """
    months = (choice.first, choice.last)
    tally = chosen_sum(find_stretch(session, scope, months, kinds=(TEAM, WHOLE)), choice).tally
    met, of = tally.met["review-kept"], tally.of["review-kept"]
    return ReviewsMissed(told_stretch(of - met), told_stretch(of))
