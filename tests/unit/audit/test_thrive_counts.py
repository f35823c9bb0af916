"""Groupings and movement are written so that nothing between 1 and 7 can be told."""

from datetime import UTC, date, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdm_tool.domain.disclosure import suppressed
from sdm_tool.domain.months import Month, Quarter
from sdm_tool.domain.sections import Grouping
from sdm_tool.domain.thrive import (
    NOT_RECORDED,
    Held,
    bounds,
    count_agencies,
    count_groupings,
    count_movement,
    keep_apart,
    leave_room,
    newest_quarter,
    shares,
    told_movement,
    whole_quarters,
)

HELP, MORE = Grouping.GETTING_HELP, Grouping.GETTING_MORE_HELP
SUMMER = Quarter(2026, 3)
counts = st.integers(0, 40)
small = st.integers(0, 9)


def held(grouping, day, *, record="r", month=7, agency="CAMHS"):
    return Held(record, datetime(2026, month, day, 12, tzinfo=UTC), grouping, agency)


def times(number, each):
    return [Held(f"r{n}", each.at, each.grouping, each.agency) for n in range(number)]


def test_whole_quarters_that_the_months_touch_are_shown_once_they_are_closed():
    told = whole_quarters(Month(2025, 11), Month(2026, 10), date(2026, 11, 19))
    assert [str(quarter) for quarter in told] == ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]
    assert whole_quarters(Month(2026, 10), Month(2026, 10), date(2026, 11, 19)) == ()


def test_at_most_three_years_are_shown_however_early_they_are_asked_from():
    told = whole_quarters(Month(1000, 1), Month(2026, 10), date(2026, 11, 19))
    assert (len(told), str(told[0])) == (12, "2023-Q4")


def test_the_oldest_months_that_can_be_asked_for_are_no_trouble():
    told = whole_quarters(Month(1000, 1), Month(1000, 2), date(2026, 11, 19))
    assert [str(quarter) for quarter in told] == ["1000-Q1"]


@pytest.mark.parametrize(
    ("today", "newest"),
    [
        (date(2026, 10, 14), "2026-Q2"),
        (date(2026, 10, 15), "2026-Q3"),
        (date(2027, 1, 14), "2026-Q3"),
        (date(2027, 1, 15), "2026-Q4"),
    ],
)
def test_a_quarter_closes_with_its_last_month(today, newest):
    assert str(newest_quarter(today)) == newest


def test_a_conversation_without_a_grouping_is_shown_as_that():
    told = count_groupings([*times(8, held(HELP, 3)), *times(3, held(None, 4))], [SUMMER])
    assert told[SUMMER][HELP] == "10"
    assert told[SUMMER][NOT_RECORDED] == "*"
    assert told[SUMMER][MORE] == "0"


def test_agencies_that_led_nothing_are_there_with_none():
    told = count_agencies(times(9, held(HELP, 3)), [SUMMER], {"School", "CAMHS"})
    assert told == {SUMMER: {"CAMHS": "10", "School": "0"}}


def test_a_step_is_from_one_day_to_a_later_one_of_the_same_record():
    steps = [
        held(HELP, 1), held(MORE, 2), held(None, 3), held(MORE, 4),
        held(HELP, 4), held(HELP, 9, record="other"),
    ]  # fmt: skip
    told = count_movement(steps, [SUMMER])
    shown = {step for step, cell in told[2026].items() if cell == "*"}
    assert shown == {(HELP, MORE), (MORE, HELP)}, "of one day only the last counts"


def test_a_step_stands_in_the_year_of_the_later_conversation_and_only_when_that_is_closed():
    pair = [held(HELP, 1), held(MORE, 2, month=10)]
    assert count_movement(pair, [SUMMER])[2026][HELP, MORE] == "0"
    assert count_movement(pair, [SUMMER, Quarter(2026, 4)])[2026][HELP, MORE] == "*"


@given(counts)
def test_a_written_count_stands_for_what_was_counted(count):
    low, high = bounds(suppressed(count))
    assert low <= count <= high


@given(st.dictionaries(st.sampled_from(list(Grouping)), counts), st.sampled_from(list(Grouping)))
def test_whatever_a_hidden_count_is_the_table_is_the_same(numbers, which):
    tables = [
        count_groupings(
            [h for key, n in {**numbers, which: one}.items() for h in times(n, held(key, 3))],
            [SUMMER],
        )
        for one in range(1, 8)
    ]
    assert all(table == tables[0] for table in tables)


def possible(cells):
    return product(*(range(low, high + 1) for low, high in map(bounds, cells)))


@given(st.lists(small, min_size=1, max_size=3), st.lists(small, min_size=1, max_size=3))
def test_two_divisions_stand_together_only_if_every_hidden_count_may_be_anything(one, other):
    first, second = [suppressed(n) for n in one], [suppressed(n) for n in other]
    sums = [{sum(numbers) for numbers in possible(cells)} for cells in (first, second)]
    if not sums[0] & sums[1]:
        return  # they are not of one whole
    for cells, wholes in ((first, sums[1]), (second, sums[0])):
        for place, cell in enumerate(cells):
            if cell == "*" and keep_apart(first, second):
                seen = {n[place] for n in possible(cells) if sum(n) in wholes}
                assert seen == set(range(1, 8))


def test_one_agency_beside_many_starred_groupings_is_held_back():
    assert not keep_apart(["*"], ["*"] * 5)
    assert not keep_apart(["*"] * 7, ["*", "0"])
    assert keep_apart(["40", "*"], ["30", "15", "0"])


def test_a_part_needs_room_in_its_whole():
    assert leave_room(["*", "*"], ["10"])
    assert not leave_room(["*", "*"], ["*"])
    assert leave_room(["0", "0"], ["*"])


def test_few_steps_beside_few_conversations_are_held_back():
    few = [held(HELP, 1), held(MORE, 2), held(MORE, 9)]
    quarters = [SUMMER]
    told = told_movement(count_movement(few, quarters), count_groupings(few, quarters))
    assert told == {}

    many = [
        each
        for n in range(20)
        for each in (held(HELP, 1, record=f"r{n}"), held(MORE, 2, record=f"r{n}"))
    ]
    told = told_movement(count_movement(many, quarters), count_groupings(many, quarters))
    assert told[2026][HELP, MORE] == "20"


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdefghij"), st.integers(1, 28), st.sampled_from([HELP, MORE])),
        max_size=60,
    )
)
def test_no_step_that_is_told_can_be_worked_out(rows):
    everyone = [held(grouping, day, record=record) for record, day, grouping in rows]
    groupings = count_groupings(everyone, [SUMMER])
    told = told_movement(count_movement(everyone, [SUMMER]), groupings)
    for steps in told.values():
        for (start, end), cell in steps.items():
            if cell != "*":
                continue
            into = [bounds(c)[0] for (_, to), c in steps.items() if to is end]
            out = [bounds(c)[0] for (of, _), c in steps.items() if of is start]
            for least, grouping in ((sum(into), end), (sum(out), start)):
                assert bounds(groupings[SUMMER][grouping])[1] - least + 1 >= 7


def test_shares_are_of_the_written_counts_and_absent_beside_a_star():
    assert shares(["30", "10", "0"]) == [75, 25, 0]
    assert shares(["30", "*", "0"]) == [None, None, None]
    assert shares(["0", "0"]) == [None, None]
