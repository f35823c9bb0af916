"""The batch of paper forms, and the files of past answers. Only their shape is checked here."""

from collections.abc import Mapping, Sequence

from flask_wtf.file import FileField
from wtforms import Form, FormField, HiddenField, StringField
from wtforms.fields import Field

from sdm_tool.domain.codes import read_feedback_code
from sdm_tool.domain.collaborate import ITEMS, Answers, read_answers
from sdm_tool.domain.errors import DomainError
from sdm_tool.services.paper_answers import PaperForm
from sdm_tool.web.forms.base import SdmForm
from sdm_tool.web.forms.validators import PlainText

ROWS = 10
ROW = "row"
CODE_LIMIT = 40
NOT_A_NUMBER = "Number {number} has to be 0 to 9, or empty."
LEFT_BLANK = "Is number {number} blank on the form? Save again to leave it out."


def _trimmed(text: str | None) -> str:
    return (text or "").strip()


class RowForm(Form):
    """One paper form: its code and three numbers."""

    code = StringField("Code", [PlainText(CODE_LIMIT)], filters=[_trimmed])
    q1 = StringField("Number 1", filters=[_trimmed])
    q2 = StringField("Number 2", filters=[_trimmed])
    q3 = StringField("Number 3", filters=[_trimmed])
    asked = HiddenField()
    """Set once a blank item of this row was asked about."""

    @property
    def numbers(self) -> list[Field]:
        """The three boxes for numbers."""
        return [self[item] for item in ITEMS]

    @property
    def is_empty(self) -> bool:
        """True when nothing was typed in any box."""
        return not self.code.data and not any(box.data for box in self.numbers)

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What to put right in this row: the id of each box, and its message."""
        boxes = [self.code, *self.numbers]
        return [(box.id, str(message)) for box in boxes for message in box.errors]

    def read(self) -> Answers | None:
        """Return the answers, or None with what to put right beside the boxes.

        A blank item is asked about once; sent again, it stays blank. Of the code only the shape
        is looked at.
        """
        try:
            read_feedback_code(self.code.data or "")
        except DomainError as error:
            self.put_right("code", error.message)
        reading = read_answers({item: [self[item].data] for item in ITEMS})
        for item in reading.faults:
            self.put_right(item, NOT_A_NUMBER.format(number=ITEMS.index(item) + 1))
        if reading.answers is None:
            return None
        blank = reading.answers.blank_items
        if not blank or self.asked.data:
            return reading.answers
        for item in blank:
            self.put_right(item, LEFT_BLANK.format(number=ITEMS.index(item) + 1))
        self.asked.data = "yes"
        return None

    def put_right(self, item: str, message: str) -> None:
        """Show what to put right beside a box, and which form it is of."""
        self[item].errors = [*self[item].errors, f"{self.name}: {message}"]

    @property
    def name(self) -> str:
        """What the page calls this row: "Form 3"."""
        return f"Form {self.code.name.removeprefix(ROW).partition('-')[0]}"


class BatchForm(SdmForm):
    """About ten paper forms at a time; empty rows are passed over."""

    @property
    def rows(self) -> list[RowForm]:
        """Every row, empty or not."""
        return [field.form for field in self if isinstance(field, FormField)]

    @property
    def typed(self) -> list[RowForm]:
        """The rows in which something was typed."""
        return [row for row in self.rows if not row.is_empty]

    def read(self) -> Sequence[PaperForm] | None:
        """Return the forms that were typed in, or None with what to put right."""
        read = [(row, row.read()) for row in self.typed]
        if not read:
            self.form_errors.append("Nothing was typed in yet.")
            return None
        forms = [PaperForm(row.code.data or "", answers) for row, answers in read if answers]
        return forms if len(forms) == len(read) else None

    def put_right(self, faults: Mapping[int, str]) -> None:
        """Show what is wrong with the codes, by place among the rows that were typed."""
        for place, row in enumerate(self.typed):
            if place in faults:
                row.put_right("code", faults[place])


PaperBatchForm: type[BatchForm] = type(
    "PaperBatchForm",
    (BatchForm,),
    {f"{ROW}{number}": FormField(RowForm) for number in range(1, ROWS + 1)},
)


class PastForm(SdmForm):
    """Two files; with `digest`, those that were checked are brought in."""

    answers = FileField("The file of answers")
    offers = FileField("The file of offers")
    digest = HiddenField()

    def has_both(self) -> bool:
        """Return whether both files were chosen, and say at each that was not."""
        for field in (self.answers, self.offers):
            if not field.data:
                field.errors = [*field.errors, f"Choose {field.label.text.lower()}."]
        return not self.errors

    def content(self, name: str) -> bytes:
        """Return what a file that was chosen holds."""
        content: bytes = self[name].data.read()
        return content
