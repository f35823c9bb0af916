"""Funnel limits agree with UKHSA, scipy and the Wilson interval, and never rank."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, norm
from statsmodels.stats.proportion import proportion_confint

from sdm_tool.domain.funnels import (
    adjusted_funnel_limits,
    adjusted_limits,
    between_unit_variance,
    funnel,
    funnel_limits,
    overdispersion,
)
from sdm_tool.domain.intervals import Z_95, Z_998, wilson
from sdm_tool.domain.proportions import Proportion, pooled

UKHSA_MEAN = 0.806424478571
FIVE_TEAMS = [(30, 50), (12, 40), (45, 60), (20, 25), (9, 26)]

UNITS = st.lists(
    st.integers(0, 500).flatmap(lambda n: st.builds(Proportion, st.integers(0, n), st.just(n))),
    max_size=25,
)


def units(pairs):
    return [Proportion(int(events), int(n)) for events, n in pairs]


def four(limits):
    return (limits.lower95, limits.upper95, limits.lower998, limits.upper998)


def random_units(random):
    n = random.integers(1, 600, size=random.integers(2, 30))
    return units(zip(random.binomial(n, random.uniform(0.02, 0.98, size=n.size)), n, strict=True))


def label_of_interval(unit, mean):
    """The five-way label of a unit's Wilson intervals against the overall share."""
    for z, name in ((Z_998, "998"), (Z_95, "95")):
        interval = wilson(unit.events, unit.n, z)
        if mean > interval.high:
            return f"low{name}"
        if mean < interval.low:
            return f"high{name}"
    return "in"


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        pytest.param(50, (69.691035, 91.593861, 63.375595, 97.909301), id="F1"),
        pytest.param(1, (3.204264, 100, 0, 100), id="F3"),
    ],
)
def test_published_limits(n, expected):
    assert four(funnel_limits(UKHSA_MEAN, n)) == pytest.approx(expected, abs=1e-6)


def test_f5_five_teams():
    chart = funnel(units(FIVE_TEAMS))
    assert chart.mean == pytest.approx(57.71, abs=0.005)
    b = chart.units[1].limits
    assert (b.lower95, b.upper95) == pytest.approx((42.40, 73.02), abs=0.005)
    assert b.lower998 == pytest.approx(33.57, abs=0.005)
    assert [unit.label for unit in chart.units] == ["in", "low998", "high95", "high95", "low95"]


def test_f6_overdispersion_of_five_teams():
    teams = units(FIVE_TEAMS)
    variance = between_unit_variance(teams)
    assert overdispersion(teams) == pytest.approx(5.72667, abs=5e-6)
    assert variance == pytest.approx(0.0394212, abs=5e-8)
    overall = pooled(teams)
    adjusted = adjusted_limits(overall.events / overall.n, 40, variance)
    assert (adjusted.lower95, adjusted.upper95) == pytest.approx((18.45, 91.87), abs=0.005)


def test_adjusted_limits_are_offered_from_ten_units_with_people():
    ten = units(FIVE_TEAMS * 2)
    assert adjusted_funnel_limits(ten[:9]) is None
    assert adjusted_funnel_limits([*ten[:9], Proportion(0, 0)]) is None
    offered = adjusted_funnel_limits([*ten, Proportion(0, 0)])
    assert offered[-1] is None
    for plain, adjusted in zip(funnel(ten).units, offered, strict=False):
        assert adjusted.lower95 < plain.limits.lower95
        assert adjusted.upper95 > plain.limits.upper95


def test_a_wide_adjusted_limit_stops_at_0_and_100_and_does_not_turn_back():
    assert four(adjusted_limits(0.1, 4, 1.0))[0] == 0
    assert four(adjusted_limits(0.9, 4, 1.0))[1] == 100


def test_units_that_differ_no_more_than_chance_need_no_allowance():
    alike = units([(10, 20), (11, 20), (9, 20), (10, 20)])
    assert overdispersion(alike) < 1
    assert between_unit_variance(alike) == 0


@pytest.mark.parametrize("pairs", [[], [(3, 5)], [(3, 5), (0, 0)], [(0, 0), (0, 0)]])
def test_fewer_than_two_units_with_people_have_no_overdispersion(pairs):
    assert funnel(units(pairs)).overdispersion is None
    assert between_unit_variance(units(pairs)) is None


def test_a_unit_without_people_is_in_and_moves_nothing():
    with_it = funnel(units([*FIVE_TEAMS, (0, 0)]))
    without = funnel(units(FIVE_TEAMS))
    assert (with_it.units[-1].limits, with_it.units[-1].label) == (None, "in")
    assert (with_it.mean, with_it.overdispersion) == (without.mean, without.overdispersion)
    assert with_it.units[:-1] == without.units


@pytest.mark.parametrize("share", [0, 1])
def test_when_all_or_nobody_says_yes_every_unit_is_in(share):
    chart = funnel(units([(5 * share, 5), (90 * share, 90)]))
    assert [unit.label for unit in chart.units] == ["in", "in"]
    assert chart.overdispersion == 0


def test_nobody_at_all_has_no_mean():
    assert funnel([]).mean is None
    assert funnel(units([(0, 0)])).mean is None


@settings(max_examples=500)
@given(UNITS)
def test_the_label_is_that_of_the_wilson_interval(found):
    chart = funnel(found)
    overall = pooled(found)
    for unit, drawn in zip(found, chart.units, strict=True):
        if unit.n:
            assert drawn.label == label_of_interval(unit, overall.events / overall.n)


@given(UNITS)
def test_units_keep_their_order_and_limits_hold_the_mean(found):
    chart = funnel(found)
    assert [unit.proportion for unit in chart.units] == found
    for unit in chart.units:
        if unit.limits:
            lower95, upper95, lower998, upper998 = four(unit.limits)
            assert 0 <= lower998 <= lower95 <= chart.mean <= upper95 <= upper998 <= 100


def test_a_thousand_random_funnels_agree_with_scipy_and_statsmodels():
    random = np.random.default_rng(2005)
    for _ in range(1000):
        found = random_units(random)
        n = np.array([unit.n for unit in found])
        events = np.array([unit.events for unit in found])
        mean = events.sum() / n.sum()
        spread = binom.std(n, mean) / n
        narrow = 100 * np.clip(norm.interval(0.95, mean, spread), 0, 1)
        wide = 100 * np.clip(norm.interval(0.998, mean, spread), 0, 1)
        drawn = np.array([four(unit.limits) for unit in funnel(found).units]).T
        assert drawn == pytest.approx(np.vstack([narrow, wide]), abs=1e-9)
        low, high = proportion_confint(events, n, alpha=0.05, method="wilson")
        inside = [unit.label == "in" for unit in funnel(found).units]
        assert inside == list((low <= mean) & (mean <= high))


def test_a_thousand_random_overdispersions_agree_with_numpy():
    random = np.random.default_rng(1987)
    for _ in range(1000):
        found = random_units(random)
        n = np.array([unit.n for unit in found])
        shares = np.array([unit.events for unit in found]) / n
        target = np.arcsin(np.sqrt(np.average(shares, weights=n)))
        scores = (np.arcsin(np.sqrt(shares)) - target) * 2 * np.sqrt(n)
        drawn_in = np.clip(scores, *np.quantile(scores, [0.1, 0.9]))
        assert overdispersion(found) == pytest.approx(np.mean(drawn_in**2), rel=1e-9, abs=1e-9)
