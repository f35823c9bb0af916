"""Running totals of records: no month of any line can be found, in histories of any length."""

from collections import Counter
from datetime import date
from itertools import product
from random import Random

import pytest

from sdm_tool.domain.disclosure import (
    PHASES,
    before_the_lot,
    counted_at_once,
    kept_by_lot,
    rounded_from,
)
from sdm_tool.domain.record_facts import RecordFacts
from sdm_tool.domain.record_standards import CONVERSATIONS, MEETINGS, Tally, ended
from sdm_tool.domain.record_totals import SERVICE, TEAM, RunningTotal, totals_after
from sdm_tool.domain.sections import Outcome

DAY = date(2026, 10, 6)
STEP = 5
HIGHEST = 2
"""By so many steps a told total rises in a month; more leave no less open."""

State = tuple[int, int, int]
"""The phase of a line, and where both of its totals stand within a step."""
Steps = dict[tuple[int, int], dict[State, list[tuple[State, int, int]]]]
"""By how far both told totals rise in a month: from where, to where, and what the month held."""


def all_steps(phases) -> Steps:
    steps: Steps = {}
    for phase, met_at, of_at in product(phases, range(STEP), range(STEP)):
        for of in range(STEP * (HIGHEST + 1)):
            for met in range(of + 1):
                met_to, of_to = met_at + met, of_at + of
                rise = met_to // STEP, of_to // STEP
                if max(rise) <= HIGHEST:
                    ways = steps.setdefault(rise, {}).setdefault((phase, met_at, of_at), [])
                    ways.append(((phase, met_to % STEP, of_to % STEP), met, of))
    return steps


def closure(first, move, steps):
    """All sets of states that an attacker can narrow a line down to, from the first one on."""
    found, waiting = {first}, [first]
    while waiting:
        states = waiting.pop()
        for table in steps.values():
            after = move(states, table)
            if after and after not in found:
                found.add(after)
                waiting.append(after)
    return found


def after(states, table):
    return frozenset(to for state in states for to, _, _ in table.get(state, ()))


def before(states, table):
    return frozenset(
        state for state, ways in table.items() if any(to in states for to, _, _ in ways)
    )


def what_months_may_hold(phases):
    """By all that was told before a month, in it and after it: (met, of) of that month."""
    steps = all_steps(phases)
    nothing_yet = frozenset((phase, phase, phase) for phase in phases)
    anything = frozenset(product(phases, range(STEP), range(STEP)))
    pasts, futures = closure(nothing_yet, after, steps), closure(anything, before, steps)
    for past, table, future in product(pasts, steps.values(), futures):
        held = {
            (met, of)
            for state in past
            for to, met, of in table.get(state, ())
            if to in future
        }  # fmt: skip
        if held:
            yield held


@pytest.mark.parametrize("phases", [range(PHASES), [0], [1], [2], [3]], ids=str)
def test_nothing_about_a_month_of_a_line_can_be_found(phases):
    """Whatever was told of all other months of the line, and even if its phase is known.

    But for a phase of 4, with which nothing told is nothing: so nobody may know it.
    """
    cases = list(what_months_may_hold(phases))
    assert len(cases) > 20
    for held in cases:
        assert len({met for met, _ in held}) > 1, "how many met it"
        assert len({of - met for met, of in held}) > 1, "how many did not"
        assert len({of for _, of in held}) > 1, "of how many"
        somebody = {(met, of) for met, of in held if of}
        assert any(met for met, _ in somebody), "that of those who were there nobody met it"
        assert any(met < of for met, of in somebody), "that all who were there met it"


def test_three_counts_that_add_up_to_a_fourth_could_be_found():
    """Without lots, and with a known phase: why outcomes are not told of the same conversations."""
    most = 19
    ways = Counter()
    highest = Counter()
    for outcomes in product(range(most + 1), repeat=3):
        told = tuple(rounded_from(each, 1) for each in (*outcomes, sum(outcomes)))
        ways[told] += 1
        highest[told] = max(highest[told], *outcomes)
    # What is at the edge of those tried may have its likeness just beyond it.
    assert min(number for told, number in ways.items() if highest[told] < most) == 1


def test_each_is_counted_at_once_with_a_chance_of_a_half():
    draw = Random(4).randrange  # noqa: S311  nothing secret hangs on it
    counted = [counted_at_once(40, draw) for _ in range(4_000)]
    assert sum(counted) / len(counted) == pytest.approx(20, abs=0.2)


def test_a_lot_leaves_out_one_of_eight_and_no_more_often_one_than_another():
    draw = Random(3).randrange  # noqa: S311  nothing secret hangs on it
    kept = [kept_by_lot(40, draw) for _ in range(4_000)]
    assert sum(kept) / len(kept) == pytest.approx(35, abs=0.15)
    spread = sum((each - 35) ** 2 for each in kept) / len(kept)
    assert spread == pytest.approx(40 * 7 / 64, rel=0.1)
    assert kept_by_lot(0, draw) == 0


@pytest.mark.parametrize(("told", "words"), [(0, 0), (5, 5), (10, 10), (35, 40), (700, 800)])
def test_how_many_there_were_is_said_without_the_lot(told, words):
    assert before_the_lot(told) == words


def month(before, chance, *, times=1, **held):
    return totals_after(
        before,
        meetings={"alder": times},
        counted=[RecordFacts(team_id="alder", met_on=DAY, **held)] * times,
        looked_back_on=[],
        draw=chance.randrange,
    )


def test_each_line_of_each_place_has_a_lot_and_a_phase_of_its_own():
    chance = Random(5)  # noqa: S311  nothing secret hangs on it
    totals = month({}, chance, times=200, outcome=Outcome.OPTIONS)
    one, all_of_them = totals[TEAM, "alder"], totals[SERVICE]
    counted = {
        total.tally.of[line]
        for total in (one, all_of_them)
        for line in (CONVERSATIONS, *map(ended, Outcome))
    }
    assert len(counted) > 4
    assert one.tally.of[MEETINGS] == 200, "no lot for what is in one table only"
    assert len(set(one.phases.values())) > 2
    assert one.phases != all_of_them.phases


def test_what_a_lot_kept_and_the_phases_stay():
    chance = Random(6)  # noqa: S311  nothing secret hangs on it
    first = month({}, chance, times=30)
    second = month(first, chance, times=30, outcome=Outcome.NOT_DECIDED)
    for place, total in first.items():
        assert second[place].phases.items() >= total.phases.items()
        assert all(second[place].tally.of[line] >= kept for line, kept in total.tally.of.items())


def test_half_is_counted_at_once_and_the_rest_in_later_months_with_nobody_lost():
    chance = Random(9)  # noqa: S311  nothing secret hangs on it
    totals = month({}, chance, times=4_000, outcome=Outcome.OPTIONS)
    line = ended(Outcome.OPTIONS)
    first = totals[SERVICE]
    assert first.tally.met[line] == pytest.approx(1_750, abs=100)
    kept = first.tally.of[line] + first.waiting.of[line]
    assert kept == pytest.approx(3_500, abs=90)
    for _later in range(40):
        totals = month(totals, chance, times=0)
    assert totals[SERVICE].tally.of[line] == totals[SERVICE].tally.met[line] == kept
    assert totals[SERVICE].waiting.of[line] == 0
    assert totals[TEAM, "alder"].tally.of[MEETINGS] == 4_000, "a meeting is counted when it was"


def test_a_rise_does_not_tell_that_it_was_of_this_month():
    """One conversation a month, each of which met the line or not: the rise may be an older one."""
    chance = Random(10)  # noqa: S311  nothing secret hangs on it
    rises = of_this_month = 0
    for _service in range(800):
        totals = {}
        for number in range(8):
            outcome = Outcome.OPTIONS if chance.random() < 0.5 else Outcome.NOT_DECIDED
            before = totals.get(SERVICE, RunningTotal()).told.met[ended(Outcome.OPTIONS)]
            totals = month(totals, chance, outcome=outcome)
            if number and totals[SERVICE].told.met[ended(Outcome.OPTIONS)] > before:
                rises += 1
                of_this_month += outcome is Outcome.OPTIONS
    assert rises > 200
    assert of_this_month / rises < 0.9, "about four of five, where it would be all"


def test_a_lot_keeps_what_meets_a_line_and_what_does_not_alike():
    chance = Random(8)  # noqa: S311  nothing secret hangs on it
    tally = Tally()
    for number in range(8_000):
        outcome = Outcome.OPTIONS if number % 4 else Outcome.NOT_DECIDED
        tally.count(RecordFacts(team_id="alder", met_on=DAY, outcome=outcome))
    kept = tally.by_lot(lambda count: kept_by_lot(count, chance.randrange))
    line = ended(Outcome.OPTIONS)
    assert kept.of[line] == pytest.approx(7_000, abs=120)
    assert kept.met[line] / kept.of[line] == pytest.approx(0.75, abs=0.01)


def test_a_total_is_told_with_the_phase_of_its_line():
    tally = Tally(met=Counter({"a": 3, "b": 3}), of=Counter({"a": 8, "b": 8}))
    told = RunningTotal(tally, phases={"a": 1, "b": 2}).told
    assert (told.met["a"], told.of["a"]) == (0, 5)
    assert (told.met["b"], told.of["b"]) == (5, 10)
