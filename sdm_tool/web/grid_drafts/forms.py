"""Forms of the grid editor. A draft may hold faults: the checks name them, not the fields."""

from flask_wtf.file import FileField
from wtforms import BooleanField, FieldList, Form, FormField, HiddenField, ValidationError

from sdm_tool.domain.grid import GridAudience, Setting
from sdm_tool.domain.grid_formats import Picture
from sdm_tool.domain.sections import Grouping
from sdm_tool.web.forms.base import SdmForm
from sdm_tool.web.forms.fields import Choice, Choices, Line, Note, Select, choices_from
from sdm_tool.web.forms.validators import Needed
from sdm_tool.web.languages import is_known_language

FILE_LIMIT = 1_000_000
NEW_VERSION, EASY_READ, OTHER_LANGUAGE = "new-version", "easy-read", "other-language"
INTERESTS = "Money, work or ties that could matter, in the last two years"
INTERESTS_HINT = (
    "For example paid work for the maker of a treatment, shares, or your own research on an "
    "option. Everyone who reads the grid’s approval can see it. Write None when there are none."
)


class JoinForm(SdmForm):
    """The interests of somebody who is going to work on a version."""

    interests = Note(
        INTERESTS,
        [Needed("Write your interests, or None.")],
        description=INTERESTS_HINT,
    )


class StartForm(JoinForm):
    """What a new version is to be, before it is started."""

    retold = Choice(
        "What do you want to write?",
        options={
            NEW_VERSION: "A new version of this grid",
            EASY_READ: "The same in easy read",
            OTHER_LANGUAGE: "The same in another language",
        },
        hints={
            EASY_READ: "Short sentences, one idea in each, with pictures.",
            OTHER_LANGUAGE: "Words that a translator brings. Nothing is translated by a machine.",
        },
        default=NEW_VERSION,
    )
    language = Line(
        "Two letters of the language", description="For example cy for Welsh, ar for Arabic.",
        limit=2,
    )  # fmt: skip

    def validate_language(self, field: Line) -> None:
        """Refuse a language that nobody named."""
        field.data = (field.data or "").strip().lower()
        if self.retold.data == OTHER_LANGUAGE and not is_known_language(field.data):
            raise ValidationError("Write the two letters of the language, such as cy for Welsh.")


class ImportForm(JoinForm):
    """Two files to bring in."""

    grid = FileField("The file grid.yaml")
    evidence = FileField("The file evidence.yaml")


class SendForm(SdmForm):
    """What the people who review a version should know."""

    what = Note(
        "What changed, and why?",
        [Needed("Say what changed and why, for the people who review it.")],
        description="It is kept with this version, and everyone can read it.",
    )


class OptionNameForm(SdmForm):
    """The name of a new option."""

    name = Line("Name of a new option", [Needed("Write its name.")], limit=120)


class NewQuestionForm(SdmForm):
    """The words of a new question."""

    text = Line("Words of a new question", [Needed("Write the question.")])


class PartForm(SdmForm):
    """The base of a part's form: it knows which content it was opened on."""

    seen = HiddenField()


class AboutForm(PartForm):
    """What stands over the whole grid."""

    title = Line("Title: the difficulty, in plain words", limit=120)
    decision = Note("The decision, in one or two sentences", limit=400)
    youngest = Line("From age", limit=3)
    oldest = Line("To age", limit=3)
    audience = Choice(
        "Who it speaks to",
        options={
            GridAudience.YOUNG_PERSON: "Young people",
            GridAudience.PARENT: "Parents and carers",
            GridAudience.BOTH: "Both",
        },
    )
    country = Line("Country", limit=80)
    setting = Choice(
        "Where the options are offered",
        options={
            Setting.NHS: "In the NHS",
            Setting.OUTSIDE_NHS: "Outside the NHS",
            Setting.BOTH: "Both",
        },
    )
    groupings = Choices(
        "THRIVE groupings",
        options={
            Grouping.THRIVING: "Thriving",
            Grouping.GETTING_ADVICE: "Getting Advice",
            Grouping.GETTING_HELP: "Getting Help",
            Grouping.GETTING_MORE_HELP: "Getting More Help",
            Grouping.GETTING_RISK_SUPPORT: "Getting Risk Support",
        },
    )
    for_whom = Note("Who this is for")
    not_for = Note("Who this is not for")
    urgent_help = Note("If you need help now: what to do, without phone numbers")
    safety_first = BooleanField(
        "Safety first: a safety plan and a check-in are needed before anything is agreed"
    )
    authors = Note(
        "Who wrote it", description="One person or group on a line, as Name: what they did"
    )
    interests = Note("Interests of those who wrote it")
    funder = Note("Who paid for it")
    update_policy = Note("How it is kept up to date")
    licence = Line("Licence", limit=80)
    source_version = Line("Made from version", limit=20)


class PictureForm(PartForm):
    """What may carry a picture."""

    picture = Select(
        "Picture",
        options={"": "No picture"}
        | {each.value: each.value.replace("-", " ").capitalize() for each in Picture},
    )
    picture_alt = Line("What the picture shows, for those who do not see it", limit=200)


class OptionForm(PictureForm):
    """One column."""

    name = Line("Name", limit=120)
    line = Note("What it is, in one sentence")
    provider = Note("Who provides it")
    youngest = Line("From age, if it is not the grid’s", limit=3)
    oldest = Line("To age", limit=3)
    only_if = Note("Only open to some? Say when")


class QuestionForm(PartForm):
    """One row."""

    text = Line("The question")
    note = Note("A note under it, if any")


class FigureForm(Form):
    """One published pair."""

    evidence = Select("Evidence record")
    with_option = Line("Of 100 with the option", limit=4)
    with_comparator = Line("Of 100 compared", limit=4)
    happened = Line("did what")
    did_not = Line("and the rest")
    after = Line("After how long")
    compared_with = Line("Compared with")
    people = Line("Who was studied", limit=400)
    how_sure = Note("How sure: what could make the number wrong")
    like_for_like = Line("Like-for-like set, if any", limit=80)


class AnswerForm(PictureForm):
    """One cell."""

    text = Note("Words")
    unknown = Note(
        "What is not known, and why", description="Shown under the heading “We do not know”."
    )
    figures = FieldList(FormField(FigureForm))
    sources = Choices("Where the words come from")

    def prepare(self, records: list[str], sources: dict[str, str]) -> "AnswerForm":
        """Offer the records that may be a figure, and every source."""
        self.sources.choices = choices_from(sources)
        for entry in self.figures:
            wanted = {"": "Choose a record", **{each: each for each in records}}
            if entry.form.evidence.data:
                wanted.setdefault(entry.form.evidence.data, entry.form.evidence.data)
            entry.form.evidence.choices = choices_from(wanted)
        return self


class TextForm(PartForm):
    """The two files, whole."""

    grid = Note("grid.yaml", limit=FILE_LIMIT)
    evidence = Note("evidence.yaml", limit=FILE_LIMIT)
