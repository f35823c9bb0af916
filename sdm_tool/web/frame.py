"""What every page of a conversation stands in: the bar, the notices, and the right record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from flask import current_app, redirect, request, session
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from sdm_tool.domain.codes import format_record_code
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.status import Status
from sdm_tool.domain.wording import (
    clock_time,
    ended,
    london_day,
    long_date,
    plain_date,
    within_sentence,
)
from sdm_tool.services.conversation_reading import ConversationRead, read_conversation
from sdm_tool.services.linked_versions import source_of
from sdm_tool.services.records import note_view
from sdm_tool.services.sections import settle
from sdm_tool.trail.append import ONE_VIEW
from sdm_tool.web.database import database, now
from sdm_tool.web.fragments import wants_fragment
from sdm_tool.web.linked_presenters import present_source
from sdm_tool.web.signed_in import require_person

CONFIRMED = "records"
VIEWED = "viewed"
MOST_CONFIRMED = 12
FRAMES_KEPT = 64
# One page, two sections: neither is left while the other is written.
OPEN_WITH = {"start": ("start", "meeting"), "meeting": ("start", "meeting")}
VIEW_NOT_LOGGED = (
    "The trail cannot be written, so nothing can be changed just now. You can read. "
    "Tell your administrator."
)


class AskWhoIsHere(HTTPException):
    """The record was not confirmed in this session: ask before showing it."""

    code = 303


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts around a page of a conversation, as words."""

    conversation: ConversationRead
    href: str
    about: str
    code: str
    record_line: str
    day: str
    grid_line: str
    status_line: str
    is_decided: bool
    saved: str
    notices: tuple[str, ...]
    choose_grid: bool
    """True while a withdrawn grid version asks for a choice."""
    agreed: str
    """When it was agreed, said before it is changed; else empty."""
    is_open: bool
    """False when it can be read and not changed."""


def open_frame(conversation_id: str, step: str = "") -> Frame:
    """Load a conversation for a page.

    Asks "Is this who is with you?" before showing a record this session has not confirmed, puts
    the view in the trail, and makes versions of what the person leaves behind on other steps
    (`step` is the section that is open now). What was sent is taken without asking: its page was
    open, and after a new sign-in the words would be lost. Raises NotFound outside the person's
    teams, and refuses what was sent while the view cannot be put in the trail.
    """
    person = require_person()
    conversation = read_conversation(database(), person.scope, conversation_id)
    record_id = conversation.seen.record_id
    if request.method != "POST" and not is_confirmed(record_id):
        raise AskWhoIsHere(
            response=redirect(f"/records/{record_id}/confirm?next={request.path}", 303)
        )
    trouble = log_view(record_id)
    keep = OPEN_WITH.get(step, (step,))
    if any(s.is_draft and s.section not in keep for s in conversation.sections.values()):
        trouble = trouble or _leave_other_steps(conversation, keep)
        conversation = read_conversation(database(), person.scope, conversation_id)
    # A withdrawal says more than that the source is not in use.
    moved_on = "" if conversation.seen.withdrawn_why else source_moved_on(conversation.grid)
    return present_frame(conversation, london_day(now()), trouble, moved_on)


def source_moved_on(grid: Grid | None) -> str:
    """Return what is said of a grid that tells a version again which is not in use any more."""
    if grid is None or grid.made_from is None:
        return ""
    line = present_source(source_of(database(), current_app.extensions["sdm_catalogue"], grid))
    return line.words if line and line.is_stale else ""


def is_confirmed(record_id: str) -> bool:
    """Return whether this session was told that this record is who is in the room."""
    return record_id in session.get(CONFIRMED, ())


def confirm_record(record_id: str) -> None:
    """Remember, until sign-out, that this record is who is in the room."""
    before = [known for known in session.get(CONFIRMED, ()) if known != record_id]
    session[CONFIRMED] = [*before, record_id][-MOST_CONFIRMED:]


@lru_cache(maxsize=FRAMES_KEPT)
def present_frame(
    conversation: ConversationRead, today: date, trouble: str = "", moved_on: str = ""
) -> Frame:
    """Return the bar and the notices of a conversation; kept by everything that they say.

    With `trouble` it can only be read. `moved_on` is said of a grid whose source is not in use.
    """
    seen = conversation.seen
    age = conversation.age
    age_words = f", age {age}" if age is not None else ""
    code = format_record_code(seen.record_code)
    day = long_date(conversation.meeting.held_on) if conversation.meeting.held_on else ""
    return Frame(
        conversation=conversation,
        href=f"/conversations/{seen.id}",
        about=within_sentence(
            conversation.start.problem.strip() or seen.grid_title or "a decision"
        ),
        code=code,
        record_line=f"Record {code}{age_words}",
        day=day,
        grid_line=_grid_line(conversation),
        status_line=conversation.status_line,
        is_decided=not conversation.is_not_decided,
        saved=saved_words(conversation.saved_at, today) if conversation.saved_at else "",
        notices=tuple(text for text in (*_notices(conversation), moved_on, trouble) if text),
        choose_grid=bool(
            seen.withdrawn_why
            and not seen.withdrawn_grid_reason
            and conversation.status is Status.IN_PROGRESS
        ),
        agreed=_agreed(conversation),
        is_open=conversation.status is not Status.CANCELLED
        and seen.replaced_by is None
        and not trouble,
    )


def _agreed(conversation: ConversationRead) -> str:
    changed_at = conversation.seen.status_changed_at
    if conversation.status is not Status.VALID or changed_at is None:
        return ""
    return f"This was agreed on {plain_date(london_day(changed_at))}."


def saved_words(saved_at: datetime, today: date) -> str:
    """Return "Saved at 14:32", and of another day "Saved on 2 November"."""
    day = london_day(saved_at)
    if day == today:
        return f"Saved at {clock_time(saved_at)}"
    name = f"{day.day} {day:%B}" if day.year == today.year else plain_date(day)
    return f"Saved on {name}"


def log_view(record_id: str) -> str:
    """Put the view of a record in the trail; parts that a script asks for add none.

    Returns a warning when that cannot be done and someone only reads; what was sent is then refused
    (DBAPIError).
    """
    viewed = session.get(VIEWED, {})
    if wants_fragment() or now() - _instant(viewed.get(record_id, 0)) < ONE_VIEW:
        return ""
    scope = require_person().scope

    def note() -> None:
        noted_at = note_view(database(), record_id, scope=scope, now=now())
        session[VIEWED] = {record_id: noted_at.timestamp()}

    return _written(note)


def _instant(timestamp: float) -> datetime:
    return datetime.fromtimestamp(timestamp, UTC)


def _leave_other_steps(conversation: ConversationRead, keep: Sequence[str]) -> str:
    scope, subjects = require_person().scope, conversation.subject_ids
    return _written(lambda: settle(database(), subjects, scope=scope, now=now(), keep=keep))


def _written(write: Callable[[], None]) -> str:
    try:
        write()
    except DBAPIError:
        if request.method == "POST":
            raise
        database().rollback()
        return VIEW_NOT_LOGGED
    return ""


def _grid_line(conversation: ConversationRead) -> str:
    grid = conversation.grid
    if grid is None:
        return "No grid"
    draft = " (draft)" if grid.is_draft else ""
    return f"Grid: {grid.title}, version {grid.version}{draft}"


def _notices(conversation: ConversationRead) -> list[str]:
    seen = conversation.seen
    notices = []
    if seen.is_practice:
        notices.append("Practice. This is never counted.")
    if conversation.status is Status.CANCELLED:
        notices.append(f"{conversation.status_line}. It can be read, not changed.")
    if seen.replaced_by:
        notices.append("Replaced. A newer conversation holds what was decided since.")
    if seen.withdrawn_why:
        kept = " You go on with it, with a reason." if seen.withdrawn_grid_reason else ""
        notices.append(ended(f"This grid version was withdrawn: {seen.withdrawn_why}") + kept)
    return notices
