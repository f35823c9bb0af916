"""After any history, on both databases, what closed months keep is what answers and records say."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from random import Random

import pytest
from sqlalchemy import delete, func, select

from sdm_tool.domain.collaborate import Mode, Respondent
from sdm_tool.domain.months import closes_on, month_of, parse_month
from sdm_tool.domain.record_standards import CONVERSATIONS, COUNTED, Tally
from sdm_tool.domain.record_totals import MOVEMENT, TEAM
from sdm_tool.domain.releases import Counts
from sdm_tool.domain.sections import Grouping
from sdm_tool.persistence.audit import RecordTotal
from sdm_tool.persistence.conversations import Conversation, StatusChange
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.feedback import ClosedCount, ClosedMonth, OfferTally, Response
from sdm_tool.persistence.queries.record_totals import find_totals_at
from sdm_tool.persistence.records import ConversationMeeting, Meeting
from sdm_tool.services.feedback_closing import tidy
from tests.application import SECRET, leave_nobody_out
from tests.factories.audit_records import START, plant
from tests.factories.audit_rows import plant_answers, plant_not_offered
from tests.factories.conversations import small_grid
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


def plant_records(service, chance):
    """Conversations of two teams over the months, some late, some that do not count."""
    for number in range(len(MONTHS)):
        at = datetime(2026, 7 + number, chance.randint(2, 26), 10, 0, tzinfo=UTC)
        for team in ("Alder", "Beech"):
            for changes in (
                {},
                {"grid": small_grid(), "printed_after": None},
                {"start": replace(START, needs="", grouping=Grouping.GETTING_HELP)},
                {"valid_at": at + timedelta(days=60)},
                {"status": "in-progress"},
                {"is_practice": True},
            ):
                plant(
                    service.session, service.team(team), by=service.scope.account_id,
                    times=chance.randint(0, 2), at=at, **changes,
                )  # fmt: skip


def told_of_records(service, month):
    """The running totals of a month, and what they come to by each kind, as they are kept."""
    totals = find_totals_at(service.session, month)
    kinds = defaultdict(Tally)
    for (kind, _), total in totals.items():
        kinds[kind].add(total.tally)
    return totals, kinds


@pytest.mark.parametrize("seed", range(3))
def test_running_totals_are_the_live_counts_whenever_they_were_made(service, seed):
    plant_records(service, Random(seed))  # noqa: S311  the same records every time
    months = [parse_month(month) for month in MONTHS if month != OPEN]
    for month in months:  # each when it closes
        at = datetime.combine(closes_on(month), time(9), tzinfo=UTC)
        tidy(service.session, secret=SECRET, now=at, draw=leave_nobody_out)
    kept, kinds = told_of_records(service, months[-1])

    conversation, link = Conversation, ConversationMeeting
    valid_since = func.min(StatusChange.changed_at)
    rows = service.session.execute(
        select(conversation.team_id, func.min(Meeting.held_at), valid_since)
        .join(link, link.conversation_id == conversation.id)
        .join(Meeting, Meeting.id == link.meeting_id)
        .join(StatusChange, StatusChange.conversation_id == conversation.id)
        .where(conversation.status == "valid", conversation.is_practice.is_(False))
        .group_by(conversation.id, conversation.team_id)
    ).all()
    closed = datetime.combine(closes_on(months[-1]), time(), tzinfo=UTC) - timedelta(hours=1)
    live = Counter(
        team for team, met, valid in rows if valid < closed and month_of(met) <= months[-1]
    )
    by_team = {name: t.tally.of[CONVERSATIONS] for (kind, name), t in kept.items() if kind == TEAM}
    assert by_team == live
    by_kind = {name: kinds[name] for name in kinds if name != MOVEMENT}
    assert {each.of[CONVERSATIONS] for each in by_kind.values()} == {live.total()}
    keys = [standard.key for standard in COUNTED]
    assert len({tuple(each.met[key] for key in keys) for each in by_kind.values()}) == 1

    with writing(service.session):
        service.session.execute(delete(RecordTotal))
    tidy(
        service.session, secret=SECRET, now=TODAY, draw=leave_nobody_out
    )  # all at once, long after
    assert told_of_records(service, months[-1])[0] == kept
