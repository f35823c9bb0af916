"""What a month held is kept when it closes, on both databases, and agrees with its answers."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.feedback import ClosedCount, OfferTally, ReleasedBlock, Response
from sdm_tool.services.audit_releases import release_month
from tests.factories.audit_rows import BLANK, NEARLY, TOP, plant_answers


def plant_two_months(service):
    for month in ("2026-09", "2026-10"):
        for name, mode in (("Alder", "paper"), ("Alder", "hand-over"), ("Beech", "paper")):
            answers = [TOP] * 14 + [NEARLY] * 12 + [BLANK] * 2
            plant_answers(
                service.session, service.team(name), answers, offered=40, mode=mode, month=month
            )


def test_what_is_kept_equals_the_answers_themselves(service):
    plant_two_months(service)
    service.page()

    session = service.session
    total = Response.q1 + Response.q2 + Response.q3
    live = session.execute(
        select(
            Response.cohort_month,
            Response.team_id,
            Response.mode,
            func.count(total),
            func.sum(total),
            func.count() - func.count(total),
        ).group_by(Response.cohort_month, Response.team_id, Response.mode)
    )
    kept = session.execute(
        select(
            ClosedCount.month,
            ClosedCount.team_id,
            ClosedCount.mode,
            ClosedCount.complete,
            ClosedCount.sum_of_items,
            ClosedCount.incomplete,
        )
    )
    assert sorted(map(tuple, kept)) == sorted(map(tuple, live))
    offered = session.scalar(select(func.sum(OfferTally.count)))
    assert session.scalar(select(func.sum(ClosedCount.offered))) == offered


def test_every_answer_that_was_released_is_in_one_block_of_its_team(service):
    plant_two_months(service)
    service.page()

    complete = select(func.sum(ReleasedBlock.complete)).where(ReleasedBlock.kind == "team")
    assert service.session.scalar(complete) == 6 * 26


def test_a_month_is_released_once_and_none_before_it_later(service):
    plant_two_months(service)
    service.page()

    with pytest.raises(IntegrityError), writing(service.session):
        release_month(service.session, "2026-10")
    with pytest.raises(ValueError, match="released already"), writing(service.session):
        release_month(service.session, "2026-08")
