"""Counts that leave the service never say 1 to 7."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdm_tool.domain.disclosure import suppressed


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "0"), (2, "*"), (5, "*"), (8, "10"), (16, "15"), (57, "55"), (10_023, "10025")],
)
def test_s1_published_cases(count, shown):
    assert suppressed(count) == shown


@pytest.mark.parametrize(
    ("count", "shown"), [(1, "*"), (7, "*"), (12, "10"), (13, "15"), (10, "10")]
)
def test_where_the_steps_are(count, shown):
    assert suppressed(count) == shown


@pytest.mark.parametrize("wrong", [-1, 4.2, 5.0, True, "9", None])
def test_what_is_no_count_is_refused(wrong):
    with pytest.raises(ValueError, match="not a whole number from 0"):
        suppressed(wrong)


@given(st.integers(0, 10**9) | st.integers(0, 30))
def test_a_shown_count_is_never_1_to_7_and_near_the_truth(count):
    shown = suppressed(count)
    if shown == "*":
        assert 1 <= count <= 7
    else:
        assert int(shown) not in range(1, 8)
        assert abs(int(shown) - count) < 5
