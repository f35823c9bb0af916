"""The form of Decide."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from wtforms import FieldList, Form, FormField

from sdm_tool.domain.sections import (
    Action,
    Basis,
    DecideSection,
    Outcome,
    Words,
)
from sdm_tool.domain.voices import Voice
from sdm_tool.domain.wording import ended
from sdm_tool.services.conversation_reading import OptionSeen
from sdm_tool.web.forms.fields import Choice, Choices, DateParts, Line, Note, Select, choices_from
from sdm_tool.web.forms.section_form import SectionForm

ROWS_TO_SPARE = 2
MOST_ROWS = 20
# Wording about consent is the nation's own.
NATION_LAW = {
    "England": "the law in England",
    "Wales": "the law in Wales",
    "Scotland": "the law in Scotland",
    "Northern Ireland": "the law in Northern Ireland",
}
BASIS: dict[str, str] = {
    Basis.AGED_16_17: "The young person, aged 16 or 17",
    Basis.COMPETENT_UNDER_16: "The young person, under 16 and able to understand this decision",
    Basis.PARENTAL_RESPONSIBILITY: "Someone with parental responsibility",
    Basis.LOCAL_AUTHORITY_OR_COURT: "A local authority or a court",
    Basis.ADULT_WITH_CAPACITY: "An adult, 18 or over, with capacity for this decision",
    Basis.ADULT_BEST_INTERESTS: "An adult without capacity: decided in their best interests",
    Basis.NOT_TREATMENT: "It is not a decision about treatment",
}
COMPETENCE_LAW = {
    "England": "Under 16, this is often called Gillick competence.",
    "Wales": "Under 16, this is often called Gillick competence.",
    "Northern Ireland": "Under 16, this is often called Gillick competence.",
    "Scotland": "Under 16, see the Age of Legal Capacity (Scotland) Act 1991.",
}
SAID_ON_PAPER = "We will say so in large words on the paper you take home."
YES_NO = {"yes": "Yes", "no": "No"}


class RowForm(Form):
    """One person's row: what is written has to be somebody's."""

    voice: Select
    written = ""
    """The name of the field that is written in."""
    ask = ""

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Ask whose it is once the rest of the row is right."""
        if not super().validate(extra_validators):
            return False
        if not self[self.written].data.strip() or self.voice.data:
            return True
        self.voice.errors = [self.ask]
        return False


class ActionForm(RowForm):
    """Who does what by when."""

    written = "what"
    ask = "Say who does it."
    voice = Select("Who?")
    what = Line("Does what?")
    by_when = DateParts("By when?")


class ReservationForm(RowForm):
    """Who sees it differently."""

    written = "words"
    ask = "Say whose words they are."
    voice = Select("Whose words?")
    words = Note("In their own words")


class SharingForm(SectionForm):
    """What the parent copy may show: for the young person to say, away from the shared screen."""

    share_words = Choice("May the parent copy show your own words?", options=YES_NO)
    share_marks = Choice("May it show what you marked?", options=YES_NO)
    share_reservations = Choice("May it show where you see it differently?", options=YES_NO)

    def put_into(self, section: DecideSection) -> DecideSection:
        """Return the section with these three answers."""
        return replace(
            section,
            share_words=_yes(self.share_words.data),
            share_marks=_yes(self.share_marks.data),
            share_reservations=_yes(self.share_reservations.data),
        )


class DecideForm(SharingForm):
    """Decide. Its page leaves the three answers about sharing out; they are only compared here."""

    chosen = Choices("What did you decide?")
    outcome = Choices("or")
    decided_by = Choices("Who decided?")
    basis = Choice("Who could agree to it?", options=BASIS)
    basis_who = Line(
        "With parental responsibility, a local authority or a court: who, and how do you know?"
    )
    reservations = FieldList(FormField(ReservationForm), max_entries=MOST_ROWS)
    actions = FieldList(FormField(ActionForm), max_entries=MOST_ROWS)
    review_on = DateParts("When will we look again?", description="For example, 17 12 2026")
    still_to_ask = Note("Still to ask", description="Questions that are open when you leave.")
    safety_plan = Line("Where is the safety plan kept? If there is none, why not?")
    check_in = Line("Who checks in, and how?", description="A name or a job, not “the team”.")

    def prepare(
        self,
        options: Sequence[OptionSeen],
        voices: Sequence[Voice],
        *,
        outcomes: dict[str, str],
        no_change: str,
        not_to_be_had: Mapping[str, str],
        nation: str,
    ) -> "DecideForm":
        """Fill the choices from the conversation, and leave two empty rows to write in.

        `no_change` is the name of the option that changes nothing, or empty; `not_to_be_had` says
        by option id what stands in the way of one.
        """
        words = {voice.key: voice.word for voice in voices}
        self.chosen.choices = choices_from({option.id: option.name for option in options})
        self.chosen.hints = {
            option.id: f"{ended(option.line)} {not_to_be_had[option.id]}".strip()
            if option.id in not_to_be_had
            else option.line
            for option in options
        }
        self.outcome.choices = choices_from(outcomes)
        self.outcome.hints = {
            Outcome.NOT_DECIDED.value: SAID_ON_PAPER,
            Outcome.NO_EXTRA_HELP.value: _no_extra_help(no_change),
        }
        self.decided_by.choices = choices_from(words)
        self.basis.description = (
            f"For the clinician to judge, for this one decision, under {NATION_LAW[nation]}. "
            "The tool never works it out."
        )
        for rows in (self.reservations, self.actions):
            empty = sum(not entry.form[entry.form.written].data for entry in rows)
            for _ in range(max(0, min(ROWS_TO_SPARE - empty, MOST_ROWS - len(rows)))):
                rows.append_entry()
            for entry in rows:
                entry.form.voice.choices = choices_from({"": "Choose", **words})
        return self

    def section(self, before: DecideSection) -> DecideSection:
        """Return the section as filled in, with what was said before about sharing.

        Options and "not yet" together are kept as ticked.
        """
        outcome = self._outcome()
        return replace(
            before,
            outcome=outcome,
            chosen=tuple(self.chosen.data or ()) if outcome is Outcome.OPTIONS else (),
            decided_by=tuple(self.decided_by.data or ()),
            basis=Basis(self.basis.data) if self.basis.data else None,
            basis_who=self.basis_who.data,
            reservations=tuple(
                Words(entry.voice.data or "", entry.words.data)
                for entry in self.reservations
                if entry.words.data.strip()
            ),
            actions=tuple(
                Action(entry.voice.data or "", entry.what.data, entry.by_when.data)
                for entry in self.actions
                if entry.what.data
            ),
            review_on=self.review_on.data,
            still_to_ask=self.still_to_ask.data,
            safety_plan=self.safety_plan.data,
            check_in=self.check_in.data,
        )

    def says_two_things(self) -> bool:
        """Return whether an option and "not yet" or "no extra help" are ticked at once."""
        return len(self.outcome.data or ()) + bool(self.chosen.data) > 1

    def _outcome(self) -> Outcome | None:
        if self.outcome.data:
            return Outcome(self.outcome.data[0])
        return Outcome.OPTIONS if self.chosen.data else None


def decide_values(section: DecideSection) -> dict[str, object]:
    """Return what the form is filled with."""
    is_options = section.outcome in (None, Outcome.OPTIONS)
    return {
        "chosen": list(section.chosen),
        "outcome": [] if is_options or section.outcome is None else [section.outcome.value],
        "decided_by": list(section.decided_by),
        "basis": section.basis,
        "basis_who": section.basis_who,
        "reservations": [{"voice": r.voice, "words": r.words} for r in section.reservations],
        "actions": [
            {"voice": a.voice, "what": a.what, "by_when": a.by_when} for a in section.actions
        ],
        "review_on": section.review_on,
        "still_to_ask": section.still_to_ask,
        "safety_plan": section.safety_plan,
        "check_in": section.check_in,
        "share_words": _word(section.share_words),
        "share_marks": _word(section.share_marks),
        "share_reservations": _word(section.share_reservations),
    }


def _no_extra_help(no_change: str) -> str:
    words = "You ask for nothing more from this service now."
    if not no_change:
        return words
    return f"{words} To go on as you are and look again on a day you agree, choose “{no_change}”."


def _yes(value: str | None) -> bool | None:
    return None if value is None else value == "yes"


def _word(value: bool | None) -> str | None:  # noqa: FBT001  the value of one field
    return None if value is None else "yes" if value else "no"
