"""A whole conversation as one person sees it: sections, voices, options, what is missing."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from sqlalchemy.orm import Session

from sdm_tool.domain.documents import from_json
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.sections import (
    DecideSection,
    LimitsSection,
    MeetingSection,
    NotesSection,
    Outcome,
    Person,
    StartSection,
    TogetherSection,
)
from sdm_tool.domain.status import Status, status_words
from sdm_tool.domain.validity import StillNeeded, still_needed
from sdm_tool.domain.voices import Voice, voices_of
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.queries.conversations import (
    ConversationSeen,
    get_conversation_with_its_parts,
)
from sdm_tool.persistence.queries.organisations import WaitSeen
from sdm_tool.persistence.queries.records import MeetingSeen
from sdm_tool.persistence.queries.sections import SectionSeen, find_sections_of_conversation
from sdm_tool.services.grids import pinned_grid

LIMITS = "limits/"
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class OptionSeen:
    """An option of this conversation: from the grid, or the family's own."""

    id: str
    name: str
    line: str
    is_own: bool = False


@dataclass(frozen=True)
class ConversationRead:
    """Everything about a conversation that a page may need. Immutable; parts are read once."""

    seen: ConversationSeen
    grid: Grid | None
    meetings: tuple[MeetingSeen, ...]
    sections: dict[tuple[str, str], SectionSeen]
    waits: dict[str, WaitSeen] = field(default_factory=dict)
    """What the team says about the wait for an option of the grid, by option id."""

    def __hash__(self) -> int:
        """Let what is drawn from a conversation be kept by all that was read of it."""
        parts = (*self.sections.items(), *self.waits.items())
        return hash((self.seen, self.meetings, parts))

    @property
    def not_offered(self) -> frozenset[str]:
        """The options that this team does not offer."""
        return frozenset(option for option, wait in self.waits.items() if not wait.is_offered)

    @property
    def subject_ids(self) -> list[str]:
        """Return what the sections hang on: the conversation and its meetings."""
        return [self.seen.id, *(meeting.id for meeting in self.meetings)]

    @cached_property
    def meeting(self) -> MeetingSection:
        """The newest meeting's section."""
        return self._meeting_sections[0] if self._meeting_sections else MeetingSection()

    @cached_property
    def _meeting_sections(self) -> tuple[MeetingSection, ...]:
        return tuple(self._section(MeetingSection, m.id, "meeting") for m in self.meetings)

    @property
    def age(self) -> int | None:
        """The age in whole years as told last, at whichever meeting that was."""
        told = (section.age for section in self._meeting_sections if section.age is not None)
        return next(told, None)

    @cached_property
    def start(self) -> StartSection:
        """The Start section."""
        return self._section(StartSection, self.seen.id, "start")

    @cached_property
    def together(self) -> TogetherSection:
        """The Together section."""
        return self._section(TogetherSection, self.seen.id, "together")

    @cached_property
    def decide(self) -> DecideSection:
        """The Decide section."""
        return self._section(DecideSection, self.seen.id, "decide")

    @cached_property
    def notes(self) -> NotesSection:
        """The staff notes."""
        return self._section(NotesSection, self.seen.id, "notes")

    @cached_property
    def limits(self) -> dict[str, LimitsSection]:
        """The Limits section of every option that has one, by option id."""
        return {
            section.removeprefix(LIMITS): self._section(LimitsSection, subject, section)
            for subject, section in self.sections
            if section.startswith(LIMITS)
        }

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """Everyone who spoke at a meeting of this conversation."""
        return voices_of(self._meeting_sections)

    @property
    def people(self) -> tuple[Person, ...]:
        """Everyone named at a meeting of this conversation, as named last."""
        people: dict[str, Person] = {}
        for section in self._meeting_sections:
            for person in section.people:
                people.setdefault(person.key, person)
        return tuple(people.values())

    @property
    def spoken(self) -> frozenset[str]:
        """The keys of those whose marks or words stand on Together or Decide."""
        together, decide = self.together, self.decide
        return frozenset(
            {
                *together.marks,
                *(leaning.voice for leaning in together.leanings),
                *decide.decided_by,
                *(said.voice for said in decide.reservations),
                *(action.voice for action in decide.actions),
            }
        )

    @cached_property
    def options(self) -> tuple[OptionSeen, ...]:
        """Every option, A to Z, the family's own among them."""
        options = [OptionSeen(o.id, o.name, o.line) for o in self.grid.options] if self.grid else []
        own = [OptionSeen(o.key, o.name, o.line, is_own=True) for o in self.together.own_options]
        return tuple(sorted([*options, *own], key=lambda option: option.name.casefold()))

    @property
    def safety_first(self) -> bool:
        """True when the grid asks for a safety plan and a check-in before anything is valid."""
        return bool(self.grid and self.grid.safety_first)

    @cached_property
    def needed(self) -> tuple[StillNeeded, ...]:
        """What stands between this conversation and "valid"."""
        return still_needed(
            meeting=self.meeting,
            start=self.start,
            limits=self.limits,
            decide=self.decide,
            option_names={option.id: option.name for option in self.options},
            safety_first=self.safety_first,
        )

    @property
    def status(self) -> Status:
        """The PRSB status."""
        return Status(self.seen.status)

    @property
    def status_line(self) -> str:
        """The state in the words of every screen and page."""
        changed_at = self.seen.status_changed_at
        return status_words(
            self.status,
            self.decide.outcome,
            agreed_on=london_day(changed_at) if changed_at else None,
            safety_first=self.safety_first,
            reason=self.seen.status_reason or "",
        )

    @property
    def is_not_decided(self) -> bool:
        """True when nothing was decided, or that it is not decided yet."""
        return self.decide.outcome in (None, Outcome.NOT_DECIDED)

    @property
    def saved_at(self) -> datetime | None:
        """When anything of this was last saved, drafts included."""
        return max((section.saved_at for section in self.sections.values()), default=None)

    def _section(self, kind: type[S], subject: str, name: str) -> S:
        seen = self.sections.get((subject, name))
        return from_json(kind, seen.content) if seen else kind()


def read_conversation(session: Session, scope: Scope, conversation_id: str) -> ConversationRead:
    """Return the conversation as this person sees it, own drafts included. Raises NotFound."""
    seen, waits, meetings = get_conversation_with_its_parts(session, scope, conversation_id)
    return ConversationRead(
        seen=seen,
        grid=pinned_grid(session, seen.content_hash) if seen.content_hash else None,
        meetings=meetings,
        sections=find_sections_of_conversation(session, conversation_id, scope.account_id),
        waits=waits,
    )
