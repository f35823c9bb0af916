"""Months are London's; a month closes fifteen days after it ends."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.months import (
    Month,
    Quarter,
    closes_on,
    is_closed,
    last_closed_months,
    month_of,
    parse_month,
)

MONTHS = st.builds(Month, st.integers(1900, 2200), st.integers(1, 12))
DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
LONGEST_INVITATION = timedelta(days=14)


def test_a_month_is_written_two_ways():
    october = Month(2026, 10)
    assert str(october) == "2026-10"
    assert october.title == "October 2026"
    assert str(Month(2026, 3)) == "2026-03"


@given(MONTHS)
def test_a_written_month_is_read_back(month):
    assert parse_month(str(month)) == month


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-00", "2026-13", "2026-1", "26-10", "2026-10-01", "٢٠٢٦-١٠", "2026-10\n"],
)
def test_anything_else_is_refused_in_plain_words(text):
    with pytest.raises(DomainError, match="like 2026-10") as refused:
        parse_month(text)
    assert refused.value.field == "month"


@pytest.mark.parametrize(
    ("instant", "month"),
    [
        (datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC), Month(2026, 6)),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), Month(2026, 7)),
        (datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC), Month(2026, 11)),
        (datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC), Month(2026, 12)),
        (datetime(2027, 1, 1, 0, 0, tzinfo=UTC), Month(2027, 1)),
    ],
)
def test_the_month_is_the_one_on_a_london_wall(instant, month):
    assert month_of(instant) == month


def test_an_instant_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        month_of(datetime(2026, 6, 30, 12, 0))  # noqa: DTZ001 -- the missing zone is the point


@pytest.mark.parametrize(
    ("month", "day"),
    [
        (Month(2026, 10), date(2026, 11, 15)),
        (Month(2026, 12), date(2027, 1, 15)),
        (Month(2028, 2), date(2028, 3, 15)),
    ],
)
def test_a_month_closes_fifteen_days_after_its_last_day(month, day):
    assert closes_on(month) == day
    assert not is_closed(month, day - timedelta(days=1))
    assert is_closed(month, day)


@given(MONTHS)
def test_the_longest_invitation_ends_before_its_month_closes(month):
    last_day = date(month.plus(1).year, month.plus(1).number, 1) - timedelta(days=1)
    assert last_day + LONGEST_INVITATION < closes_on(month)


def test_the_last_closed_months_come_oldest_first():
    assert last_closed_months(date(2026, 11, 14), 3) == (
        Month(2026, 7),
        Month(2026, 8),
        Month(2026, 9),
    )
    assert last_closed_months(date(2026, 11, 15), 1) == (Month(2026, 10),)
    assert last_closed_months(date(2027, 1, 15), 2) == (Month(2026, 11), Month(2026, 12))
    assert last_closed_months(date(2026, 11, 15), 0) == ()


@given(DAYS, st.integers(1, 40))
def test_the_last_closed_months_miss_none_out(today, count):
    months = last_closed_months(today, count)
    assert [first.plus(1) for first in months[:-1]] == list(months[1:])
    assert len(months) == count
    assert is_closed(months[-1], today)
    assert not is_closed(months[-1].plus(1), today)


@given(MONTHS, st.integers(-500, 500))
def test_months_can_be_added_and_taken_away(month, months):
    later = month.plus(months)
    assert later.plus(-months) == month
    assert (later > month) == (months > 0)


def test_quarters():
    autumn = Month(2026, 11).quarter
    assert autumn == Quarter(2026, 4)
    assert str(autumn) == "2026-Q4"
    assert autumn.title == "October to December 2026"
    assert autumn.months == (Month(2026, 10), Month(2026, 11), Month(2026, 12))


@given(MONTHS)
def test_every_month_is_in_its_quarter(month):
    assert month in month.quarter.months


@pytest.mark.parametrize(("kind", "number"), [(Month, 0), (Month, 13), (Quarter, 0), (Quarter, 5)])
def test_there_is_no_such_month_or_quarter(kind, number):
    with pytest.raises(ValueError, match="no such"):
        kind(2026, number)
