"""A summary as a service would fill it: ordinary length, every part present, nobody real."""

from dataclasses import replace

from sdm_tool.outputs.summary import (
    ActionRow,
    DecisionBox,
    Figure,
    HonestPart,
    OptionRow,
    SmallPrint,
    Summary,
    UrgentContact,
    WhatMatters,
    arm_of_100,
)

WAITING_LIST_FIGURE = Figure(
    arms=(
        arm_of_100("After 8 weeks", 67, "recovered", "did not"),
        arm_of_100("Compared with being on a waiting list", 48, "recovered", "did not"),
    ),
    notes=(
        "Who was studied: teenagers with depression, in one United States study of 123 people.",
        "How sure: waiting can hold people back, so the group may look better than it is.",
    ),
)

_DECIDED = DecisionBox(
    decision="CBT in a group, and being more active.",
    is_decided=True,
    lines=(
        "You and Mum decided this together.",
        "Mum would still like one to one, and is going along with the group.",
    ),
    review="We look again on Thursday 17 December 2026.",
    change="You can change your mind before then. Ring the team on 01632 960 001.",
)

_OPTIONS = (
    OptionRow(
        "Being more active",
        good=("You can do it with a friend.",),
        hard=("Starting is hard when you are tired.",),
        not_known=("How many people of 100 it helps.",),
    ),
    OptionRow(
        "CBT in a group",
        good=("Meeting people who get it.",),
        hard=("Talking in front of people.", "About 2 meetings a week."),
        not_known=("How many people feel worse after hearing about hard times.",),
    ),
    OptionRow(
        "Keep things as they are for now",
        good=("Nothing extra to do. Low mood can lift by itself.",),
        hard=("You have waited a long time already.",),
        not_known=("What is likely in the next few weeks.",),
    ),
)

_HONEST = (
    HonestPart(
        "being more active",
        if_not="We look at other help on 17 December. It will not be your fault.",
        not_known="How many people of 100 it helps.",
    ),
    HonestPart(
        "CBT in a group",
        figures=(WAITING_LIST_FIGURE,),
        success="You go to football again. You do not dread Monday.",
        likely="We hope for some of this by 26 February. We cannot promise.",
        if_not="We stop and look at other help. It will not be your fault.",
        ends="After the last meeting we talk about what helped, and what you keep doing yourself.",
    ),
)

_CONTACTS = (
    UrgentContact("Life in danger now", "999, or go to A&E"),
    UrgentContact("Urgent help with how you feel, day or night", "111, then option 2"),
    UrgentContact("Talk to someone, under 19", "Childline 0800 1111"),
    UrgentContact("Text someone, any time", "Shout: text 85258"),
)


_WHAT_MATTERS = (
    WhatMatters(
        "young-person",
        "What matters to you",
        ("I want to feel like seeing my friends. I do not want to miss football.",),
        is_reader=True,
    ),
    WhatMatters(
        "parent",
        "What matters to Mum",
        ("I need to know that someone is keeping an eye on how she is.",),
        marked=("How long is the wait here?",),
        marked_heading="Mum said this question matters:",
    ),
)


def a_summary(**changes: object) -> Summary:
    """The young person's copy of an agreed conversation, with `changes` made to it."""
    summary = Summary(
        audience="young-person",
        title="Our conversation about low mood",
        for_name="Rowan",
        date_text="Thursday 19 November 2026",
        people_text="Rowan, Mum and R. Okafor were there.",
        status_line="Agreed on 19 November 2026",
        record_code="7KQ2-M9XD",
        decision=_DECIDED,
        small_print=SmallPrint(
            wrong="Tell us and we will put it right.",
            who_has_this="You. Mum has her own copy.",
            about_you="What is on this paper. The Northgate team can see it.",
            where_from="grid Low mood, version 0.1, a draft that no clinician and no young person "
            "has checked.",
            sources=("Clarke and others, 1999",),
        ),
        is_demonstration=True,
        notices=(
            "This paper uses a draft grid. No clinician and no young person has checked it yet.",
        ),
        what_matters=_WHAT_MATTERS,
        options=_OPTIONS,
        honest=_HONEST,
        actions=(
            ActionRow("R. Okafor", "Asks for a place and rings you.", "27 November", "clinician"),
            ActionRow(
                "You",
                "Pick one thing you like that moves your body.",
                "26 November",
                "young-person",
            ),
            ActionRow("Mum", "Gives you a lift on Tuesdays.", "From 1 December", "parent"),
        ),
        still_to_ask=("How many young people are in the group here?",),
        urgent_contacts=_CONTACTS,
        urgent_checked="These numbers were checked on 2 November 2026.",
    )
    return replace(summary, **changes)


NOT_DECIDED = DecisionBox(
    decision="Not decided yet",
    is_decided=False,
    lines=("You and Mum said: not yet.",),
    review="We look again on Thursday 3 December 2026.",
    change="You can tell us what you think before then. Ring the team on 01632 960 001.",
)
