"""Shares that leave the service: of rounded counts, and no hidden one found by subtraction."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdm_tool.domain.disclosure import (
    HIDDEN_COUNT,
    Part,
    told_column,
    told_counts,
    told_part,
    told_shares,
)

HIDDEN = (HIDDEN_COUNT, HIDDEN_COUNT, None)
PARTS = st.integers(0, 30).flatmap(lambda of: st.builds(Part, st.integers(0, of), st.just(of)))


def written(told):
    return (told.met, told.of, told.percent)


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (Part(203, 264), ("205", "265", 77)),
        (Part(0, 40), ("0", "40", 0)),
        (Part(40, 40), ("40", "40", 100)),
        (Part(3, 40), (HIDDEN_COUNT, "40", None)),
        (Part(3, 7), HIDDEN),
        (Part(0, 0), ("0", "0", None)),
    ],
)
def test_the_whole_service_is_told_in_rounded_counts(part, told):
    assert written(told_part(part, is_whole=True)) == told


@pytest.mark.parametrize("part", [Part(0, 40), Part(3, 40), Part(39, 40), Part(40, 40), Part(2, 5)])
def test_in_a_part_none_few_and_all_look_alike(part):
    assert written(told_part(part, is_whole=False)) == HIDDEN


def test_a_second_cell_is_hidden_beside_a_hidden_one():
    column = [Part(20, 30), Part(2, 10), Part(15, 25)]
    told = told_column(column, is_whole=True)
    assert [written(each) for each in told] == [("20", "30", 67), HIDDEN, HIDDEN]


def test_one_all_alike_among_many_hides_no_more_than_one_other():
    column = [Part(40, 40), Part(28, 30), *[Part(45, 60)] * 8]
    told = told_column(column, is_whole=True)
    assert [each.rounded is None for each in told] == [True, True, *[False] * 8]


def test_a_group_alone_in_its_column_is_told_as_the_whole():
    column = [Part(0, 0), Part(40, 40)]
    assert written(told_column(column, is_whole=True)[1]) == ("40", "40", 100)
    assert written(told_column(column, is_whole=False)[1]) == HIDDEN


def test_what_several_did_is_hidden_where_one_is_found_from_the_others():
    assert [each.met for each in told_shares([30, 5, 12], 47)] == ["30", "*", "*"]
    assert [each.met for each in told_shares([40, 0], 41)] == ["*", "0"]
    assert [written(each) for each in told_shares([4, 1], 5)] == [HIDDEN, HIDDEN]


def test_more_than_there_are_is_refused():
    with pytest.raises(ValueError, match="not a part: 5 of 4"):
        Part(5, 4)


def answer(column):
    """All that is written of a column: its cells, and its sum beside them."""
    total = Part(sum(part.met for part in column), sum(part.of for part in column))
    cells = tuple(map(written, told_column(column, is_whole=True)))
    return cells, written(told_part(total, is_whole=True))


def moved(part, met, of):
    return Part(part.met + met, part.of + of) if 0 <= part.met + met <= part.of + of else None


def others(column, place, *, met, of):
    """Columns that differ in this cell by so much, and by as much the other way in another one."""
    changed = moved(column[place], met, of)
    if changed is None:
        return
    base = [*column[:place], changed, *column[place + 1 :]]
    yield base
    for other in range(len(column)):
        back = moved(column[other], -met, -of)
        if other != place and back is not None and column[other].of:
            yield [*base[:other], back, *base[other + 1 :]]


def could_differ(column, place, changes):
    told = answer(column)
    return any(
        answer(other) == told
        for met, of in changes
        for other in others(column, place, met=met, of=of)
    )


STEPS = [step for step in range(-4, 5) if step]


@settings(max_examples=300)
@given(st.lists(PARTS, min_size=2, max_size=5))
def test_no_hidden_count_is_found_by_taking_the_others_from_the_sum(column):
    cells, _ = answer(column)
    if sum(part.of > 0 for part in column) < 2:
        return
    for place, part in enumerate(column):
        if cells[place] == HIDDEN and part.of <= 7:
            changes = [(met, of) for met, of in product((0, *STEPS), STEPS)]
            assert could_differ(column, place, changes), (column, place, "of")
        if cells[place] == HIDDEN and 1 <= part.met <= 7:
            changes = [(met, of) for met, of in product(STEPS, (0, *STEPS))]
            assert could_differ(column, place, changes), (column, place, "met")


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6))
def test_no_count_of_1_to_7_is_written(counts):
    for count, told in zip(counts, told_counts(counts), strict=True):
        assert told not in map(str, range(1, 8))
        assert (told == "0") == (count == 0)
