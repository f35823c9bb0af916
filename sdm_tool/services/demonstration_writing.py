"""Turns what was made up into the rows and events that the services would have written."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sdm_tool.domain import codes
from sdm_tool.domain.documents import to_json
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_json import canonical_json, content_hash
from sdm_tool.domain.months import Month, month_of
from sdm_tool.domain.sections import MeetingSection, StartSection
from sdm_tool.domain.status import Status
from sdm_tool.persistence.conversations import Conversation, SectionDraft, StatusChange
from sdm_tool.persistence.grids import PinnedGrid
from sdm_tool.persistence.records import ConversationMeeting, Meeting, Record, RecordTeam
from sdm_tool.services import demonstration_words as said
from sdm_tool.services.demonstration_chance import Chance
from sdm_tool.services.demonstration_rows import Rows
from sdm_tool.services.demonstration_talks import Occasion, Told, make_meeting
from sdm_tool.trail.events import Event

MINUTES_TO_START, MINUTES_TOGETHER, MINUTES_TO_DECIDE, MINUTES_TO_PRINT = 6, 20, 38, 44
AT_ONCE = timedelta(minutes=MINUTES_TO_PRINT)


def record_codes(seed: int) -> Iterator[str]:
    """Give record codes for ever, each once; the same for the same seed."""
    rng, given = Chance(f"{seed} codes"), set[str]()
    while True:
        values = [
            rng.randrange(len(codes.ALPHABET)) for _ in range(codes.RECORD_CODE_RANDOM_VALUES)
        ]
        code = codes.make_record_code(values)
        if code not in given:
            given.add(code)
            yield code


@dataclass(frozen=True, slots=True)
class Case:
    """What a conversation is filed under."""

    record_id: str
    team_id: str
    by: str
    at: datetime
    grid: Grid | None
    status: Status
    is_practice: bool = False
    replaces: str = ""
    printed_after: timedelta | None = AT_ONCE
    """How long after it began a copy was made; None for never."""


@dataclass(frozen=True)
class Writer:
    """Adds whole records, meetings and conversations to the rows."""

    rows: Rows
    codes: Iterator[str]
    """The record codes to give out, in order."""
    meetings: Counter[tuple[str, Month]] = field(default_factory=Counter)
    """How many meetings were made, by team and month; practice left out."""
    _pinned: dict[str, str] = field(default_factory=dict)

    def record(self, team_id: str, *, by: str, at: datetime) -> str:
        """Add a record and return its id."""
        record_id = self.rows.new_id()
        self.rows.add(
            Record, id=record_id, code=next(self.codes), local_number_hash=None,
            owning_team_id=team_id, created_at=at, created_by=by,
        )  # fmt: skip
        self.rows.happened(Event.RECORD_MADE, by, at, record=record_id)
        return record_id

    def share(self, record_id: str, team_id: str, *, by: str, at: datetime) -> None:
        """Let another team see a record."""
        self.rows.add(RecordTeam, record_id=record_id, team_id=team_id)
        self.rows.happened(Event.RECORD_SHARED, by, at, record=record_id, subject=team_id)

    def meeting_alone(
        self, rng: Chance, occasion: Occasion, *, record_id: str, team_id: str, by: str
    ) -> None:
        """Add a meeting that no conversation was part of."""
        meeting_id = self._meeting(record_id, team_id, by=by, at=occasion.at, is_practice=False)
        self._save(
            meeting_id, "meeting", make_meeting(rng, occasion), by=by, at=occasion.at,
            record=record_id,
        )  # fmt: skip

    def conversation(self, told: Told, case: Case) -> str:
        """Add a conversation at a meeting of its own, with every version and event, and return its
        id.
        """
        by, at, record, decide = case.by, case.at, case.record_id, told.decide
        conversation_id = self.rows.new_id()
        self.rows.add(
            Conversation, id=conversation_id, record_id=record, team_id=case.team_id,
            content_hash=self._pin(case.grid, by=by, at=at) if case.grid else None,
            is_practice=case.is_practice, replaces_id=case.replaces or None,
            withdrawn_grid_reason=None, started_at=at, started_by=by,
            changed_at=at + timedelta(minutes=MINUTES_TO_DECIDE), status=case.status.value,
            problem=told.start.problem, decision=(decide.outcome or "") if decide else "",
            review_on=decide.review_on if decide else None,
        )  # fmt: skip
        self.rows.happened(Event.RECORD_VIEWED, by, at, record=record)
        meeting_id = self._meeting(record, case.team_id, by=by, at=at, is_practice=case.is_practice)
        self.rows.add(ConversationMeeting, conversation_id=conversation_id, meeting_id=meeting_id)
        self.rows.happened(
            Event.CONVERSATION_STARTED, by, at, record=record, subject=conversation_id
        )
        self._save_all(told, conversation_id, meeting_id, case)
        if case.status is not Status.IN_PROGRESS:
            self._close(conversation_id, case)
        return conversation_id

    def draft(self, subject: str, section: str, content: object, *, by: str, at: datetime) -> None:
        """Add what somebody typed and has not finished yet."""
        self.rows.add(
            SectionDraft, subject_id=subject, section=section, author_id=by,
            base_number=self.rows.numbers[subject, section], content=to_json(content),
            saved_at=at,
        )  # fmt: skip

    def _save_all(self, told: Told, conversation_id: str, meeting_id: str, case: Case) -> None:
        """Save the sections in the order of the talk: as opened, then as filled in."""
        empty = MeetingSection(
            held_on=told.meeting.held_on, held_time=told.meeting.held_time,
            led_by=told.meeting.led_by, responsible=told.meeting.responsible,
        )  # fmt: skip
        steps: list[tuple[int, str, str, object]] = [
            (0, meeting_id, "meeting", empty),
            (0, conversation_id, "start", StartSection(problem=told.start.problem)),
            (MINUTES_TO_START, meeting_id, "meeting", told.meeting),
            (MINUTES_TO_START, conversation_id, "start", told.start),
        ]
        if told.together:
            steps.append((MINUTES_TOGETHER, conversation_id, "together", told.together))
        for place, (option, limits) in enumerate(told.limits.items()):
            minute = MINUTES_TOGETHER + 3 + 2 * place
            steps.append((minute, conversation_id, f"limits/{option}", limits))
        if told.decide:
            steps.append((MINUTES_TO_DECIDE, conversation_id, "decide", told.decide))
        if told.notes:
            steps.append((MINUTES_TO_DECIDE + 1, conversation_id, "notes", told.notes))
        for minute, subject, section, content in steps:
            at = case.at + timedelta(minutes=minute)
            self._save(subject, section, content, by=case.by, at=at, record=case.record_id)

    def _close(self, conversation_id: str, case: Case) -> None:
        is_cancelled = case.status is Status.CANCELLED
        changed = case.at + timedelta(minutes=MINUTES_TO_DECIDE + 3)
        self.rows.add(
            StatusChange, id=self.rows.new_id(), conversation_id=conversation_id, number=1,
            status=case.status.value, changed_at=changed, changed_by=case.by,
            reason=self.rows.rng.choice(said.CANCELLED) if is_cancelled else "",
        )  # fmt: skip
        events = [(changed, Event.STATUS_CHANGED, case.status.value)]
        if not is_cancelled and case.printed_after is not None:
            printed = case.at + case.printed_after
            events.append((printed, Event.SUMMARY_PRINTED, "young-person"))
        for at, event, detail in events:
            self.rows.happened(
                event, case.by, at, record=case.record_id, subject=conversation_id, detail=detail
            )

    def _meeting(
        self, record_id: str, team_id: str, *, by: str, at: datetime, is_practice: bool
    ) -> str:
        meeting_id = self.rows.new_id()
        self.rows.add(
            Meeting, id=meeting_id, record_id=record_id, team_id=team_id, held_at=at,
            is_practice=is_practice, started_by=by,
        )  # fmt: skip
        self.rows.happened(Event.MEETING_STARTED, by, at, record=record_id, subject=meeting_id)
        if not is_practice:
            self.meetings[team_id, month_of(at)] += 1
        return meeting_id

    def _save(
        self, subject: str, section: str, content: object, *, by: str, at: datetime, record: str
    ) -> None:
        self.rows.save_section(subject, section, content, by=by, at=at, record=record)

    def _pin(self, grid: Grid, *, by: str, at: datetime) -> str:
        known = self._pinned.get(grid.slug)
        if known:
            return known
        grid_hash = self._pinned[grid.slug] = content_hash(grid)
        self.rows.add(
            PinnedGrid, content_hash=grid_hash, slug=grid.slug, version=grid.version,
            title=grid.title, content=canonical_json(grid), pinned_at=at,
        )  # fmt: skip
        self.rows.happened(Event.GRID_PINNED, by, at, subject=grid_hash)
        return grid_hash
