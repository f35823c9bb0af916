"""What is told of stretches of months finds no count, whichever stretches are asked for."""

from collections import defaultdict
from itertools import accumulate, combinations, pairwise, product

import pytest

from sdm_tool.domain.disclosure import HIDDEN_COUNT, rounded, told_between, told_stretch

MONTHS, MOST = 4, 8


def told(counts):
    """What is told of every stretch of these months."""
    until = [0, *accumulate(counts)]
    stretches = combinations(range(len(until)), 2)
    return tuple(told_stretch(told_between(until[a], until[b])) for a, b in stretches)


def test_every_history_looks_like_others_that_differ_in_each_month():
    alike = defaultdict(list)
    for counts in product(range(MOST + 1), repeat=MONTHS):
        alike[told(counts)].append(counts)
    for histories in alike.values():
        for month in range(MONTHS):
            found = {counts[month] for counts in histories}
            # What is at the edge of the histories tried may have its likeness just beyond it.
            if max(map(max, histories)) < MOST:
                assert len(found) > 1, histories


def test_rounding_each_stretch_by_itself_would_find_counts():
    """The rule that this one took the place of: so the test above can fail."""
    alike = defaultdict(set)
    for counts in product(range(MOST + 1), repeat=MONTHS):
        until = [0, *accumulate(counts)]
        seen = tuple(rounded(until[b] - until[a]) for a, b in combinations(range(MONTHS + 1), 2))
        alike[seen].add(counts)
    assert min(len(histories) for histories in alike.values()) == 1


def test_months_add_up_to_the_year():
    until = [0, *accumulate([3, 0, 14, 8, 2, 6, 1, 9, 30, 0, 0, 7])]
    months = [told_between(before, after) for before, after in pairwise(until)]
    assert sum(months) == told_between(0, until[-1]) == 80


@pytest.mark.parametrize(("count", "words"), [(0, "*"), (5, "*"), (10, "10"), (1_240, "1240")])
def test_under_ten_is_a_star(count, words):
    assert told_stretch(count) == words
    assert HIDDEN_COUNT == "*"
