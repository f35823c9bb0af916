"""The form of Start: the meeting, and what is asked before looking at options."""

from dataclasses import asdict

from wtforms import BooleanField, FieldList, Form, FormField, HiddenField, ValidationError
from wtforms.fields import Field

from sdm_tool.domain.sections import (
    YOUNG_PERSON,
    Grouping,
    MeetingSection,
    Person,
    Say,
    StartSection,
)
from sdm_tool.web.forms.fields import Choice, Choices, DateParts, Line, Note
from sdm_tool.web.forms.section_form import SectionForm, whole_number
from sdm_tool.web.forms.validators import NotAfterTomorrow, Pattern, WholeNumber
from sdm_tool.web.grouping_words import GROUPING_FEELS, GROUPINGS

METHODS = {
    "in-person": "In person",
    "video": "Video call",
    "phone": "Phone call",
    "home-visit": "Home visit",
    "school": "At school",
}
SAY: dict[str, str] = {
    Say.ME: "I want to decide",
    Say.TOGETHER: "I want us to decide together",
    Say.OTHERS: "I want you to decide, and tell me why",
    Say.NOT_SURE: "I am not sure yet",
}
TIME_ALONE = {
    "offered-taken": "Offered, and had",
    "offered-not-taken": "Offered, not wanted today",
    "not-offered": "Not offered today",
}
NEEDS_MET = {"yes": "Yes", "partly": "Partly", "no": "Not today"}
MOST_PEOPLE = 5


class PersonForm(Form):
    """One person beside the young person."""

    word = Line(
        "What does the family call them?",
        description="For example Mum, Nan, foster carer, advocate. Not a name.",
        limit=30,
    )
    is_parent = BooleanField("A parent or carer")
    is_here = BooleanField("Here today")
    matters = Note("What matters to them? In their own words if you can.")

    def validate_word(self, field: Field) -> None:
        """Refuse words that are nobody's."""
        if self.matters.data.strip() and not field.data:
            raise ValidationError("Say what the family calls the person whose words these are.")


class StartForm(SectionForm):
    """Start."""

    meeting_base = HiddenField()
    held_on = DateParts("Date of the meeting", [NotAfterTomorrow()])
    held_time = Line(
        "Time",
        [Pattern(r"([01]?\d|2[0-3]):[0-5]\d", "Type a time such as 14:30.")],
        description="24-hour, for example 14:30",
        limit=5,
    )
    method = Choice("How did you meet?", options=METHODS)
    place = Line("Where?")
    led_by = Line("Who led the meeting?", description="Name and job")
    responsible = Line(
        "Responsible professional", description="Name and job. They need not be here."
    )
    professionals = Line("Other professionals who were there", description="Name and job of each")
    interpreter = Line("Interpreter", description="Leave empty if there was none.")
    age = Line(
        "How old is the young person, in whole years?",
        [WholeNumber(0, 25, "Type an age in whole years, from 0 to 25.")],
        limit=3,
    )
    young_person_here = BooleanField("The young person is here")
    people = FieldList(FormField(PersonForm), min_entries=MOST_PEOPLE, max_entries=MOST_PEOPLE)
    matters = Note(
        "What matters to you? (young person)",
        description="Goals, worries, hopes, what you do not want. Your own words are best.",
    )
    problem = Line("What is this about, in plain words?")
    agenda_young_person = Note("What would you like to talk about today? (young person)")
    agenda_family = Note("What would the family like to talk about?")
    agenda_clinician = Note("What would the clinician like to talk about?")
    say = Choice("How much say do you want today? (young person)", options=SAY)
    say_words = Line("In your own words, if you like")
    time_alone = Choice("Time alone with the clinician", options=TIME_ALONE)
    needs = Note(
        "What helps you take part?",
        description="For example large print, short sentences, breaks, an interpreter.",
    )
    needs_met = Choice("Was that in place today?", options=NEEDS_MET)
    grouping = Choice(
        "Which kind of support is this decision about?",
        options=GROUPINGS,
        hints=GROUPING_FEELS,
        description="Agree it together. It says nothing about how well anyone does.",
    )
    alongside = Choices("Any other support alongside?", options=GROUPINGS)

    @property
    def meeting_base_number(self) -> int:
        """Return the version of the meeting the author saw."""
        return whole_number(self.meeting_base.data)

    def meeting_section(self) -> MeetingSection:
        """Return the meeting as filled in."""
        people = tuple(
            Person(
                key=f"p{number}",
                word=entry.word.data,
                is_parent=entry.is_parent.data,
                is_here=entry.is_here.data,
            )
            for number, entry in enumerate(self.people, start=1)
            if entry.word.data
        )
        return MeetingSection(
            held_on=self.held_on.data,
            held_time=self.held_time.data,
            method=self.method.data or "",
            place=self.place.data,
            led_by=self.led_by.data,
            responsible=self.responsible.data,
            age=int(self.age.data) if self.age.data else None,
            young_person_here=self.young_person_here.data,
            people=people,
            professionals=self.professionals.data,
            interpreter=self.interpreter.data,
        )

    def start_section(self) -> StartSection:
        """Return Start as filled in."""
        return StartSection(
            problem=self.problem.data,
            agenda_young_person=self.agenda_young_person.data,
            agenda_family=self.agenda_family.data,
            agenda_clinician=self.agenda_clinician.data,
            say=Say(self.say.data) if self.say.data else None,
            say_words=self.say_words.data,
            time_alone=self.time_alone.data or "",
            needs=self.needs.data,
            needs_met=self.needs_met.data or "",
            grouping=Grouping(self.grouping.data) if self.grouping.data else None,
            alongside=tuple(Grouping(value) for value in self.alongside.data or ()),
            matters={key: words for key, words in self._matters() if words.strip()},
        )

    def _matters(self) -> list[tuple[str, str]]:
        family = [(f"p{number}", entry.matters.data) for number, entry in enumerate(self.people, 1)]
        return [(YOUNG_PERSON, self.matters.data), *family]


def start_values(meeting: MeetingSection, start: StartSection) -> dict[str, object]:
    """Return what the form is filled with."""
    by_key = {person.key: person for person in meeting.people}
    people = []
    for number in range(1, MOST_PEOPLE + 1):
        person = by_key.get(f"p{number}")
        people.append(
            {
                "word": person.word if person else "",
                "is_parent": person.is_parent if person else number == 1,
                "is_here": person.is_here if person else number == 1,
                "matters": start.matters.get(f"p{number}", ""),
            }
        )
    return {
        **asdict(start),
        **asdict(meeting),
        "age": "" if meeting.age is None else str(meeting.age),
        "matters": start.matters.get(YOUNG_PERSON, ""),
        "people": people,
    }
