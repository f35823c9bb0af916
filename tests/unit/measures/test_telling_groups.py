"""Sums of parts that stand in a table of their own: none gives away a part that is hidden there."""

from itertools import combinations
from random import Random

import pytest

from sdm_tool.domain.disclosure import (
    HIDDEN_COUNT,
    Part,
    rounded,
    told_column,
    told_counts,
    told_group_counts,
    told_groups,
)

HIGHEST_HIDDEN = 7


def parts(*of):
    """Half of each met it."""
    return [Part(each // 2, each) for each in of]


def shares(groups):
    return [told.of for told in told_groups(groups, is_whole=True)]


def test_groups_of_one_part_each_are_told_as_the_column():
    column = parts(60, 40, 20, 5)
    assert told_groups([[part] for part in column], is_whole=True) == told_column(
        column, is_whole=True
    )
    assert told_group_counts([[60], [20], [5]]) == told_counts([60, 20, 5])


def test_a_group_with_one_thin_part_is_hidden_and_another_with_it():
    groups = [parts(60, 5), parts(80, 20), parts(90)]
    assert told_column(parts(60, 5, 80, 20, 90), is_whole=True)[3].of == HIDDEN_COUNT
    assert shares(groups) == [HIDDEN_COUNT, HIDDEN_COUNT, "90"]
    assert told_group_counts([[60, 5], [80, 20], [90]]) == (HIDDEN_COUNT, HIDDEN_COUNT, "90")


def test_a_group_of_many_thin_parts_is_told():
    assert shares([parts(7, 7, 7, 7, 7, 7), parts(60), parts(80)]) == ["40", "60", "80"]


def test_a_group_that_is_all_is_told_as_the_sum():
    assert shares([parts(60, 5), parts(0)]) == ["65", "0"]


@pytest.mark.parametrize("seed", range(300))
def test_no_hidden_part_is_found_from_the_sums(seed):
    """From any union of the sums, and the rest of the whole, take the parts that are told."""
    rng = Random(seed)  # noqa: S311  made-up numbers, not secrets
    groups = [[rng.choice((3, 6, 9, 20, 33, 60)) for _ in range(rng.randint(1, 4))] for _ in "abcd"]
    counts = [count for group in groups for count in group]
    told = iter(told_counts(counts))
    hidden = [[count for count in group if next(told) == HIDDEN_COUNT] for group in groups]
    sums = told_group_counts(groups)
    shown = [place for place, each in enumerate(sums) if each != HIDDEN_COUNT]
    unions = [some for size in range(len(shown) + 1) for some in combinations(shown, size)]
    for some in unions:
        for known in (set(some), set(range(len(groups))) - set(some)):
            left = [count for place in known for count in hidden[place]]
            if left:
                assert len(left) > 1
                assert sum(map(rounded, left)) > HIGHEST_HIDDEN
