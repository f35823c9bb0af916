"""Valid is refused while a mandatory item is missing, and each is named with its page and field."""

from dataclasses import replace
from datetime import date

import pytest

from sdm_tool.domain.sections import (
    LIMITS_PROMPTS,
    DecideSection,
    LimitsSection,
    MeetingSection,
    Outcome,
    StartSection,
    Talk,
)
from sdm_tool.domain.validity import StillNeeded, still_needed

WHOLE = {
    "meeting": MeetingSection(
        held_on=date(2026, 11, 3),
        held_time="10:00",
        led_by="R. Okafor, nurse",
        responsible="Dr A. Bell",
    ),
    "start": StartSection(problem="Feeling low", matters={"p1": "Sleep"}),
    "limits": {"group": LimitsSection(good=Talk("Friends"), hard=Talk("Eight weeks"))},
    "decide": DecideSection(outcome=Outcome.OPTIONS, chosen=("group",)),
}
DAY = date(2026, 12, 1)
LOOK_AGAIN = StillNeeded("A date to look again", "decide", "review_on")


def needed(*, safety_first: bool = False, **parts: object) -> tuple[StillNeeded, ...]:
    names = {"group": "Group meetings", "keep-as-is": "Keep things as they are for now"}
    return still_needed(**{**WHOLE, **parts}, option_names=names, safety_first=safety_first)


def test_a_whole_conversation_needs_nothing():
    assert needed() == ()


@pytest.mark.parametrize(
    ("field", "empty", "words"),
    [
        ("held_on", None, "The date of the meeting"),
        ("held_time", "", "The time of the meeting"),
        ("led_by", " ", "Who led the meeting"),
        ("responsible", "", "The responsible professional"),
    ],
)
def test_each_part_of_the_meeting_is_named(field: str, empty: object, words: str):
    meeting = replace(WHOLE["meeting"], **{field: empty})
    assert needed(meeting=meeting) == (StillNeeded(words, "meeting", field),)


def test_the_problem_is_named():
    start = replace(WHOLE["start"], problem=" \n")
    assert needed(start=start) == (StillNeeded("What this is about", "start", "problem"),)


@pytest.mark.parametrize("matters", [{}, {"yp": "", "p1": " "}])
def test_what_matters_is_named(matters: dict[str, str]):
    start = replace(WHOLE["start"], matters=matters)
    assert needed(start=start) == (
        StillNeeded("What matters, in someone's own words", "start", "matters"),
    )


@pytest.mark.parametrize("limits", [{}, {"group": LimitsSection()}])
def test_an_option_talked_about_is_named(limits: dict[str, LimitsSection]):
    assert needed(limits=limits) == (StillNeeded("At least one option talked about", "limits"),)


@pytest.mark.parametrize("point", ["good", "hard"])
@pytest.mark.parametrize(
    "talk",
    [
        Talk(),
        Talk(words=" \n"),
        Talk(not_discussed=True, why_not="No time"),
        Talk(words="Friends", not_discussed=True, why_not="No time"),
        Talk(said_grid=True, not_discussed=True, why_not="No time"),
    ],
)
def test_what_was_not_said_is_no_point(point: str, talk: Talk):
    limits = {"group": replace(WHOLE["limits"]["group"], **{point: talk})}
    name = f"A {point} point talked about for Group meetings"
    assert needed(limits=limits) == (StillNeeded(name, "limits/group", point),)


@pytest.mark.parametrize("point", ["good", "hard"])
def test_the_grids_words_count_once_they_were_said(point: str):
    limits = {"group": replace(WHOLE["limits"]["group"], **{point: Talk(said_grid=True)})}
    assert needed(limits=limits) == ()


@pytest.mark.parametrize("prompt", sorted(set(LIMITS_PROMPTS) - {"good", "hard"}))
def test_every_option_that_was_begun_needs_both_points(prompt: str):
    begun = LimitsSection(**{prompt: Talk(not_discussed=True, why_not="Next time")})
    name = "Keep things as they are for now"
    assert needed(limits={**WHOLE["limits"], "keep-as-is": begun}) == (
        StillNeeded(f"A good point talked about for {name}", "limits/keep-as-is", "good"),
        StillNeeded(f"A hard point talked about for {name}", "limits/keep-as-is", "hard"),
    )


def test_keeping_things_as_they_are_is_an_option_talked_about():
    assert needed(limits={"keep-as-is": WHOLE["limits"]["group"]}) == ()


@pytest.mark.parametrize(
    "decide",
    [DecideSection(), DecideSection(outcome=Outcome.OPTIONS), DecideSection(review_on=DAY)],
)
def test_the_decision_is_named(decide: DecideSection):
    assert needed(decide=decide) == (StillNeeded("What was decided", "decide", "outcome"),)


@pytest.mark.parametrize("outcome", [Outcome.NOT_DECIDED, Outcome.NO_EXTRA_HELP])
def test_deciding_nothing_yet_needs_a_day_to_look_again(outcome: Outcome):
    assert needed(decide=DecideSection(outcome=outcome)) == (LOOK_AGAIN,)
    assert needed(decide=DecideSection(outcome=outcome, review_on=DAY)) == ()


@pytest.mark.parametrize("outcome", Outcome)
def test_safety_first_needs_a_plan_a_check_in_and_a_day(outcome: Outcome):
    chosen = ("group",) if outcome is Outcome.OPTIONS else ()
    decide = DecideSection(outcome=outcome, chosen=chosen, safety_plan=" ")
    found = needed(decide=decide, safety_first=True)
    assert sorted(found, key=lambda item: item.anchor) == [
        StillNeeded("Who checks in", "decide", "check_in"),
        LOOK_AGAIN,
        StillNeeded("Where the safety plan is kept, or why not", "decide", "safety_plan"),
    ]
    whole = replace(decide, safety_plan="In the paper file", check_in="R. Okafor", review_on=DAY)
    assert needed(decide=whole, safety_first=True) == ()


def test_an_empty_conversation_names_everything_once():
    empty = still_needed(
        meeting=MeetingSection(),
        start=StartSection(),
        limits={},
        decide=DecideSection(),
        option_names={},
        safety_first=True,
    )
    assert len(empty) == len(set(empty)) == 11
    assert [item.section for item in empty] == sorted(
        (item.section for item in empty),
        key=["meeting", "start", "limits", "decide"].index,
    )
