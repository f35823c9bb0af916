"""One ordinary conversation of the demonstration, told in full: the one people look at first."""

from datetime import date, datetime, timedelta

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
    Person,
    Say,
    StartSection,
    Talk,
    TogetherSection,
    Words,
)
from sdm_tool.domain.wording import LONDON
from sdm_tool.services.demonstration_talks import Told

MUM = Person("p1", "Mum", is_parent=True)
GROUP, ACTIVE, AS_IS = "cbt-group", "being-active", "keep-as-is"


def ordinary_told(at: datetime, led_by: str, review_on: date) -> Told:
    """Return a valid conversation about low mood; the parent copy needs no reason."""
    return Told(
        meeting=_meeting(at, led_by),
        start=_start(),
        together=_together(),
        limits={GROUP: _limits_of_group(), ACTIVE: _limits_of_activity(), AS_IS: _limits_as_is()},
        decide=_decide(at, review_on),
        notes=NotesSection(
            competence_reasons="Told me in her own words what the group is, what could go wrong "
            "and what else there is. Weighed it up against waiting until after exams."
        ),
    )


def _meeting(at: datetime, led_by: str) -> MeetingSection:
    local = at.astimezone(LONDON)
    return MeetingSection(
        held_on=local.date(),
        held_time=f"{local:%H:%M}",
        method="in-person",
        place="Room 2",
        led_by=led_by,
        responsible=led_by,
        age=14,
        people=(MUM,),
    )


def _start() -> StartSection:
    return StartSection(
        problem="Low mood",
        agenda_young_person="Whether I have to miss school.",
        agenda_family="What to do on a bad evening.",
        agenda_clinician="How the last weeks were, and the options.",
        say=Say.TOGETHER,
        say_words="Mostly me, but Mum knows me.",
        time_alone="offered-taken",
        needs="Large print",
        needs_met="yes",
        grouping=Grouping.GETTING_HELP,
        matters={
            YOUNG_PERSON: "I want to feel like seeing my friends. I do not want to miss football.",
            "p1": "I need to know that someone is keeping an eye on how she is.",
        },
    )


def _together() -> TogetherSection:
    return TogetherSection(
        marks={YOUNG_PERSON: ("better",), "p1": ("how-many", "wait")},
        leanings=(
            Leaning(YOUNG_PERSON, GROUP, LeaningKind.DRAWS, "Meeting people who get it."),
            Leaning(YOUNG_PERSON, ACTIVE, LeaningKind.DRAWS, "I could start with football."),
            Leaning("p1", GROUP, LeaningKind.PUTS_OFF, "It is far on a weeknight."),
            Leaning(CLINICIAN, AS_IS, LeaningKind.TELLS, "A pause before exams is fair."),
        ),
    )


def _limits_of_group() -> LimitsSection:
    return LimitsSection(
        good=Talk(words="Meeting people who get it."),
        hard=Talk(words="Talking in front of people. It is far on the bus."),
        success=Talk(words="You go to football again. You do not dread Monday."),
        likely=Talk(words="By half-term, we hope. We cannot promise.", said_grid=True),
        if_not=Talk(words="We stop and look at other help. It will not be your fault."),
        ends=Talk(words="After the last meeting we write down what helped."),
        unknown=Talk(words="How long it lasts after the group."),
    )


def _limits_of_activity() -> LimitsSection:
    return LimitsSection(
        good=Talk(words="You can do it with a friend, and you know the coach."),
        hard=Talk(words="Starting is hard when you are tired."),
    )


def _limits_as_is() -> LimitsSection:
    return LimitsSection(
        good=Talk(words="Nothing extra to do before exams."),
        hard=Talk(words="You have waited a long time already."),
        unknown=Talk(words="What is likely in the next few weeks."),
        said=Talk(not_discussed=True, why_not="You had decided by then."),
    )


def _decide(at: datetime, review_on: date) -> DecideSection:
    day = at.astimezone(LONDON).date()
    return DecideSection(
        outcome=Outcome.OPTIONS,
        chosen=(ACTIVE, GROUP),
        decided_by=(YOUNG_PERSON, "p1"),
        basis=Basis.COMPETENT_UNDER_16,
        reservations=(
            Words("p1", "I would still like one to one. I will go along with the group."),
        ),
        actions=(
            Action(CLINICIAN, "Asks for a place in the group and rings you.", _in(day, 6)),
            Action(YOUNG_PERSON, "Goes to football once, with a friend.", _in(day, 10)),
            Action("p1", "Gives a lift on Tuesdays.", None),
        ),
        review_on=review_on,
        still_to_ask="How many young people are in the group here?",
        share_words=True,
        share_marks=True,
        share_reservations=True,
    )


def _in(day: date, days: int) -> date:
    return day + timedelta(days=days)
