"""XmR charts agree with published cases, and the four rules mark what they say and no more."""

from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdm_tool.domain.spc import Flag, Limits, LimitsKind, find_flags, xmr_chart

O, T, N, S, _ = Flag.OUTSIDE, Flag.TREND, Flag.NEAR, Flag.SHIFT, None  # noqa: E741  read as a row

OUTLIER = [1, 2, 1, 2, 10, *[1, 2] * 6, 1]
RNORM_SEED_123 = [
    *(-0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621),
    *(-1.26506123, -0.68685285, -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272),
    *(-0.55584113, 1.78691314, 0.49785048, -1.96661716, 0.70135590, -0.47279141),
]
MONTHLY_SHARES = [
    events / n
    for events, n in [
        *((5, 113), (7, 132), (5, 121), (7, 134), (7, 116), (5, 131), (4, 93), (9, 138), (8, 182)),
        *((13, 157), (8, 100), (7, 103), (8, 146), (7, 108), (12, 153), (11, 141), (8, 134)),
    ]
]
UNEVEN = [4, 6, 5, 7, 4, 5, 6, 4, 7, 5, 6, 5]

SERIES = st.lists(st.integers(-40, 40).map(lambda tenths: tenths / 10), max_size=40)


def only(values, **asked):
    (segment,) = xmr_chart(values, **asked)
    return segment


def flags(values, *, mean, moving_range):
    return list(find_flags(values, mean, moving_range))


def shown(segments):
    return [(s.values, s.flags, s.mean, s.average_moving_range, s.limits) for s in segments]


@pytest.mark.parametrize(
    ("values", "screened", "mean", "lower", "upper"),
    [
        pytest.param(OUTLIER, True, 1.944444, -0.715556, 4.604444, id="X1 screened"),
        pytest.param(OUTLIER, False, 1.944444, -3.062614, 6.951503, id="X1 not screened"),
        pytest.param(RNORM_SEED_123, True, 0.1416238, -3.01138, 3.294627, id="X2"),
        pytest.param(range(1, 11), False, 5.5, 2.84, 8.16, id="X4"),
    ],
)
def test_published_lines(values, screened, mean, lower, upper):
    chart = only(values, screened=screened)
    assert chart.mean == pytest.approx(mean, abs=1e-6)
    assert chart.limits.lower == pytest.approx(lower, abs=1e-6)
    assert chart.limits.upper == pytest.approx(upper, abs=1e-6)


def test_published_near_limits():
    limits = only(range(1, 11)).limits
    assert limits.near_lower == pytest.approx(3.7267, abs=5e-5)
    assert limits.near_upper == pytest.approx(7.2733, abs=5e-5)


def test_p2_published_individuals_chart():
    limits = only(MONTHLY_SHARES).limits
    assert (limits.lower, limits.upper) == pytest.approx((0.0229, 0.0957), abs=5e-5)
    assert (limits.near_lower, limits.near_upper) == pytest.approx((0.035, 0.0836), abs=5e-5)


def test_screening_is_off_unless_asked_for():
    assert only(OUTLIER) == only(OUTLIER, screened=False) != only(OUTLIER, screened=True)


def test_screening_takes_the_average_again_only_once():
    # Ranges 1, 100 and 10 among zeros: 100 goes first; 10 would go the second time.
    values = [0, 1, 101, 111, *[111] * 9]
    assert only(values, screened=True).average_moving_range == pytest.approx(11 / 11)


def test_screening_leaves_out_a_range_of_exactly_the_limit():
    ranges = [*[773] * 9, 776, 3267]  # 1000 on average, and 773.3 without the last
    values = [0, *accumulate(size * (-1) ** place for place, size in enumerate(ranges))]
    assert only(values).average_moving_range == 1000
    assert only(values, screened=True).average_moving_range == pytest.approx(773.3)


@pytest.mark.parametrize("values", [[1, 1, 1, 1, 2], [1, 1, 1, 1, 1, 2, 2, 2]])
def test_x10_screened_to_nothing_there_are_no_limits_and_no_flags(values):
    chart = only(values, screened=True)
    assert chart.average_moving_range == 0
    assert (chart.limits, chart.limits_kind) == (None, LimitsKind.NONE)
    assert set(chart.flags) == {None}


@pytest.mark.parametrize("screened", [True, False])
def test_identical_months_have_no_limits(screened):
    chart = only([44.4] * 20, screened=screened)
    assert (chart.average_moving_range, chart.limits) == (0, None)
    assert set(chart.flags) == {None}


@pytest.mark.parametrize(
    ("points", "kind"),
    [(1, "none"), (4, "none"), (5, "trial"), (11, "trial"), (12, "drawn"), (40, "drawn")],
)
def test_limits_wait_for_5_points_and_are_on_trial_under_12(points, kind):
    assert only(([1, 3] * 20)[:points]).limits_kind == kind


def test_one_point_is_its_own_mean_and_has_no_moving_range():
    chart = only([7])
    assert (chart.mean, chart.average_moving_range, chart.flags) == (7, None, (None,))


def test_no_points_are_no_segments():
    assert xmr_chart([]) == ()


def test_limits_may_lie_outside_what_a_percentage_can_be():
    limits = only([90, 100, 80, 100, 95, 100, 85]).limits
    assert limits.upper > 100


# The four rules, on lines of mean 0 and an average moving range of 1: limit 2.66, near 1.7733.


def test_outside_is_beyond_a_limit_not_on_it():
    assert flags([2.66, -2.66, 2.67, -2.67], mean=0, moving_range=1)[2:] == [O, O]
    assert O not in flags([2.66, -2.66], mean=0, moving_range=1)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([1, 2, 3, 4, 5, 6, 7], [T] * 7, id="X7"),
        pytest.param([7, 6, 5, 4, 3, 2, 1], [T] * 7, id="X7 down"),
        pytest.param([1, 2, 3, 3, 4, 5, 6], [_] * 7, id="X7 a tie breaks it"),
        pytest.param([1, 2, 3, 4, 5, 6], [_] * 6, id="six points are none"),
        pytest.param([2, 1, 2, 3, 4, 5, 6, 7, 3], [_, *[T] * 7, _], id="only the seven"),
        pytest.param(list(range(8)), [T] * 8, id="eight in a row"),
    ],
)
def test_a_trend_is_seven_points_of_six_steps(values, expected):
    assert flags(values, mean=3.5, moving_range=100) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([2, 1, 1, 2, 2], [_, _, _, N, N], id="X8"),
        pytest.param([2, -1, 2], [_, _, _], id="X9"),
        pytest.param([2, 1, 2], [N, _, N], id="only the near ones"),
        pytest.param([-2, -2, -1], [N, N, _], id="below"),
        pytest.param([2, 0, 2], [_, _, _], id="the third on the mean"),
        pytest.param([2, 2], [_, _], id="two points are not three"),
        pytest.param([2, -2, 2], [_, _, _], id="near on both sides"),
        pytest.param([2, 3, 1], [_, O, _], id="outside does not count as near"),
        pytest.param([2, 3, 2], [N, O, N], id="outside may be the third"),
        pytest.param([1.77, 1.78, 1.77], [_, _, _], id="inside the near limit"),
    ],
)
def test_two_of_three_near_a_limit(values, expected):
    assert flags(values, mean=0, moving_range=1) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([1, 2, 1, 2, 1, 2, 1], [S] * 7, id="above"),
        pytest.param([-1, -2, -1, -2, -1, -2, -1, 1], [*[S] * 7, _], id="below"),
        pytest.param([1, 2, 1, 2, 1, 2, -1], [_] * 7, id="six are none"),
        pytest.param([1, 2, 1, 0, 1, 2, 1, 2], [_] * 8, id="a point on the mean breaks it"),
        pytest.param([0] * 9, [_] * 9, id="on the mean is no side"),
    ],
)
def test_a_shift_is_seven_points_on_one_side(values, expected):
    assert flags(values, mean=0, moving_range=10) == expected


def test_a_point_on_the_mean_breaks_a_shift_in_decimals_too():
    values = [0.4, 0.5, 0.4, 0.1 + 0.2, 0.4, 0.5, 0.4]  # 0.30000000000000004
    assert flags(values, mean=0.3, moving_range=1) == [None] * 7


def test_one_label_is_chosen_in_the_order_outside_trend_near_shift():
    rising = [0.1, 0.5, 1, 1.8, 1.9, 2.5, 2.7]
    assert flags(rising, mean=0, moving_range=1) == [T, T, T, T, T, T, O]
    staying = [0.1, 0.5, 0.4, 1.9, 1.8, 0.1, 0.2]
    assert flags(staying, mean=0, moving_range=1) == [S, S, S, N, N, S, S]


# Segments and baselines.


def test_every_segment_has_lines_of_its_own_and_rules_do_not_cross():
    rising = list(range(10))
    assert set(only(rising).flags[2:8]) == {T}
    first, second = xmr_chart(rising, changes=[5])
    assert (first.first, second.first) == (0, 5)
    assert (first.mean, second.mean) == (2, 7)
    assert set(first.flags + second.flags) == {None}


def test_changes_may_come_in_any_order_and_one_at_the_start_divides_nothing():
    assert xmr_chart(UNEVEN, changes=[8, 0, 4, 8]) == xmr_chart(UNEVEN, changes=[4, 8])
    assert xmr_chart(UNEVEN, changes=[0]) == xmr_chart(UNEVEN)


@given(SERIES.filter(bool), st.data(), st.booleans(), st.sampled_from([None, 12, 15]))
def test_a_change_is_the_same_as_two_files(values, data, screened, baseline):
    change = data.draw(st.integers(1, len(values)))
    asked = {"screened": screened, "baseline": baseline}
    halves = [half for half in (values[:change], values[change:]) if half]
    alone = [segment for half in halves for segment in xmr_chart(half, **asked)]
    changes = [change] if change < len(values) else []
    assert shown(xmr_chart(values, changes=changes, **asked)) == shown(alone)


def test_a_baseline_fixes_the_lines_and_later_points_are_still_judged():
    fixed = only([*UNEVEN, 20, 21, 22], baseline=12)
    assert (fixed.mean, fixed.limits) == (only(UNEVEN).mean, only(UNEVEN).limits)
    assert fixed.flags == (*[None] * 12, O, O, O)


def test_a_segment_shorter_than_the_baseline_uses_what_it_has():
    assert only(UNEVEN, baseline=24) == only(UNEVEN)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"baseline": 11}, "at least 12"),
        ({"baseline": 0}, "at least 12"),
        ({"changes": [12]}, "place in the series"),
        ({"changes": [-1]}, "place in the series"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(asked, message):
    with pytest.raises(ValueError, match=message):
        xmr_chart(UNEVEN, **asked)


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), float("-inf")])
def test_a_value_that_is_no_number_is_refused(wrong):
    with pytest.raises(ValueError, match="finite"):
        xmr_chart([*UNEVEN, wrong])


@given(SERIES, st.booleans())
def test_no_flag_stands_without_limits(values, screened):
    for segment in xmr_chart(values, screened=screened):
        assert len(segment.flags) == len(segment.values)
        assert segment.limits or set(segment.flags) == {None}


@given(SERIES)
def test_turned_upside_down_the_same_points_are_flagged(values):
    turned = xmr_chart([-value for value in values])
    assert [s.flags for s in xmr_chart(values)] == [s.flags for s in turned]


def numpy_lines(values, *, screened):
    ranges = np.abs(np.diff(values))
    if screened:
        ranges = ranges[ranges < 3.267 * ranges.mean()]
    reach = 2.66 * ranges.mean()
    mean = np.mean(values)
    return mean - reach, mean + reach, mean - reach * 2 / 3, mean + reach * 2 / 3


def test_a_thousand_random_series_agree_with_numpy():
    random = np.random.default_rng(20050706)
    for number in range(1000):
        values = random.normal(50, 15, size=random.integers(5, 61)).tolist()
        limits = only(values, screened=bool(number % 2)).limits
        lower, upper, near_lower, near_upper = numpy_lines(values, screened=bool(number % 2))
        expected = Limits(
            lower=pytest.approx(lower, abs=1e-9),
            upper=pytest.approx(upper, abs=1e-9),
            near_lower=pytest.approx(near_lower, abs=1e-9),
            near_upper=pytest.approx(near_upper, abs=1e-9),
        )
        assert limits == expected
