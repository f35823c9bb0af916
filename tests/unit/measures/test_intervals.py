"""The Wilson interval agrees with published cases and with an independent library."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from sdm_tool.domain.intervals import Z_95, Z_998, wilson

SHARES = st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("events", "total", "low", "high"),
    [
        pytest.param(18, 20, 0.6989663548, 0.9721335188, id="W1"),
        pytest.param(4, 20, 0.0806576626, 0.4160174323, id="W2"),
        pytest.param(19, 38, 0.348499283643951, 0.651500716356049, id="W5"),
        pytest.param(65, 100, 0.55254443, 0.73635752, id="W7"),
        pytest.param(0, 25, 0, 0.133192, id="W9 none"),
        pytest.param(25, 25, 0.866808, 1, id="W9 all"),
        pytest.param(76, 191, 0.331, 0.469, id="Tenerife"),
    ],
)
def test_published_cases_at_95_per_cent(events, total, low, high):
    tolerance = 6e-4 if (events, total) == (76, 191) else 1e-6
    interval = wilson(events, total)
    assert interval.low == pytest.approx(low, abs=tolerance)
    assert interval.high == pytest.approx(high, abs=tolerance)


def test_published_lower_bound():
    assert wilson(190, 200).low == pytest.approx(0.9104218519, abs=1e-9)


def test_published_case_at_998_per_thousand():
    interval = wilson(65, 100, Z_998)
    assert interval.low == pytest.approx(0.49549466, abs=1e-8)
    assert interval.high == pytest.approx(0.77835406, abs=1e-8)


def test_none_and_all_reach_the_end_exactly():
    assert wilson(0, 77).low == 0
    assert wilson(38, 38).high == 1


@settings(max_examples=500)
@given(SHARES)
def test_an_independent_library_agrees(case):
    events, total = case
    for z, alpha in ((Z_95, 0.05), (Z_998, 0.002)):
        ours = wilson(events, total, z)
        low, high = proportion_confint(events, total, alpha=alpha, method="wilson")
        assert ours.low == pytest.approx(low, abs=1e-9)
        assert ours.high == pytest.approx(high, abs=1e-9)


@given(SHARES)
def test_the_interval_is_a_share_and_holds_the_observed_one(case):
    events, total = case
    narrow, wide = wilson(events, total), wilson(events, total, Z_998)
    assert 0 <= wide.low <= narrow.low <= events / total <= narrow.high <= wide.high <= 1


@pytest.mark.parametrize(("events", "total"), [(0, 0), (-1, 5), (6, 5)])
def test_impossible_counts_are_refused(events, total):
    with pytest.raises(ValueError, match="no interval"):
        wilson(events, total)
