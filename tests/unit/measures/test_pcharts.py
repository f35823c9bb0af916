"""A p-chart allows for the n of each period and agrees with the binomial distribution."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from sdm_tool.domain.pcharts import p_chart
from sdm_tool.domain.proportions import Proportion

PROPORTION = st.integers(0, 400).flatmap(
    lambda n: st.builds(Proportion, st.integers(0, n), st.just(n))
)


def chart(*pairs):
    return p_chart([Proportion(events, n) for events, n in pairs])


def test_the_mean_is_of_all_people_not_of_the_months():
    assert chart((1, 1), (10, 99)).mean == pytest.approx(11)


def test_limits_are_three_standard_errors_and_wider_where_n_is_small():
    few, many = chart((12, 25), (48, 100)).points
    reach = 300 * (0.48 * 0.52) ** 0.5
    assert (few.lower, few.upper) == pytest.approx((48 - reach / 5, 48 + reach / 5))
    assert (many.lower, many.upper) == pytest.approx((48 - reach / 10, 48 + reach / 10))


def test_limits_are_cut_to_what_a_percentage_can_be():
    low, high = chart((0, 4), (99, 100)).points
    assert (low.upper, high.upper) == (100, 100)
    low, _ = chart((0, 4), (1, 100)).points
    assert low.lower == 0


def test_a_month_beyond_its_limits_is_marked_and_no_other():
    points = chart((48, 100), (52, 100), (50, 100), (10, 100), (9, 20)).points
    assert [point.outside for point in points] == [False, False, False, True, False]


def test_a_month_exactly_on_its_limit_is_not_outside():
    # 18 of 36 overall is 50 %, so the limits of 9 people are exactly 0 and 100 %.
    points = chart((9, 9), (9, 27)).points
    assert (points[0].proportion.percent, points[0].upper) == (100, 100)
    assert not points[0].outside


def test_a_month_without_people_has_no_limits_and_moves_no_line():
    with_it, without = chart((5, 10), (0, 0), (6, 10)), chart((5, 10), (6, 10))
    empty = with_it.points[1]
    assert (empty.proportion.percent, empty.lower, empty.upper) == (None, None, None)
    assert not empty.outside
    assert (with_it.mean, with_it.points[::2]) == (without.mean, without.points)


def test_nobody_at_all_has_no_mean():
    assert chart().mean is None
    assert chart((0, 0), (0, 0)).mean is None


@pytest.mark.parametrize("events", [0, 20])
def test_all_or_none_is_inside_its_limits_of_no_width(events):
    for point in chart((events, 20), (events, 20), (0, 0)).points[:2]:
        assert (point.lower, point.upper, point.outside) == (5 * events, 5 * events, False)


@pytest.mark.parametrize(("events", "n"), [(5, 4), (-1, 4), (0, -1), (1, 0)])
def test_impossible_counts_are_refused(events, n):
    with pytest.raises(ValueError, match="not a proportion"):
        Proportion(events, n)


def test_a_thousand_random_charts_agree_with_scipy():
    random = np.random.default_rng(1931)
    for _ in range(1000):
        n = random.integers(1, 400, size=random.integers(1, 25))
        events = random.binomial(n, random.uniform(0.02, 0.98))
        ours = chart(*zip(events.tolist(), n.tolist(), strict=True))
        mean = events.sum() / n.sum()
        reach = 3 * binom.std(n, mean) / n
        lower, upper = 100 * np.clip([mean - reach, mean + reach], 0, 1)
        assert ours.mean == pytest.approx(100 * mean, abs=1e-9)
        assert [point.lower for point in ours.points] == pytest.approx(lower, abs=1e-9)
        assert [point.upper for point in ours.points] == pytest.approx(upper, abs=1e-9)


@given(st.lists(PROPORTION, max_size=20))
def test_every_month_stands_in_its_place_within_0_to_100(months):
    ours = p_chart(months)
    assert [point.proportion for point in ours.points] == months
    for point in ours.points:
        if point.proportion.n:
            assert 0 <= point.lower <= ours.mean <= point.upper <= 100
