"""What the trail pages say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from sdm_tool.domain.codes import format_record_code
from sdm_tool.domain.wording import clock_time, london_day, plain_date
from sdm_tool.persistence.queries.trail import EventSeen
from sdm_tool.trail.verify import Verification
from sdm_tool.web.trail_pages.sentences import event_sentence


@dataclass(frozen=True, slots=True)
class Line:
    """One event in the list."""

    number: int
    when: str
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class CheckShown:
    """What walking the chain found."""

    is_whole: bool
    heading: str
    words: str
    newest_link: str


def present_events(events: Iterable[EventSeen]) -> list[Line]:
    """Return each event as a sentence, with its day and time in London."""
    return [
        Line(
            number=seen.position,
            when=f"{plain_date(london_day(seen.happened_at))}, {clock_time(seen.happened_at)}",
            code=format_record_code(seen.record_code) if seen.record_code else "",
            words=event_sentence(seen),
        )
        for seen in events
    ]


def older_link(lines: list[Line], asked: Mapping[str, str], *, page: int) -> str:
    """Return where the next older events are, keeping the filter; empty when these are all."""
    if len(lines) < page:
        return ""
    kept = {name: value for name, value in asked.items() if value and name != "before"}
    return f"/trail?{urlencode(kept | {'before': str(lines[-1].number)})}"


def present_check(found: Verification) -> CheckShown:
    """Say whether the chain is whole, and where it is not."""
    if found.is_whole:
        return CheckShown(
            is_whole=True,
            heading="The trail is whole",
            words=f"All {found.events:,} events are there. None was changed since it was written.",
            newest_link=found.head,
        )
    return CheckShown(
        is_whole=False,
        heading="The trail is broken",
        words=f"Event {found.first_broken:,} does not fit the one before it: an event was changed "
        f"or taken out there. The {found.events:,} events before it are as they were written.",
        newest_link=found.head,
    )
