"""Days and times are London's, in words without abbreviations."""

from datetime import UTC, date, datetime

import pytest

from sdm_tool.domain.wording import (
    and_list,
    clock_time,
    london_day,
    london_instant,
    long_date,
    near_day,
    plain_date,
)

NOW = datetime(2026, 11, 19, 14, 32, tzinfo=UTC)


def test_days_are_written_out():
    assert long_date(date(2026, 11, 1)) == "Sunday 1 November 2026"
    assert plain_date(date(2026, 11, 1)) == "1 November 2026"


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "00:59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "02:00"),
        (datetime(2026, 10, 25, 0, 59, tzinfo=UTC), "01:59"),
        (datetime(2026, 10, 25, 1, 0, tzinfo=UTC), "01:00"),
    ],
)
def test_clocks_change_when_londons_do(instant: datetime, words: str):
    assert clock_time(instant) == words


def test_a_summer_evening_belongs_to_the_next_day():
    assert london_day(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == date(2026, 7, 2)
    assert london_day(datetime(2026, 12, 1, 23, 30, tzinfo=UTC)) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        (NOW, "Today, 14:32"),
        (datetime(2026, 11, 19, 0, 0, tzinfo=UTC), "Today, 00:00"),
        (datetime(2026, 11, 18, 23, 59, tzinfo=UTC), "Yesterday, 23:59"),
        (datetime(2026, 11, 12, 11, 20, tzinfo=UTC), "12 November, 11:20"),
        (datetime(2025, 11, 12, 11, 20, tzinfo=UTC), "12 November 2025, 11:20"),
    ],
)
def test_near_days_have_names(instant: datetime, words: str):
    assert near_day(instant, NOW) == words


def test_yesterday_is_a_day_and_not_24_hours():
    monday = datetime(2026, 10, 26, 0, 30, tzinfo=UTC)
    sunday = datetime(2026, 10, 25, 0, 15, tzinfo=UTC)
    assert near_day(sunday, monday) == "Yesterday, 01:15"


@pytest.mark.parametrize(
    ("day", "clock", "instant"),
    [
        (date(2026, 11, 3), "14:30", datetime(2026, 11, 3, 14, 30, tzinfo=UTC)),
        (date(2026, 7, 3), "14:30", datetime(2026, 7, 3, 13, 30, tzinfo=UTC)),
        (date(2026, 7, 3), "9:05", datetime(2026, 7, 3, 8, 5, tzinfo=UTC)),
        (date(2026, 7, 3), "", datetime(2026, 7, 3, 11, 0, tzinfo=UTC)),
        # An hour that there was not, and one that there was twice: the first is taken.
        (date(2026, 3, 29), "01:30", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (date(2026, 10, 25), "01:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_a_day_and_a_time_are_an_instant(day: date, clock: str, instant: datetime):
    assert london_instant(day, clock).astimezone(UTC) == instant


@pytest.mark.parametrize(
    ("items", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_lists_are_said_as_people_say_them(items: list[str], words: str):
    assert and_list(items) == words
