"""Months and quarters as the service counts them, in Europe/London, and when a month closes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sdm_tool.domain.errors import DomainError

DAYS_UNTIL_CLOSED = 15

_LONDON = ZoneInfo("Europe/London")
_YEARS = range(1000, 10000)
_MONTHS_IN_YEAR = 12
_MONTHS_IN_QUARTER = 3
_QUARTERS_IN_YEAR = 4
_KEY = re.compile(r"([1-9][0-9]{3})-(0[1-9]|1[0-2])")
_QUARTER_KEY = re.compile(r"([1-9][0-9]{3})-Q([1-4])")
_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month; earlier months sort first and `str` gives "2026-10"."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.year not in _YEARS or not 1 <= self.number <= _MONTHS_IN_YEAR:
            raise ValueError(f"no such month: year {self.year}, number {self.number}")

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02d}"

    @property
    def title(self) -> str:
        """The month in words: "October 2026"."""
        return f"{_NAMES[self.number - 1]} {self.year}"

    @property
    def quarter(self) -> "Quarter":
        return Quarter(self.year, (self.number - 1) // _MONTHS_IN_QUARTER + 1)

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    def months_after(self, earlier: "Month") -> int:
        """Return how many months this one comes after another; below 0 when it comes before."""
        return _MONTHS_IN_YEAR * (self.year - earlier.year) + self.number - earlier.number

    def plus(self, months: int) -> "Month":
        """Return the month that many months later (earlier when negative)."""
        years, month_index = divmod(self.number - 1 + months, _MONTHS_IN_YEAR)
        return Month(self.year + years, month_index + 1)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a calendar year (1 is January to March); `str` gives "2026-Q4"."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.year not in _YEARS or not 1 <= self.number <= _QUARTERS_IN_YEAR:
            raise ValueError(f"no such quarter: year {self.year}, number {self.number}")

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def months(self) -> tuple[Month, Month, Month]:
        first = Month(self.year, (self.number - 1) * _MONTHS_IN_QUARTER + 1)
        return first, first.plus(1), first.plus(2)

    def quarters_after(self, earlier: "Quarter") -> int:
        """Return how many quarters this one comes after another; below 0 when it comes before."""
        return _QUARTERS_IN_YEAR * (self.year - earlier.year) + self.number - earlier.number

    @property
    def title(self) -> str:
        """The quarter in words, which no financial year can mislead: "October to December 2026"."""
        first, _, last = self.months
        return f"{_NAMES[first.number - 1]} to {last.title}"


def parse_month(text: str) -> Month:
    """Read "2026-10"; DomainError (field "month") for anything else."""
    match = _KEY.fullmatch(text)
    if match is None:
        raise DomainError("Write the month as a year and a month, like 2026-10.", field="month")
    return Month(int(match[1]), int(match[2]))


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Yield the months from `first` to `last`, both with it; none when it is later."""
    while first <= last:
        yield first
        first = first.plus(1)


def parse_quarter(text: str) -> Quarter:
    """Read "2026-Q4"; DomainError (field "quarter") for anything else."""
    match = _QUARTER_KEY.fullmatch(text)
    if match is None:
        raise DomainError(
            "Write the quarter as a year and a number, like 2026-Q4.", field="quarter"
        )
    return Quarter(int(match[1]), int(match[2]))


def month_of(instant: datetime) -> Month:
    """Return the month in London at that instant; ValueError when it has no time zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    local = instant.astimezone(_LONDON)
    return Month(local.year, local.month)


def closes_on(month: Month) -> date:
    """Return the day from which the month is closed: 15 days after its last day."""
    following = month.plus(1)
    return following.first_day + timedelta(days=DAYS_UNTIL_CLOSED - 1)


def is_closed(month: Month, today: date) -> bool:
    """Whether the month takes no more answers and may be read by audit. `today` is in London."""
    return today >= closes_on(month)


def last_closed_months(today: date, count: int) -> tuple[Month, ...]:
    """Return the latest `count` closed months, oldest first. `today` is a date in London."""
    latest = Month(today.year, today.month).plus(-1)
    if not is_closed(latest, today):
        latest = latest.plus(-1)
    return tuple(latest.plus(-back) for back in reversed(range(count)))
