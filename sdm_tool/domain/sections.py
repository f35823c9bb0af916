"""What a meeting and a conversation hold, section by section, as people told it.

A section is a frozen value. It is drafted, saved as a version, and never changed after that; the
element names of the PRSB Shared Decision Making Standard v1.0 that each one answers are in
docs/record.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

NOTE_LIMIT = 2_000
YOUNG_PERSON = "yp"
CLINICIAN = "c"


class Grouping(StrEnum):
    """The five needs-based groupings of the THRIVE Framework (Wolpert and others, 2019)."""

    THRIVING = "thriving"
    GETTING_ADVICE = "getting-advice"
    GETTING_HELP = "getting-help"
    GETTING_MORE_HELP = "getting-more-help"
    GETTING_RISK_SUPPORT = "getting-risk-support"


class Say(StrEnum):
    """How much say the young person wants today."""

    ME = "me"
    TOGETHER = "together"
    OTHERS = "others"
    NOT_SURE = "not-sure"


class LeaningKind(StrEnum):
    """What an option does to a person. A clinician only tells; they never lean."""

    DRAWS = "draws"
    NOT_SURE = "not-sure"
    PUTS_OFF = "puts-off"
    TELLS = "tells"


class Outcome(StrEnum):
    """What was decided, as a kind."""

    OPTIONS = "options"
    NOT_DECIDED = "not-decided"
    NO_EXTRA_HELP = "no-extra-help"


class Basis(StrEnum):
    """On what basis the decision was theirs to make. The clinician judges; nothing computes it."""

    AGED_16_17 = "aged-16-17"
    COMPETENT_UNDER_16 = "competent-under-16"
    PARENTAL_RESPONSIBILITY = "parental-responsibility"
    LOCAL_AUTHORITY_OR_COURT = "local-authority-or-court"
    ADULT_WITH_CAPACITY = "adult-with-capacity"
    ADULT_BEST_INTERESTS = "adult-best-interests"
    NOT_TREATMENT = "not-treatment"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone at the meeting beside the young person and the clinician."""

    key: str
    """p1, p2 ...: stable for a record, so that a voice keeps its words."""
    word: str
    """What the family calls them: Mum, Nan, foster carer, advocate. Never a name."""
    is_parent: bool
    """A parent or carer, who may be offered the parent form; else a supporter."""
    is_here: bool = True


@dataclass(frozen=True, slots=True)
class MeetingSection:
    """The meeting itself: PRSB "contacts with professionals"."""

    held_on: date | None = None
    held_time: str = ""
    """24-hour, HH:MM, Europe/London."""
    method: str = ""
    place: str = ""
    led_by: str = ""
    responsible: str = ""
    """The responsible professional's name and role; need not be present."""
    age: int | None = None
    """In whole years, as told at this meeting."""
    young_person_here: bool = True
    people: tuple[Person, ...] = ()
    professionals: str = ""
    interpreter: str = ""


@dataclass(frozen=True, slots=True)
class StartSection:
    """Before looking at options: agendas, say, needs, grouping, and what matters."""

    problem: str = ""
    agenda_young_person: str = ""
    agenda_family: str = ""
    agenda_clinician: str = ""
    say: Say | None = None
    say_words: str = ""
    time_alone: str = ""
    """offered-taken, offered-not-taken, not-offered, or empty."""
    needs: str = ""
    needs_met: str = ""
    grouping: Grouping | None = None
    alongside: tuple[Grouping, ...] = ()
    matters: Mapping[str, str] = field(default_factory=dict)
    """By voice, in their own words."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """What one voice said about one option."""

    voice: str
    option: str
    kind: LeaningKind
    words: str = ""


@dataclass(frozen=True, slots=True)
class OwnOption:
    """An option the family brought, in their own words."""

    key: str
    """own-1, own-2 ..."""
    name: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class TogetherSection:
    """The shared look at the grid: marks, leanings, and the options the family brought.

    Which columns are open is a matter of the screen, not of the record, and is not kept here.
    """

    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Question ids by voice."""
    leanings: tuple[Leaning, ...] = ()
    not_open: Mapping[str, str] = field(default_factory=dict)
    """Why an option is not open to them now, by option id."""
    own_options: tuple[OwnOption, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """One prompt of Limits: what was said, or why it was not."""

    words: str = ""
    said_grid: bool = False
    """"We said this": the pinned grid's own words are kept in the record."""
    not_discussed: bool = False
    why_not: str = ""

    @property
    def is_told(self) -> bool:
        """True when something was said: words of their own, or the grid's."""
        return bool(self.words.strip()) or self.said_grid

    @property
    def is_point(self) -> bool:
        """True when it counts as a good or hard point: never when "not discussed" stands there."""
        return self.is_told and not self.not_discussed

    @property
    def is_answered(self) -> bool:
        """True when it was said, or it stands why it was not."""
        return self.is_told or (self.not_discussed and bool(self.why_not.strip()))


@dataclass(frozen=True, slots=True)
class LimitsSection:
    """What was said about one considered option, hard parts included."""

    good: Talk = Talk()
    hard: Talk = Talk()
    success: Talk = Talk()
    likely: Talk = Talk()
    if_not: Talk = Talk()
    ends: Talk = Talk()
    unknown: Talk = Talk()
    said: Talk = Talk()
    """The words said to the family."""

    @property
    def is_started(self) -> bool:
        """True when anything was written or ticked."""
        return self != LimitsSection()


@dataclass(frozen=True, slots=True)
class Words:
    """What one voice said."""

    voice: str
    words: str


@dataclass(frozen=True, slots=True)
class Action:
    """Who does what by when."""

    voice: str
    what: str
    by_when: date | None = None


@dataclass(frozen=True, slots=True)
class DecideSection:
    """What was decided, by whom, on what basis, and what happens next."""

    outcome: Outcome | None = None
    chosen: tuple[str, ...] = ()
    decided_by: tuple[str, ...] = ()
    basis: Basis | None = None
    basis_who: str = ""
    """With parental responsibility, the local authority or a court: who, and how it is known."""
    reservations: tuple[Words, ...] = ()
    actions: tuple[Action, ...] = ()
    review_on: date | None = None
    still_to_ask: str = ""
    safety_plan: str = ""
    """Where the safety plan is kept, or why there is none. Needed with a safety-first grid."""
    check_in: str = ""
    """Who checks in, by name or role. Needed with a safety-first grid."""
    share_words: bool | None = None
    """Whether the parent copy may show the young person's words; None is not asked yet."""
    share_marks: bool | None = None
    share_reservations: bool | None = None


@dataclass(frozen=True, slots=True)
class NotesSection:
    """Staff ground: never on a shared screen and never on a copy."""

    kept_private: str = ""
    competence_reasons: str = ""
    refused_copy_reason: str = ""
    """Why a parent copy was given although the young person said no."""
    safeguarding: str = ""


LIMITS_PROMPTS = ("good", "hard", "success", "likely", "if_not", "ends", "unknown", "said")
