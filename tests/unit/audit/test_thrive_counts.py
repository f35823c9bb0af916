"""The quarters of the THRIVE view, and shares of written counts."""

from datetime import date

import pytest

from sdm_tool.domain.disclosure import suppressed
from sdm_tool.domain.months import Month
from sdm_tool.domain.thrive import bounds, shares, whole_quarters


def test_whole_quarters_that_the_months_touch_are_shown_once_they_are_closed():
    told = whole_quarters(Month(2025, 11), Month(2026, 10), date(2026, 11, 19))
    assert [str(quarter) for quarter in told] == ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]
    assert whole_quarters(Month(2026, 10), Month(2026, 10), date(2026, 11, 19)) == ()


def test_at_most_three_years_are_shown_however_early_they_are_asked_from():
    told = whole_quarters(Month(1000, 1), Month(2026, 10), date(2026, 11, 19))
    assert (len(told), str(told[0])) == (12, "2023-Q4")


def test_the_oldest_months_that_can_be_asked_for_are_no_trouble():
    told = whole_quarters(Month(1000, 1), Month(1000, 2), date(2026, 11, 19))
    assert [str(quarter) for quarter in told] == ["1000-Q1"]


@pytest.mark.parametrize("count", range(41))
def test_a_written_count_stands_for_what_was_counted(count):
    low, high = bounds(suppressed(count))
    assert low <= count <= high


def test_shares_are_of_the_written_counts_where_the_stars_hardly_move_them():
    assert shares(["20", "*", "75", "0"]) == [20, None, 75, 0]
    assert shares(["10", "*", "*", "20"]) == [None] * 4, "20 of 30, or of 48"
    assert shares(["10", "10"]) == [None, None], "too few"
