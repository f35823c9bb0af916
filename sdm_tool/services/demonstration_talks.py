"""Makes up what was said in one conversation, section by section."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.sections import (
    CLINICIAN,
    YOUNG_PERSON,
    Action,
    Basis,
    DecideSection,
    Grouping,
    Leaning,
    LeaningKind,
    LimitsSection,
    MeetingSection,
    NotesSection,
    Outcome,
    OwnOption,
    Person,
    Say,
    StartSection,
    Talk,
    TogetherSection,
    Words,
)
from sdm_tool.domain.wording import LONDON
from sdm_tool.services import demonstration_words as said
from sdm_tool.services.demonstration_chance import Chance

ADULT_CONSENT_FROM = 16


@dataclass(frozen=True, slots=True)
class Occasion:
    """When, who and about what: all that the words depend on."""

    at: datetime
    age: int
    people: tuple[Person, ...]
    led_by: str
    grid: Grid | None
    outcome: Outcome | None
    """None: nothing was decided before time was up."""
    review_on: date | None


@dataclass(frozen=True, slots=True)
class Told:
    """Every section of one conversation. None: it was never opened."""

    meeting: MeetingSection
    start: StartSection
    together: TogetherSection | None = None
    limits: Mapping[str, LimitsSection] = field(default_factory=dict)
    decide: DecideSection | None = None
    notes: NotesSection | None = None


def make_told(rng: Chance, occasion: Occasion) -> Told:
    """Return a whole conversation; valid when the occasion has an outcome."""
    together = _together(rng, occasion)
    considered = _considered(rng, occasion, together)
    decide = _decide(rng, occasion, considered) if occasion.outcome else None
    return Told(
        meeting=make_meeting(rng, occasion),
        start=make_start(rng, occasion),
        together=together,
        limits={option: _limits(rng, occasion, option) for option in considered},
        decide=decide,
        notes=_notes(rng, decide),
    )


def make_meeting(rng: Chance, occasion: Occasion) -> MeetingSection:
    """Return the meeting: always with what a valid conversation needs."""
    local = occasion.at.astimezone(LONDON)
    people = tuple(
        Person(p.key, p.word, p.is_parent, is_here=place == 0 or rng.happens(0.8))
        for place, p in enumerate(occasion.people)
    )
    return MeetingSection(
        held_on=local.date(),
        held_time=f"{local:%H:%M}",
        method=rng.choice(said.METHODS),
        place=rng.choice(said.PLACES),
        led_by=occasion.led_by,
        responsible=occasion.led_by,
        age=occasion.age,
        young_person_here=not people or rng.happens(0.95),
        people=people,
        professionals=rng.sometimes(0.12, said.PROFESSIONALS),
        interpreter=rng.sometimes(0.06, said.INTERPRETERS),
    )


def make_start(rng: Chance, occasion: Occasion) -> StartSection:
    """Return Start, with what matters to the young person and most of the others."""
    matters = {YOUNG_PERSON: " ".join(rng.sample(said.MATTERS_YOUNG_PERSON, rng.choice((1, 1, 2))))}
    for person in occasion.people:
        if rng.happens(0.8):
            matters[person.key] = rng.choice(said.MATTERS_PARENT)
    grid = occasion.grid
    groupings = grid.groupings if grid and grid.groupings else said.GROUPINGS
    return StartSection(
        problem=grid.difficulty if grid else rng.choice(said.WITHOUT_GRID),
        agenda_young_person=rng.sometimes(0.6, said.AGENDA_YOUNG_PERSON),
        agenda_family=rng.sometimes(0.5, said.AGENDA_FAMILY) if occasion.people else "",
        agenda_clinician=rng.sometimes(0.7, said.AGENDA_CLINICIAN),
        say=rng.choice(
            (Say.ME, Say.TOGETHER, Say.TOGETHER, Say.TOGETHER, Say.OTHERS, Say.NOT_SURE)
        ),
        say_words=rng.sometimes(0.2, said.SAY_WORDS),
        time_alone=rng.choice(("offered-taken", "offered-taken", "offered-not-taken", "")),
        needs=rng.sometimes(0.3, said.NEEDS),
        needs_met=rng.choice(("yes", "yes", "partly", "")),
        grouping=rng.choice(tuple(groupings)),
        alongside=(Grouping.GETTING_ADVICE,) if rng.happens(0.1) else (),
        matters=matters,
    )


def _together(rng: Chance, occasion: Occasion) -> TogetherSection:
    grid = occasion.grid
    brought = 2 if grid is None else int(rng.happens(0.12))
    own = tuple(
        OwnOption(f"own-{place + 1}", name, line)
        for place, (name, line) in enumerate(rng.sample(said.OWN_OPTIONS, brought))
    )
    if grid is None:
        return TogetherSection(own_options=own)
    questions = [question.id for question in grid.questions]
    marks = {YOUNG_PERSON: tuple(rng.sample(questions, rng.choice((1, 2, 2, 3))))}
    for person in occasion.people:
        if rng.happens(0.6):
            marks[person.key] = tuple(rng.sample(questions, rng.choice((1, 1, 2))))
    options = [option.id for option in grid.options]
    not_open = {}
    if rng.happens(0.1):
        closed = rng.choice([option.id for option in grid.options if not option.no_change])
        not_open = {closed: rng.choice(said.NOT_OPEN)}
    return TogetherSection(
        marks=marks,
        leanings=_leanings(rng, options, [p.key for p in occasion.people]),
        not_open=not_open,
        own_options=own,
    )


def _leanings(rng: Chance, options: Sequence[str], others: Sequence[str]) -> tuple[Leaning, ...]:
    pools = {
        LeaningKind.DRAWS: said.DRAWS,
        LeaningKind.PUTS_OFF: said.PUTS_OFF,
        LeaningKind.NOT_SURE: said.NOT_SURE,
    }
    leanings = []
    for voice in (YOUNG_PERSON, *others):
        for option in rng.sample(options, min(len(options), rng.choice((0, 1, 2, 2)))):
            kind = rng.choice(tuple(pools))
            leanings.append(Leaning(voice, option, kind, rng.choice(pools[kind])))
    if rng.happens(0.4):
        told = rng.choice(said.TELLS)
        leanings.append(Leaning(CLINICIAN, rng.choice(options), LeaningKind.TELLS, told))
    return tuple(leanings)


def _considered(rng: Chance, occasion: Occasion, together: TogetherSection) -> list[str]:
    """Return two to four options that were talked about, the family's own first."""
    own = [option.key for option in together.own_options]
    if occasion.grid is None:
        return own
    from_grid = [
        option.id for option in occasion.grid.options if option.id not in together.not_open
    ]
    return own + rng.sample(from_grid, min(len(from_grid), rng.choice((2, 2, 3, 3, 4))))


def _limits(rng: Chance, occasion: Occasion, option: str) -> LimitsSection:
    is_own = option.startswith("own-")
    stays = bool(occasion.grid and not is_own and occasion.grid.option(option).no_change)
    ticks = occasion.grid is not None and not is_own

    def talk(share: float, words: Sequence[str]) -> Talk:
        if rng.happens(share):
            return Talk(words=rng.choice(words), said_grid=ticks and rng.happens(0.3))
        if rng.happens(0.15):
            return Talk(not_discussed=True, why_not=rng.choice(said.WHY_NOT_DISCUSSED))
        return Talk(said_grid=ticks and rng.happens(0.4))

    return LimitsSection(
        good=talk(1, said.GOOD_NO_CHANGE if stays else said.GOOD),
        hard=talk(1, said.HARD_NO_CHANGE if stays else said.HARD),
        success=talk(0.6, said.SUCCESS),
        likely=talk(0.5, said.LIKELY),
        if_not=talk(0.6, said.IF_NOT),
        ends=talk(0.4, said.ENDS),
        unknown=talk(0.5, said.UNKNOWN),
        said=talk(0.4, said.SAID),
    )


def _decide(rng: Chance, occasion: Occasion, considered: Sequence[str]) -> DecideSection:
    chosen = tuple(sorted(rng.sample(considered, 2 if rng.happens(0.2) else 1)))
    is_chosen = occasion.outcome is Outcome.OPTIONS
    voices = [YOUNG_PERSON, *(person.key for person in occasion.people)]
    basis = _basis(rng, occasion)
    safety_first = bool(occasion.grid and occasion.grid.safety_first)
    shares = _shares(rng) if occasion.people else (None, None, None)
    return DecideSection(
        outcome=occasion.outcome,
        chosen=chosen if is_chosen else (),
        decided_by=tuple(v for v in voices if v == YOUNG_PERSON or rng.happens(0.7)),
        basis=basis,
        basis_who=rng.choice(said.WHO_RESPONSIBLE)
        if basis is Basis.PARENTAL_RESPONSIBILITY
        else "",
        reservations=(Words(rng.choice(voices), rng.choice(said.RESERVATIONS)),)
        if rng.happens(0.2)
        else (),
        actions=_actions(rng, occasion, voices),
        review_on=occasion.review_on,
        still_to_ask=rng.sometimes(0.2, said.STILL_TO_ASK),
        safety_plan=rng.choice(said.SAFETY_PLANS) if safety_first else "",
        check_in=rng.choice(said.CHECK_INS) if safety_first else "",
        share_words=shares[0],
        share_marks=shares[1],
        share_reservations=shares[2],
    )


def _basis(rng: Chance, occasion: Occasion) -> Basis:
    if occasion.outcome is Outcome.NOT_DECIDED:
        return Basis.NOT_TREATMENT
    if occasion.age >= ADULT_CONSENT_FROM:
        return Basis.AGED_16_17
    if occasion.people and rng.happens(0.4):
        return Basis.PARENTAL_RESPONSIBILITY
    return Basis.COMPETENT_UNDER_16


def _shares(rng: Chance) -> tuple[bool | None, bool | None, bool | None]:
    return rng.weighted(
        [
            ((True, True, True), 70),
            ((True, True, False), 15),
            ((False, False, False), 10),
            ((None, None, None), 5),
        ]
    )


def _actions(rng: Chance, occasion: Occasion, voices: Sequence[str]) -> tuple[Action, ...]:
    open_to = [a for a in said.DECIDED_ACTIONS if a[0] == CLINICIAN or a[0] in voices]
    day = occasion.at.astimezone(LONDON).date()
    return tuple(
        Action(voice, what, day + timedelta(days=rng.randrange(3, 21)))
        for voice, what in rng.sample(open_to, rng.choice((1, 2, 2, 3)))
    )


def _notes(rng: Chance, decide: DecideSection | None) -> NotesSection | None:
    competent = decide is not None and decide.basis is Basis.COMPETENT_UNDER_16
    notes = NotesSection(
        kept_private=rng.sometimes(0.08, said.KEPT_PRIVATE),
        competence_reasons=rng.choice(said.COMPETENCE) if competent else "",
    )
    return None if notes == NotesSection() else notes
