"""How far two shares lie apart: Newcombe's interval, as he published it and as a library has it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from sdm_tool.domain.intervals import Z_998, difference, standardised_difference

SHARES = st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("later", "earlier", "value", "low", "high"),
    [
        ((56, 70), (48, 80), 0.2000, 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.6000, 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.5714, 0.0582, 0.8062),
        ((5, 56), (0, 29), 0.0893, -0.0381, 0.1926),
        ((0, 10), (0, 20), 0.0000, -0.1611, 0.2775),
        ((0, 10), (0, 10), 0.0000, -0.2775, 0.2775),
        ((10, 10), (0, 20), 1.0000, 0.6791, 1.0000),
        ((10, 10), (0, 10), 1.0000, 0.6075, 1.0000),
    ],
)
def test_the_cases_that_newcombe_published(later, earlier, value, low, high):
    """Table II of the paper, method 10."""
    found = difference(earlier, later)
    assert (found.value, found.low, found.high) == pytest.approx((value, low, high), abs=5e-5)


def test_a_thousand_random_pairs_agree_with_statsmodels():
    random = np.random.default_rng(1998)
    for _ in range(1000):
        before_total, after_total = random.integers(1, 2000, size=2).tolist()
        before = int(random.integers(0, before_total + 1))
        after = int(random.integers(0, after_total + 1))
        low, high = confint_proportions_2indep(
            after, after_total, before, before_total, method="newcomb", compare="diff"
        )
        found = difference((before, before_total), (after, after_total))
        assert found.value == pytest.approx(after / after_total - before / before_total, abs=1e-9)
        assert (found.low, found.high) == pytest.approx((low, high), abs=1e-9)


@given(SHARES, SHARES)
def test_the_interval_holds_what_was_seen_and_turns_round_with_the_periods(one, other):
    there, back = difference(one, other), difference(other, one)
    wide = difference(one, other, Z_998)
    assert -1 <= wide.low <= there.low <= there.value <= there.high <= wide.high <= 1
    assert (back.value, back.low, back.high) == pytest.approx(
        (-there.value, -there.high, -there.low), abs=1e-12
    )


@given(SHARES)
def test_where_nothing_moved_chance_may_have_moved_it_either_way(share):
    same = difference(share, share)
    assert same.value == 0
    assert same.low < 0 < same.high


@pytest.mark.parametrize(
    ("earlier", "later"), [((0, 0), (1, 2)), ((1, 2), (0, 0)), ((3, 2), (1, 2)), ((1, 2), (-1, 2))]
)
def test_impossible_counts_are_refused(earlier, later):
    with pytest.raises(ValueError, match="no interval"):
        difference(earlier, later)


def test_several_groups_are_compared_by_their_own_changes():
    """Both groups rose while the pooled share fell: the second grew (Simpson's reversal)."""
    pairs = [((170, 200), (36, 40)), ((45, 100), (250, 500))]
    moved = standardised_difference(pairs)
    assert moved.value == pytest.approx((40 * 0.05 + 500 * 0.05) / 540)
    assert (45 + 170) / 300 > (36 + 250) / 540, "pooled, it looks like a fall"
    assert moved.low < moved.value < moved.high


def test_one_group_alone_is_compared_as_itself():
    alone = standardised_difference([((48, 80), (56, 70))])
    itself = difference((48, 80), (56, 70))
    assert (alone.value, alone.low, alone.high) == pytest.approx(
        (itself.value, itself.low, itself.high)
    )
    assert standardised_difference([]) is None
