"""Dates, times and lists as people read them: Europe/London, no abbreviations."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def long_date(day: date) -> str:
    """Return for example "Thursday 19 November 2026"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def plain_date(day: date) -> str:
    """Return for example "19 November 2026"."""
    return f"{day.day} {day:%B %Y}"


def clock_time(instant: datetime) -> str:
    """Return the 24-hour time in London, for example "14:32"."""
    return f"{instant.astimezone(LONDON):%H:%M}"


def london_day(instant: datetime) -> date:
    """Return the day it was in London."""
    return instant.astimezone(LONDON).date()


def near_day(instant: datetime, now: datetime) -> str:
    """Return "Today, 14:32", "Yesterday, 16:05" or "12 November, 11:20"."""
    day, today = london_day(instant), london_day(now)
    if day == today:
        name = "Today"
    elif (today - day).days == 1:
        name = "Yesterday"
    else:
        name = f"{day.day} {day:%B}" if day.year == today.year else plain_date(day)
    return f"{name}, {clock_time(instant)}"


def and_list(items: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    *first, last = items or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def within_sentence(words: str) -> str:
    """Return the words with a small first letter, unless they begin with capitals ("ADHD", "I")."""
    is_plain = words[1:2].islower() or words.startswith("A ")
    return words[:1].lower() + words[1:] if is_plain else words


def ended(words: str) -> str:
    """Return the words as a sentence: a full stop is put only where nothing ends them yet."""
    words = words.strip()
    is_ended = words.rstrip("”’\"')").endswith((".", "!", "?", "…"))
    return words if is_ended or not words else f"{words}."


def london_instant(day: date, clock: str) -> datetime:
    """Return the instant of a day and a 24-hour time ("14:30", or "" for midday) in London."""
    hour, minute = (int(part) for part in (clock or "12:00").split(":"))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)
