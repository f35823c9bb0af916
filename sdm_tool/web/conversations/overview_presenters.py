"""What the list of steps says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sdm_tool.domain.copies import Audience, why_blocked
from sdm_tool.domain.status import Status
from sdm_tool.domain.voices import Voice
from sdm_tool.domain.wording import and_list, london_day
from sdm_tool.services.conversation_reading import ConversationRead
from sdm_tool.web.conversations.start_forms import SAY

NOT_OFFERED_YET = "Not offered yet"
NOT_FILLED_IN = "Not filled in."


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the task list."""

    name: str
    href: str
    hint: str
    state: str
    is_begun: bool
    is_complete: bool = False


@dataclass(frozen=True, slots=True)
class Needed:
    """One thing that is still needed, as a link."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole page."""

    steps: tuple[Step, ...]
    here: tuple[Voice, ...]
    say: str
    time_alone: str
    needs: str
    needed: tuple[Needed, ...]
    can_be_valid: bool
    is_valid: bool
    was_before_today: bool


def present_overview(
    conversation: ConversationRead, href: str, offers: Sequence[bool], now: datetime
) -> Overview:
    """Return the steps with their state in words."""
    start = conversation.start
    absent = {person.key for person in conversation.meeting.people if not person.is_here}
    if not conversation.meeting.young_person_here:
        absent.add("yp")
    needed = tuple(
        Needed(item.words, f"{href}/{_page_of(item.section)}#{item.anchor}")
        for item in conversation.needed
    )
    is_valid = conversation.status is Status.VALID
    return Overview(
        steps=_steps(conversation, href, offered_words(offers)),
        here=tuple(voice for voice in conversation.voices if voice.key not in absent),
        say=f"“{SAY[start.say]}.”" if start.say else "Not asked yet.",
        time_alone=_time_alone(start.time_alone),
        needs=start.needs.strip() or NOT_FILLED_IN,
        needed=needed,
        can_be_valid=not needed and conversation.status is Status.IN_PROGRESS,
        is_valid=is_valid,
        was_before_today=conversation.meeting.held_on is not None
        and conversation.meeting.held_on < london_day(now),
    )


def _time_alone(told: str) -> str:
    """Say whether time alone was offered; whether it was wanted is the young person's own."""
    if not told:
        return NOT_FILLED_IN
    return "Offered." if told.startswith("offered") else "Not offered today."


def _page_of(section: str) -> str:
    return "start" if section == "meeting" else section


def _steps(conversation: ConversationRead, href: str, feedback: str) -> tuple[Step, ...]:
    decided = conversation.decide.outcome is not None
    return (
        _start_step(conversation, href),
        _together_step(conversation, href),
        _limits_step(conversation, href),
        Step(
            "Decide",
            f"{href}/decide",
            "Choose, or say that you have not decided yet",
            conversation.status_line if decided else "Not started",
            is_begun=decided,
        ),
        Step(
            "Summary",
            f"{href}/summary",
            "A plain paper to take home",
            _summary_state(conversation),
            is_begun=decided,
        ),
        Step(
            "Feedback",
            f"{href}/feedback",
            "Three private questions. Staff never see one person’s answers",
            feedback,
            is_begun=feedback != NOT_OFFERED_YET,
        ),
    )


def _summary_state(conversation: ConversationRead) -> str:
    if conversation.decide.outcome is None:
        return "Not started"
    if conversation.needed:
        return "Prints as a draft"
    blocked = why_blocked(
        Audience.PARENT, conversation.decide, conversation.notes, conversation.age
    )
    # The family reads this page: it says neither what was asked nor what was answered.
    return "Ready to print. A parent’s copy: see Staff notes" if blocked else "Ready to print"


def _start_step(conversation: ConversationRead, href: str) -> Step:
    is_missing = any(item.section in ("meeting", "start") for item in conversation.needed)
    return Step(
        "Start",
        f"{href}/start",
        "Who is here, how much say you want, what matters",
        "Started" if is_missing else "Complete",
        is_begun=True,
        is_complete=not is_missing,
    )


def _together_step(conversation: ConversationRead, href: str) -> Step:
    together = conversation.together
    marked = {question for questions in together.marks.values() for question in questions}
    return Step(
        "Together",
        f"{href}/together",
        "Look at the options side by side"
        if conversation.grid
        else "Write down the options you talk about",
        _together_state(len(marked), len(together.leanings)),
        is_begun=bool(marked or together.leanings or together.own_options),
    )


def _limits_step(conversation: ConversationRead, href: str) -> Step:
    talked = sum(talk.is_started for talk in conversation.limits.values())
    return Step(
        "Limits",
        f"{href}/limits",
        "What each option can and cannot do",
        f"{_count(talked, 'option')} talked about" if talked else "Not started",
        is_begun=bool(talked),
    )


def offered_words(offers: Sequence[bool]) -> str:
    """Return whether the form was offered at this meeting; nothing about answers is known here."""
    if not offers:
        return NOT_OFFERED_YET
    return "Offered" if any(offers) else "Not offered"


def _together_state(marked: int, leaned: int) -> str:
    parts = []
    if marked:
        parts.append(f"{_count(marked, 'question')} marked")
    if leaned:
        parts.append(f"{_count(leaned, 'thing')} said")
    return f"Started: {and_list(parts)}" if parts else "Not started"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
