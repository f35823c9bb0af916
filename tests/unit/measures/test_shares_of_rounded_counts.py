"""Shares that leave the service are of rounded counts, and their interval says so."""

from collections import defaultdict
from itertools import accumulate, combinations, product
from random import Random

import pytest

from sdm_tool.domain.disclosure import HIDDEN_COUNT, told_between, told_share
from sdm_tool.domain.intervals import share_of_rounded, wilson

HIDDEN = (HIDDEN_COUNT, HIDDEN_COUNT, None)


def written(met, of, *, sums=1, is_whole=False):
    told = told_share(met, of, sums=sums, is_whole=is_whole)
    return told.met, told.of, told.percent


@pytest.mark.parametrize(
    ("met", "of", "told"),
    [
        (205, 265, ("205", "265", 77)),
        (10, 25, ("10", "25", 40)),
        (10, 20, HIDDEN),
        (5, 40, (HIDDEN_COUNT, "40", None)),
        (0, 40, HIDDEN),
        (40, 40, HIDDEN),
        (45, 40, HIDDEN),
        (-5, 40, HIDDEN),
    ],
)
def test_few_none_and_all_of_a_part_are_not_told(met, of, told):
    assert written(met, of) == told


@pytest.mark.parametrize(
    ("met", "of", "told"),
    [
        (40, 40, ("40", "40", 100)),
        (45, 40, ("40", "40", 100)),
        (0, 40, (HIDDEN_COUNT, "40", None)),
        (10, 20, HIDDEN),
    ],
)
def test_all_of_the_whole_service_are_told(met, of, told):
    assert written(met, of, is_whole=True) == told


@pytest.mark.parametrize(
    ("met", "of", "sums", "low", "high"),
    [(30, 60, 1, 0.3572, 0.6428), (30, 60, 6, 0.2831, 0.7169), (600, 600, 2, 0.9855, 1)],
)
def test_the_interval_grows_with_each_count_that_was_rounded(met, of, sums, low, high):
    interval = share_of_rounded(met, of, sums=sums)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=1e-4)
    alone = wilson(met, of)
    assert interval.low <= alone.low <= alone.high <= interval.high


@pytest.mark.parametrize("sums", [1, 2, 6])
@pytest.mark.parametrize("share", [0.5, 0.8])
def test_the_interval_holds_the_true_share_in_19_of_20(sums, share):
    """Conversations of many places, each told from the first day on, before and in a stretch."""
    chance = Random(20 * sums + share)  # noqa: S311  nothing secret hangs on it
    held, tries = 0, 2_000
    for _ in range(tries):
        met = of = 0
        for _place in range(sums):
            before, now = chance.randrange(200), chance.randrange(30, 60)
            met_before = sum(chance.random() < share for _ in range(before))
            met_now = sum(chance.random() < share for _ in range(now))
            of += told_between(before, before + now)
            met += told_between(met_before, met_before + met_now)
        interval = share_of_rounded(max(0, min(met, of)), of, sums=sums)
        held += interval.low <= share <= interval.high
    assert held / tries >= 0.94


def test_a_sum_of_nothing_has_no_interval():
    with pytest.raises(ValueError, match="one part or more"):
        share_of_rounded(5, 10, sums=0)


def test_every_history_of_a_standard_looks_like_others_that_differ_in_each_month():
    """Of each of three months: how many it applied to, and how many of those met it."""
    most = 6
    months = [(met, of) for of in range(most + 1) for met in range(of + 1)]
    alike = defaultdict(list)
    for history in product(months, repeat=3):
        until = [[0, *accumulate(counts)] for counts in zip(*history, strict=True)]
        stretches = combinations(range(4), 2)
        seen = tuple(told_between(each[a], each[b]) for a, b in stretches for each in until)
        alike[seen].append(history)
    for histories in alike.values():
        # What is at the edge of the histories tried may have its likeness just beyond it.
        if max(of for history in histories for _, of in history) < most:
            for month in range(3):
                assert len({history[month] for history in histories}) > 1, histories
