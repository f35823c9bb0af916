"""Everyone who spoke has a voice with a word and a shape, in one order."""

import pytest

from sdm_tool.domain.sections import MeetingSection, Person
from sdm_tool.domain.voices import Voice, voices_of


def meeting(*words: str) -> MeetingSection:
    people = (Person(f"p{n}", word, is_parent=True) for n, word in enumerate(words, start=1))
    return MeetingSection(people=tuple(people))


def words(*meetings: MeetingSection) -> list[str]:
    return [voice.word for voice in voices_of(meetings)]


def test_the_young_person_is_first_and_the_clinician_last():
    assert words(meeting("Mum")) == ["Young person", "Mum", "Clinician"]
    assert words() == ["Young person", "Clinician"]


def test_a_word_used_again_is_numbered():
    assert words(meeting("Parent", "Nan", "parent", "Parent"))[1:-1] == [
        "Parent",
        "Nan",
        "parent 2",
        "Parent 3",
    ]


def test_no_number_makes_two_voices_look_the_same():
    told = words(meeting("Aunt", "Aunt", "Aunt 2"))
    assert len(set(told)) == len(told)


def test_nobody_in_the_family_is_taken_for_the_clinician():
    told = [word.casefold() for word in words(meeting("Clinician", "young person"))]
    assert len(set(told)) == len(told)


def test_the_same_person_at_two_meetings_is_one_voice():
    assert words(meeting("Mum", "Dad"), meeting("Mum")) == [
        "Young person",
        "Mum",
        "Dad",
        "Clinician",
    ]


def test_the_newest_meeting_says_what_someone_is_called():
    assert words(meeting("Mummy"), meeting("Mum"))[1] == "Mummy"


def test_the_first_two_of_the_family_have_shapes_of_their_own():
    shapes = [voice.shape for voice in voices_of([meeting("Mum", "Dad", "Nan")])]
    assert shapes == ["young-person", "parent", "second-parent", "parent", "clinician"]


def test_people_stay_in_their_order_past_nine():
    many = [f"Person {number}" for number in range(1, 12)]
    assert words(meeting(*many))[1:-1] == many


@pytest.mark.parametrize(("key", "may_lean"), [("yp", True), ("p1", True), ("c", False)])
def test_only_the_clinician_never_leans(key: str, *, may_lean: bool):
    assert Voice(key, "", "").may_lean is may_lean
