"""Who at a meeting may be asked, on which form, and in which bands a complete answer is counted."""

import pytest

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.fairness import bands_of
from sdm_tool.domain.feedback import people_to_ask, require_may_ask
from sdm_tool.domain.sections import Grouping, MeetingSection, Person, StartSection

MUM = Person("p1", "Mum", is_parent=True)
ADVOCATE = Person("p2", "Advocate", is_parent=False)


def ask(meeting: MeetingSection, key: str, *, agrees: bool = False) -> Respondent:
    return require_may_ask(meeting, key, young_person_agrees=agrees)


@pytest.mark.parametrize("age", [11, 15, 17, 18, 25])
def test_a_young_person_of_11_or_over_gets_the_patient_form(age: int):
    assert ask(MeetingSection(age=age), "yp") is Respondent.YOUNG_PERSON


@pytest.mark.parametrize("age", [5, 10])
def test_a_child_under_11_gets_no_form_and_the_page_says_why(age: int):
    with pytest.raises(DomainError, match="aged 11 and over"):
        ask(MeetingSection(age=age), "yp")
    assert ask(MeetingSection(age=age, people=(MUM,)), "p1") is Respondent.PARENT


def test_nobody_is_asked_before_the_age_is_known():
    for key in ("yp", "p1"):
        with pytest.raises(DomainError, match="age"):
            ask(MeetingSection(people=(MUM,)), key)


def test_an_advocate_gets_no_form():
    with pytest.raises(DomainError, match="no form for supporters and advocates"):
        ask(MeetingSection(age=15, people=(ADVOCATE,)), "p2")


def test_from_18_a_parent_is_asked_only_with_the_young_persons_yes():
    with pytest.raises(DomainError, match="18 or over") as refusal:
        ask(MeetingSection(age=18, people=(MUM,)), "p1")
    assert refusal.value.field == "young_person_agrees"
    assert ask(MeetingSection(age=18, people=(MUM,)), "p1", agrees=True) is Respondent.PARENT
    assert ask(MeetingSection(age=17, people=(MUM,)), "p1") is Respondent.PARENT


def test_only_people_who_were_there_are_asked():
    away = MeetingSection(
        age=15,
        young_person_here=False,
        people=(Person("p1", "Dad", is_parent=True, is_here=False),),
    )
    assert people_to_ask(away) == ()
    for key in ("yp", "p1", "p9", ""):
        with pytest.raises(DomainError, match="not down as being at this meeting"):
            ask(away, key)


def test_two_people_with_one_word_are_told_apart():
    aunts = (Person("p1", "Aunt", is_parent=True), Person("p2", "Aunt", is_parent=True))
    asked = people_to_ask(MeetingSection(age=15, people=aunts))
    assert [person.word for person in asked] == ["Young person", "Aunt", "Aunt 2"]


@pytest.mark.parametrize(
    ("age", "band"),
    [(None, "not said"), (5, "under 11"), (10, "under 11"), (11, "11 to 15"), (15, "11 to 15"),
     (16, "16 or 17"), (17, "16 or 17"), (18, "18 or over"), (25, "18 or over")],
)  # fmt: skip
def test_age_bands(age: int | None, band: str):
    assert bands_of(MeetingSection(age=age), [])["age"] == band


@pytest.mark.parametrize("told", ["", " ", "No", "none.", "Not needed", "N/A"])
def test_a_meeting_without_an_interpreter(told: str):
    assert bands_of(MeetingSection(interpreter=told), [])["interpreter"] == "no"


def test_bands_hold_no_words_that_anybody_typed():
    meeting = MeetingSection(age=12, interpreter="Mrs Nowak, Polish")
    start = StartSection(needs="Alex needs breaks", grouping=Grouping.GETTING_HELP)
    assert bands_of(meeting, [start]) == {
        "age": "11 to 15",
        "communication need": "yes",
        "grouping": "getting-help",
        "interpreter": "yes",
    }


def test_a_meeting_about_decisions_in_two_groupings():
    starts = [
        StartSection(grouping=Grouping.GETTING_HELP),
        StartSection(grouping=Grouping.GETTING_ADVICE),
        StartSection(),
    ]
    assert bands_of(MeetingSection(), starts)["grouping"] == "more than one"
    assert bands_of(MeetingSection(), starts[2:])["grouping"] == "not said"
