"""Forms of the evidence of a draft: a record, a guideline position, and how it was found."""

from typing import Any

from wtforms import BooleanField, FieldList, Form, FormField
from wtforms.fields import Field
from wtforms.fields.core import UnboundField
from wtforms.validators import StopValidation

from sdm_tool.domain.evidence_edit import EvidenceList
from sdm_tool.domain.grid_checks.yaml_tree import number_in
from sdm_tool.web.forms.base import SdmForm
from sdm_tool.web.forms.fields import Choice, DateParts, Line, Note
from sdm_tool.web.forms.validators import Needed
from sdm_tool.web.grid_drafts.forms import PartForm

LONGEST = 10_000
SHOWN_TO = {
    "family": "Families, as a figure or in words",
    "words": "Families, in words only",
    "clinician": "Staff only, on the evidence sheet",
    "no": "Nobody",
}


class PublishedNumber:
    """A number in figures. Empty passes: then none was seen."""

    def __call__(self, _form: Form, field: Field) -> None:
        """Refuse words and other ways of writing a number; what was typed stays in the field."""
        if field.data and number_in(field.data) is None:
            raise StopValidation("Write only a number, for example 48.4, or leave this empty.")


class NewRecordForm(SdmForm):
    """The id of a new evidence record."""

    record_id = Line(
        "Short name of a new record",
        [Needed("Write a short name for it.")],
        description="Small letters, numbers and hyphens, for example cbt-group-2019. "
        "Answers refer to it, so it stays.",
        limit=80,
    )


class NewPositionForm(SdmForm):
    """The id of a new guideline position."""

    position_id = Line(
        "Short name of a new guideline position",
        [Needed("Write a short name for it.")],
        description="For example ng134-watchful-waiting. End it with -pointer while nobody has "
        "seen the guideline say so: no answer can rest on it then.",
        limit=80,
    )


def _line(label: str, hint: str = "") -> Line:
    return Line(label, description=hint, limit=LONGEST)


def _note(label: str, hint: str = "") -> Note:
    return Note(label, description=hint, limit=LONGEST)


def _number(label: str) -> Line:
    return Line(label, [PublishedNumber()], limit=32)


class RecordForm(PartForm):
    """One number or finding of one study. The fields have the names they have in the file."""

    presentation = _line("Difficulty", "What the people in the study had, for example depression.")
    option = _line("What was tried")
    outcome = _line("What was counted", "For example recovered by the end.")
    kind = Choice(
        "Which kind of result",
        options={
            "benefit": "Something got better",
            "harm": "Something unwanted happened",
            "course": "How it goes on without this",
            "dropout": "People stopped early",
            "relapse": "It came back",
        },
    )
    direction = Choice(
        "Which way is better",
        options={
            "higher-is-better": "A higher number is better",
            "lower-is-better": "A lower number is better",
        },
    )
    intervention_per_100 = _number("Of 100 with it")
    comparator_per_100 = _number("Of 100 compared")
    intervention_events = _number("How many it happened to, with it")
    intervention_total = _number("Out of how many people, with it")
    comparator = _line("What it was compared with", "Write none when it was compared with nothing.")
    timeframe = _line("After how long")
    population = _line("Who was studied")
    certainty = _line(
        "How sure the authors are", "Their own rating, and whose it is. Say when there is none."
    )
    study = _line(
        "Study", "One short name for all records of one study, ending in its year: tads-2004."
    )
    citation = _note("Citation")
    year = _number("Year")
    url = _line("Web address where it was seen")
    verified = BooleanField(
        "Verified: somebody saw these numbers in the source",
        description="No answer can rest on a record that is not verified.",
    )
    display = Choice(
        "Who may be told of it",
        options=SHOWN_TO,
        hints={
            "family": "Only these can be a figure in an answer.",
            "no": "It is kept here and appears nowhere, not on the evidence sheet either.",
        },
    )
    display_why = _note("Why them")
    note = _note("Note for colleagues", "What to know before using it. Write None when nothing.")


class PositionForm(PartForm):
    """What a guideline says. The fields have the names they have in the file, but for one."""

    guideline = _line("Guideline", "Its number or publisher, for example NG134.")
    title = _line("Title")
    rec = _line("Recommendation", "Its number. Leave it empty when none was seen.")
    year = _number("Year")
    ages = _line("Ages it covers", "For example 5-18. Leave it empty when none was seen.")
    presentation = _line("Difficulty")
    option = _line("What it is about")
    strength = _line("How strong", "Its own word, for example offer, consider or do not offer.")
    paraphrase = _note("What it says, in our own words", "Never copy its text.")
    url = _line("Web address where it was seen")
    was_seen = Choice(
        "How it was seen",
        options={
            "primary": "First-hand: somebody read the guideline",
            "secondary": "Second-hand: in what others say of it",
        },
    )
    checked_on = DateParts("When somebody last checked it")
    note = _note("Note for colleagues", "Leave it empty when there is none.")


SourceForm = RecordForm | PositionForm
SOURCE_FORMS: dict[EvidenceList, type[RecordForm] | type[PositionForm]] = {
    EvidenceList.RECORD: RecordForm,
    EvidenceList.POSITION: PositionForm,
}


def field_name(key: str) -> str:
    """Return the name of the field for a value of the file: `seen` is taken by every part."""
    return "was_seen" if key == "seen" else key


def label_of(kind: EvidenceList, key: str) -> str:
    """Return what a form calls a value of the file; empty for one that has no field."""
    field: Any = getattr(SOURCE_FORMS[kind], field_name(key), None)
    return str(field.args[0]) if isinstance(field, UnboundField) else ""


class AgreedForm(Form):
    """One statement that rests on agreement."""

    about = Line("About which part of the grid", limit=2_000)
    statement = Note("What rests on agreement", limit=LONGEST)


class FoundForm(PartForm):
    """How the evidence was looked for, and what rests on agreement or general knowledge."""

    searched = Note(
        "How it was looked for",
        description="Where, up to which day, how far it was read, and what may be missing.",
        limit=LONGEST,
    )
    agreed = FieldList(FormField(AgreedForm))
