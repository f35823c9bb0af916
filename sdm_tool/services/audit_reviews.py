"""Reviews that were missed: how many of those that were due, as it may be told."""

from collections import Counter
from datetime import date, timedelta

from sqlalchemy.orm import Session

from sdm_tool.domain.disclosure import Part, ToldPart, told_groups, told_part
from sdm_tool.domain.months import Month
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.record_quality import LATEST_LOOK, Finding, review_finding
from sdm_tool.persistence.queries.review_facts import find_review_facts
from sdm_tool.services.audit_choice import Choice
from sdm_tool.services.audit_records_counted import FEWEST_MONTHS_OF_A_WHOLE


def reviews_missed(session: Session, choice: Choice, *, scope: Scope) -> ToldPart:
    """Return how many reviews of the chosen teams were missed, of those that were due.

    Due in the chosen months, at least 28 days before the last of them ends, and missed as the
    standard "Review date kept" says. A team or a site is told as one among the others, so that no
    hidden one is found by subtraction. Raises NotFound for someone who may not read audit pages.
    """
    until = _first_day(choice.last.plus(1)) - timedelta(days=1)
    missed, due = Counter[str](), Counter[str]()
    for team, review in find_review_facts(
        session, scope, first=_first_day(choice.first), last=until - LATEST_LOOK
    ):
        finding = review_finding(review, until)
        missed[team] += finding is Finding.NOT_MET
        due[team] += finding is not Finding.DOES_NOT_APPLY
    parts = {team: Part(missed[team], due[team]) for team in choice.all_teams}
    if choice.is_everything:
        whole = Part(missed.total(), due.total())
        return told_part(whole, is_whole=choice.months >= FEWEST_MONTHS_OF_A_WHOLE)
    chosen = [parts[team] for team in choice.teams]
    others = [part for team, part in parts.items() if team not in choice.teams]
    beside = [[part] for part in others] if choice.team_id else [others]
    return told_groups([chosen, *beside], is_whole=False)[0]


def _first_day(month: Month) -> date:
    return date(month.year, month.number, 1)
