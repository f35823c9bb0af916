"""Shares that leave the service are of rounded counts, and their interval says so."""

from random import Random

import pytest

from sdm_tool.domain.disclosure import HIDDEN_COUNT, rounded_from, told_share
from sdm_tool.domain.intervals import share_of_rounded, wilson

HIDDEN = (HIDDEN_COUNT, HIDDEN_COUNT, None)


def written(met, of, *, sums=1, is_whole=False):
    told = told_share(met, of, sums=sums, is_whole=is_whole)
    return told.met, told.of, told.percent


@pytest.mark.parametrize(
    ("met", "of", "told"),
    [
        (205, 265, ("205", "265", 77)),
        (10, 30, ("10", "30", 33)),
        (10, 25, HIDDEN),
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
        (10, 25, HIDDEN),
    ],
)
def test_all_of_the_whole_service_are_told(met, of, told):
    assert written(met, of, is_whole=True) == told


def test_a_share_needs_more_counted_the_more_counts_were_rounded():
    assert written(20, 45, sums=6) == HIDDEN, "it may be 21"
    assert written(20, 50, sums=6) == ("20", "50", 40)


@pytest.mark.parametrize(
    ("met", "of", "sums", "low", "high"),
    [(30, 60, 1, 0.3572, 0.6428), (30, 60, 6, 0.2831, 0.7169), (600, 600, 2, 0.9855, 1)],
)
def test_the_interval_grows_with_each_count_that_was_rounded(met, of, sums, low, high):
    interval = share_of_rounded(met, of, sums=sums)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=1e-4)
    alone = wilson(met, of)
    assert interval.low <= alone.low <= alone.high <= interval.high


@pytest.mark.parametrize(("sums", "each"), [(1, 40), (2, 25), (6, 10), (6, 60)])
@pytest.mark.parametrize("share", [0.5, 0.8, 0.95])
def test_the_interval_holds_the_true_share_wherever_one_is_told(sums, each, share):
    """In 92 to 100 of 100: counts in steps of 5 leave no finer choice.

    Conversations of many places, each told from the first day on, before and in a stretch.
    """
    chance = Random(1_000 * sums + each + share)  # noqa: S311  nothing secret hangs on it
    held = told = 0
    while told < 4_000:
        met = of = 0
        for _place in range(sums):
            phase = chance.randrange(5)
            before, now = chance.randrange(200), each
            met_before = sum(chance.random() < share for _ in range(before))
            met_now = sum(chance.random() < share for _ in range(now))
            of += stretch(before, now, phase)
            met += stretch(met_before, met_now, phase)
        shown = told_share(met, of, sums=sums, is_whole=False)
        if shown.interval:
            told += 1
            held += shown.interval.low <= share <= shown.interval.high
    assert held / told >= 0.91


def test_a_sum_of_nothing_has_no_interval():
    with pytest.raises(ValueError, match="one part or more"):
        share_of_rounded(5, 10, sums=0)


@pytest.mark.parametrize("phase", [-1, 5])
def test_another_phase_is_refused(phase):
    with pytest.raises(ValueError, match="not a phase"):
        rounded_from(10, phase)


def stretch(before, now, phase):
    return rounded_from(before + now, phase) - rounded_from(before, phase)
