"""Variation and assurance say what the last point and the limits say, and nothing without them."""

import pytest

from sdm_tool.domain.spc import Limits, xmr_chart
from sdm_tool.domain.spc_meaning import Assurance, Better, Variation, assurance, variation

ORDINARY = [4, 6, 5, 7, 4, 5, 6, 4, 7, 5, 6, 5]


def limits(lower, upper):
    return Limits(lower, upper, near_lower=lower, near_upper=upper)


def last(values):
    return xmr_chart(values)[-1]


@pytest.mark.parametrize(
    ("drawn", "higher", "lower"),
    [
        ((1, 3), "fail", "pass"),
        ((5, 7), "pass", "fail"),
        ((1, 5), "inconsistent", "inconsistent"),
        ((4, 7), "inconsistent", "inconsistent"),
        ((1, 4), "inconsistent", "inconsistent"),
    ],
)
def test_x6_a_target_of_4_is_met_always_never_or_now_and_then(drawn, higher, lower):
    assert assurance(limits(*drawn), 4, Better.HIGHER) == higher
    assert assurance(limits(*drawn), 4, Better.LOWER) == lower


def test_there_is_no_assurance_without_limits_or_a_direction():
    assert assurance(None, 4, Better.HIGHER) is None
    assert assurance(limits(5, 7), 4, Better.NEITHER) is None
    assert assurance(limits(5, 7), 4, Better.HIGHER) is Assurance.PASSES


@pytest.mark.parametrize(
    ("latest", "better", "said"),
    [
        (5, Better.HIGHER, Variation.COMMON_CAUSE),
        (5, Better.NEITHER, Variation.COMMON_CAUSE),
        (30, Better.HIGHER, Variation.IMPROVEMENT_HIGH),
        (30, Better.LOWER, Variation.CONCERN_HIGH),
        (30, Better.NEITHER, Variation.NEUTRAL_HIGH),
        (-30, Better.HIGHER, Variation.CONCERN_LOW),
        (-30, Better.LOWER, Variation.IMPROVEMENT_LOW),
        (-30, Better.NEITHER, Variation.NEUTRAL_LOW),
    ],
)
def test_variation_is_what_the_last_point_says(latest, better, said):
    assert variation(last([*ORDINARY, latest]), better) is said


def test_an_earlier_flag_says_nothing_about_now():
    chart = last([*ORDINARY, 30, *ORDINARY])
    assert chart.flags[12] == "outside"
    assert variation(chart, Better.HIGHER) is Variation.COMMON_CAUSE


def test_without_limits_nothing_is_said_not_even_common_cause():
    assert variation(last([1, 2, 3, 4]), Better.HIGHER) is None
    assert variation(last([5] * 20), Better.HIGHER) is None


@pytest.mark.parametrize(
    ("sign", "said"), [(1, Variation.IMPROVEMENT_HIGH), (-1, Variation.CONCERN_LOW)]
)
def test_a_trend_that_ends_on_the_mean_is_on_the_side_it_moves_to(sign, said):
    values = [sign * value for value in (9, 12, -6, -5, -4, -3, -2, -1, 0)]
    chart = last(values)
    assert (chart.mean, chart.flags[-1]) == (0, "trend")
    assert variation(chart, Better.HIGHER) is said
