"""The sentences of a summary, copy by copy: who reads what, and that nothing is said wrongly."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sdm_tool.domain.copies import Audience
from sdm_tool.domain.documents import to_json
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.sections import DecideSection, LimitsSection, Outcome, Talk, TogetherSection
from sdm_tool.outputs.summary import Summary, summary_html
from sdm_tool.persistence.queries.conversations import ConversationSeen
from sdm_tool.persistence.queries.records import MeetingSeen
from sdm_tool.persistence.queries.sections import SectionSeen
from sdm_tool.services.conversation_reading import ConversationRead
from sdm_tool.services.summary_writing import FOR_A_PARENT, SummaryWriter
from tests.factories.conversations import DECIDE, MEETING, START, small_grid

AT = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
ALL = tuple(Audience)
TICKED = Talk(said_grid=True)
TALKED = LimitsSection(
    good=TICKED, hard=TICKED, success=Talk("I sleep"), likely=TICKED, unknown=TICKED
)
TOGETHER = TogetherSection(
    marks={"yp": ("how-many",), "p1": ("what", "ends")}, not_open={"keep-as-is": "it is full."}
)


def a_copy(
    audience: Audience,
    decide: DecideSection = DECIDE,
    *,
    grid: Grid | None = None,
    withdrawn: str | None = None,
    talked: LimitsSection = TALKED,
) -> Summary:
    grid = grid or small_grid()
    seen = ConversationSeen(
        id="c", record_id="r", record_code="7KQ2M9XD", team_id="t", content_hash="h",
        is_practice=False, replaces_id=None, replaced_by=None, withdrawn_grid_reason=None,
        withdrawn_why=withdrawn, started_at=AT, started_by="R. Okafor", changed_at=AT,
        status="valid", problem="", decision="", review_on=decide.review_on,
        grid_title=grid.title, status_reason=None, status_changed_at=AT,
    )  # fmt: skip
    content = {
        ("m", "meeting"): MEETING,
        ("c", "start"): START,
        ("c", "together"): TOGETHER,
        ("c", "limits/group"): talked,
        ("c", "limits/keep-as-is"): LimitsSection(good=Talk("Nothing to do")),
        ("c", "decide"): decide,
    }
    sections = {
        place: SectionSeen(place[1], to_json(section), 1, AT, "a", is_draft=False)
        for place, section in content.items()
    }
    meeting = MeetingSeen("m", "r", "t", AT, is_practice=False)
    return SummaryWriter(
        conversation=ConversationRead(seen, grid, (meeting,), sections),
        audience=audience,
        for_name="Rowan R.",
        is_demonstration=True,
        contacts=(),
        checked_on=None,
        phone="01632 960 001",
    ).write()


def words_of(summary: Summary) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", summary_html(summary)).split())


def test_not_decided_yet_is_not_called_a_decision():
    open_still = replace(DECIDE, outcome=Outcome.NOT_DECIDED, chosen=())

    box = a_copy(Audience.YOUNG_PERSON, open_still).decision

    assert box.lines == ("You and Mum said: not yet.",)
    assert box.change.startswith("You can tell us what you think on any day.")


def test_nobody_is_said_to_have_said_not_yet():
    nobody = replace(DECIDE, outcome=Outcome.NOT_DECIDED, chosen=(), decided_by=())

    assert a_copy(Audience.YOUNG_PERSON, nobody).decision.lines == ()


def test_no_extra_help_after_self_harm_says_what_goes_on():
    grid = replace(small_grid(), safety_first=True)
    nothing_new = replace(DECIDE, outcome=Outcome.NO_EXTRA_HELP, chosen=(), check_in="R. Okafor.")

    box = a_copy(Audience.YOUNG_PERSON, nothing_new, grid=grid).decision

    assert box.decision.startswith("No new treatment for now: assessment, safety plan")
    assert "Who checks in: R. Okafor." in box.lines


@pytest.mark.parametrize("may_show", [True, False, None])
def test_a_parent_reads_the_young_persons_words_only_after_a_yes(*, may_show: bool | None):
    asked = replace(DECIDE, still_to_ask="Will Mum know?", share_words=may_show)

    parent, own = words_of(a_copy(Audience.PARENT, asked)), words_of(a_copy(ALL[0], asked))

    for words in ("Will Mum know?", "I sleep"):
        assert words in own
        assert (words in parent) is (may_show is True)


def test_a_parent_is_told_first_what_to_do_in_danger():
    assert a_copy(Audience.PARENT).urgent_words[0].startswith(FOR_A_PARENT)
    assert FOR_A_PARENT not in words_of(a_copy(Audience.YOUNG_PERSON))


def test_marks_say_whose_they_are():
    said = [voice.marked_heading for voice in a_copy(Audience.YOUNG_PERSON).what_matters]

    assert said == ["You said this question matters:", "Mum said these questions matter:"]


def test_a_hundred_is_headed_by_its_own_group_and_never_by_the_option():
    (part,) = a_copy(Audience.YOUNG_PERSON).honest
    (figure,) = part.figures

    assert [arm.name for arm in figure.arms] == [
        "After 8 weeks",
        "Compared with being on a waiting list",
    ]
    assert figure.notes[0].startswith("Who was studied: 123 teenagers with low mood")


@pytest.mark.parametrize("audience", ALL)
def test_a_draft_grid_is_told_near_the_top(audience: Audience):
    words = words_of(a_copy(audience))

    assert words.index("This paper uses a draft grid. No clinician") < words.index("What matters")


def test_a_published_grid_is_not_called_a_draft():
    grid = replace(small_grid(), published=date(2026, 10, 1))

    assert "draft" not in words_of(a_copy(Audience.YOUNG_PERSON, grid=grid))


@pytest.mark.parametrize("audience", ALL)
def test_no_sentence_ends_twice(audience: Audience):
    summary = a_copy(audience, replace(DECIDE, check_in="R."), withdrawn="a number was wrong.")

    assert ".." not in words_of(summary)
    assert ". ." not in words_of(summary)


@pytest.mark.parametrize(
    ("hard", "shown"),
    [
        ("Nobody knows.\nIt takes time.", ("It takes time.",)),
        ("Nobody knows.", ("Nobody knows.",)),
    ],
)
def test_what_is_not_known_is_said_once_unless_nothing_else_was_hard(
    hard: str, shown: tuple[str, ...]
):
    talked = LimitsSection(hard=Talk(hard), unknown=Talk("Nobody knows."))

    row = a_copy(Audience.YOUNG_PERSON, talked=talked).options[0]

    assert (row.hard, row.not_known) == (shown, ("Nobody knows.",))


def test_a_blank_is_not_told_as_something_that_was_not_talked_about():
    talked = LimitsSection(good=Talk("It is close."), hard=Talk(not_discussed=True))

    row = a_copy(Audience.YOUNG_PERSON, talked=talked).options[0]

    assert (row.hard, row.not_known) == (("We did not talk about this.",), ())


def test_what_safety_first_still_lacks_is_said_on_the_paper():
    grid = replace(small_grid(), safety_first=True)
    empty = replace(DECIDE, check_in="", safety_plan="", review_on=None)

    box = a_copy(Audience.YOUNG_PERSON, empty, grid=grid).decision

    assert "Who checks in: not written down yet." in box.lines
    assert "Your safety plan: not written down yet." in box.lines
    assert box.review == "When we look again: not agreed yet."


def test_long_words_stand_on_lines_and_short_ones_side_by_side():
    short = LimitsSection(good=Talk("It is close."), hard=Talk("It takes time."))
    long = replace(short, hard=Talk("It takes time, and " * 12))

    beside, lines = (
        summary_html(a_copy(Audience.PARENT, talked=talked)) for talked in (short, long)
    )

    assert '<th scope="col">Hard points</th>' in beside
    assert '<th scope="col">Hard points</th>' not in lines
    for words in ("Good points", "It is close.", "Hard points", "Nothing was written down."):
        assert words in beside
        assert words in lines


def test_it_says_whom_to_ring():
    assert "Ring the team on 01632 960 001." in words_of(a_copy(Audience.YOUNG_PERSON))
