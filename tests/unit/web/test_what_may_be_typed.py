"""What a field takes: its limit to the character, real dates, whole numbers, and what differs."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form

from sdm_tool.web.forms.fields import Choice, Choices, DateParts, Line, Note, Select
from sdm_tool.web.forms.section_form import Difference, differences, whole_number
from sdm_tool.web.forms.validators import Needed, Pattern, WholeNumber


class Typed(Form):
    note = Note("Note")
    line = Line("Line", limit=30)
    day = DateParts("Day")
    time = Line("Time", [Pattern(r"([01]?\d|2[0-3]):[0-5]\d", "Type a time such as 14:30.")])
    weeks = Line("Weeks", [WholeNumber(0, 520, "Put in whole weeks.")])
    one = Choice("One", options={"a": "First", "b": "Second"})
    some = Choices("Some", options={"a": "First", "b": "Second"})
    listed = Select("Listed", options={"": "Choose", "a": "First"})
    ticked = BooleanField("Ticked")


class Wanted(Form):
    name = Line("Name", [Needed("Type the name.")])
    date = DateParts("Day", [Needed("Put in the day.")])


def typed(**values: str) -> Typed:
    return Typed(MultiDict({name.replace("__", "-"): value for name, value in values.items()}))


def faults(**values: str) -> list[str]:
    form = typed(**values)
    form.validate()
    return [message for messages in form.errors.values() for message in messages]


@pytest.mark.parametrize(("name", "limit"), [("note", 2_000), ("line", 30)])
def test_a_text_is_taken_up_to_its_limit_and_no_further(name: str, limit: int):
    assert faults(**{name: "ŵ" * limit}) == []
    assert faults(**{name: "ŵ" * (limit + 1)}) == [
        f"This is {limit + 1:,} characters. Cut it to {limit:,} or fewer."
    ]


def test_spaces_around_a_line_do_not_count():
    assert typed(line=f"  {'x' * 30}\t").line.data == "x" * 30
    assert faults(line=f"  {'x' * 30}\t") == []


def test_a_note_keeps_the_spaces_around_it():
    assert typed(note="  a \r\nb\rc\n").note.data == "  a \nb\nc\n"


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x7f", "\x85", "\ufffd", "\u202e", "\u2066"]
)
@pytest.mark.parametrize("name", ["note", "line"])
def test_a_character_that_cannot_be_kept_is_refused(name: str, character: str):
    assert len(faults(**{name: f"a{character}b"})) == 1


@pytest.mark.parametrize("text", ["one\n\ttwo", "👩‍👧‍👦", "שלום", "a\u200db", "\u00a0a"])
def test_other_writing_is_taken(text: str):
    assert faults(note=text) == []


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        ("29", "2", "2027"),
        ("31", "11", "2026"),
        ("0", "1", "2026"),
        ("1", "13", "2026"),
        ("1", "1", "26"),
        ("1", "1", "1926"),
        ("1", "1", ""),
        ("", "1", "2026"),
        ("²", "1", "2026"),
        ("1st", "1", "2026"),
        ("-1", "1", "2026"),
    ],
)
def test_a_day_that_is_none_is_refused_and_stays_in_its_boxes(day: str, month: str, year: str):
    form = typed(day__day=day, day__month=month, day__year=year)
    assert not form.validate()
    assert form.day.errors == ["Day: put in a real date, for example 17 12 2026."]
    assert [part.value for part in form.day.parts()] == [day, month, year]
    assert form.day.data is None


def test_a_real_day_is_taken_with_spaces_and_noughts():
    form = typed(day__day=" 09 ", day__month="2", day__year="2028")
    assert form.validate()
    assert form.day.data == date(2028, 2, 9)


def test_empty_boxes_take_a_day_away():
    boxes = MultiDict({"day-day": "", "day-month": " ", "day-year": ""})
    form = Typed(boxes, day=date(2026, 11, 3))
    assert form.validate()
    assert form.day.data is None


def test_a_day_that_is_stored_fills_its_boxes():
    form = Typed(day=date(2026, 11, 3))
    assert [part.value for part in form.day.parts()] == ["3", "11", "2026"]


def test_a_form_without_the_boxes_keeps_the_day():
    form = Typed(MultiDict({"line": "x"}), day=date(2026, 11, 3))
    assert form.day.data == date(2026, 11, 3)


@pytest.mark.parametrize("time", ["0:00", "9:05", "23:59", ""])
def test_a_time_of_the_day_is_taken(time: str):
    assert faults(time=time) == []


@pytest.mark.parametrize("time", ["24:00", "12:60", "1430", "14:3", "١٤:٣٠", "14:30h"])
def test_a_time_that_is_none_is_refused(time: str):
    assert faults(time=time) == ["Type a time such as 14:30."]


@pytest.mark.parametrize("weeks", ["0", "520", "006", ""])
def test_a_whole_number_within_its_ends_is_taken(weeks: str):
    assert faults(weeks=weeks) == []


@pytest.mark.parametrize("weeks", ["521", "-1", "1.0", "1e2", "²", "٣", "9" * 40])
def test_a_number_that_is_not_whole_or_too_large_is_refused(weeks: str):
    assert faults(weeks=weeks) == ["Put in whole weeks."]


@pytest.mark.parametrize("empty", ["", "   ", "\t"])
def test_what_is_needed_is_asked_for(empty: str):
    form = Wanted(MultiDict({"name": empty}))
    assert not form.validate()
    assert form.errors == {"name": ["Type the name."], "date": ["Put in the day."]}


def test_nothing_chosen_is_no_fault():
    form = typed(one="", listed="")
    assert form.validate()
    assert form.one.data is None


@pytest.mark.parametrize("name", ["one", "some", "listed"])
def test_what_was_not_offered_is_refused(name: str):
    assert len(faults(**{name: "c"})) == 1


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("0", 0), ("", 0), (None, 0), ("-1", 0), ("9" * 10, 0)]
)
def test_a_meddled_version_number_counts_as_none(text: str | None, number: int):
    assert whole_number(text) == number


def test_two_texts_that_are_alike_do_not_differ():
    assert differences(typed(line="a", one="b"), typed(line="a ", one="b")) == []


def test_what_differs_is_told_in_the_words_of_the_page():
    mine = typed(line="a", one="a", some="b", ticked="y")
    theirs = typed(note="N", one="b")
    assert differences(mine, theirs) == [
        Difference("Note", "", "N"),
        Difference("Line", "a", ""),
        Difference("One", "First", "Second"),
        Difference("Some", "Second", ""),
        Difference("Ticked", "Ticked", "Not ticked"),
    ]
