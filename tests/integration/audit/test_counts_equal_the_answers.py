"""After any history, on both databases, what closed months keep is what their answers say."""

from collections import Counter
from random import Random

import pytest
from sqlalchemy import func, select

from sdm_tool.domain.collaborate import Mode, Respondent
from sdm_tool.domain.releases import Counts
from sdm_tool.persistence.feedback import ClosedCount, ClosedMonth, OfferTally, Response
from sdm_tool.services.feedback_closing import tidy
from tests.application import SECRET
from tests.factories.audit_rows import plant_answers, plant_not_offered
from tests.integration.audit.conftest import TODAY

MONTHS = ("2026-07", "2026-08", "2026-09", "2026-10", "2026-11")
OPEN = "2026-11"


def plant_history(service, chance):
    groups = [
        (team, month, respondent, mode)
        for team in ("Alder", "Beech")
        for month in MONTHS
        for respondent in Respondent
        for mode in Mode
    ]
    for team, month, respondent, mode in chance.sample(groups, 40):
        items = [9, 9, chance.randint(0, 9), None]
        answers = [
            tuple(chance.choice(items) for _ in range(3)) for _ in range(chance.randint(0, 30))
        ]
        plant_answers(
            service.session, service.team(team), answers,
            offered=len(answers) + chance.randint(0, 9),
            respondent=respondent.value, mode=mode.value, month=month,
        )  # fmt: skip
    plant_not_offered(service.session, service.team("Alder"), "no-time", 4, month="2026-08")


def counted_one_by_one(service):
    """Counts of every month, team, respondent and mode, from rows read one after another."""
    found = Counter()
    response, tally = Response, OfferTally
    keys = (response.cohort_month, response.team_id, response.respondent, response.mode)
    for *group, q1, q2, q3 in service.session.execute(
        select(*keys, response.q1, response.q2, response.q3)
    ):
        items = (q1, q2, q3)
        found[*group, "incomplete" if None in items else "complete"] += 1
        if None not in items:
            found[*group, "top"] += items == (9, 9, 9)
            found[*group, "sum_of_items"] += sum(items)
    offers = (tally.cohort_month, tally.team_id, tally.respondent, tally.mode)
    for *group, count in service.session.execute(select(*offers, tally.count)):
        if group[-1]:
            found[*group, "offered"] += count
    return {
        group: Counts(*(found[*group, name] for name in Counts.__slots__))
        for group in {tuple(key[:-1]) for key in found}
        if group[0] != OPEN
    }


@pytest.mark.parametrize("seed", range(5))
def test_closed_counts_are_the_live_counts(service, seed):
    plant_history(service, Random(seed))  # noqa: S311  the same histories every time
    before = counted_one_by_one(service)

    tidy(service.session, secret=SECRET, now=TODAY)

    count = ClosedCount
    kept = service.session.execute(
        select(
            count.month, count.team_id, count.respondent, count.mode,
            count.offered, count.complete, count.top, count.sum_of_items, count.incomplete,
        )
    )  # fmt: skip
    assert {tuple(row[:4]): Counts(*row[4:]) for row in kept} == before
    assert counted_one_by_one(service) == before
    closed = service.session.scalars(select(ClosedMonth.month)).all()
    assert sorted(closed) == sorted({group[0] for group in before})
    assert service.session.scalar(select(func.max(ClosedMonth.month))) != OPEN
