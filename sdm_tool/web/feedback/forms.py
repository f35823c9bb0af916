"""Forms of feedback: who gets the tablet, why somebody was not asked, the code, the questions."""

from collections.abc import Collection, Mapping
from typing import Self

from wtforms import BooleanField, Field, HiddenField, StringField

from sdm_tool.domain.collaborate import ITEMS, Answers, read_answers
from sdm_tool.domain.equity import Equity, YoungPersonSaid
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.feedback import NotOffered
from sdm_tool.web.feedback.equity_forms import equity_fields, read_equity, shown_equity
from sdm_tool.web.forms.base import SdmForm
from sdm_tool.web.forms.fields import Choice, Select
from sdm_tool.web.forms.validators import Needed

# On paper ground: each is fit to be read by the person it is about.
REASONS: Mapping[str, str] = {
    NotOffered.NOT_THE_RIGHT_MOMENT: "It was not the right moment",
    NotOffered.TOO_DISTRESSED: "It would have been too much today",
    NotOffered.ASKED_NOT_TO: "They asked not to be asked",
    NotOffered.NO_TIME: "There was no time",
    NotOffered.ALREADY_ASKED_TODAY: "They were asked somewhere else today",
    NotOffered.OTHER: "Another reason",
}
AGREES = "The young person has said yes: their parent or carer may be asked"


class OfferForm(SdmForm):
    """What the young person says when somebody is offered the questions."""

    kind = ""
    """Keeps the ids of two such forms on one page apart."""

    young_person_agrees = BooleanField(AGREES)

    @classmethod
    def asking(cls, asked: Collection[Equity], *, is_sent: bool) -> Self:
        """Return the form with a question for each that the young person may be asked."""
        fields = equity_fields(asked, cls.kind)
        form: type[Self] = type(f"{cls.__name__}WithEquity", (cls,), fields)
        return form() if is_sent else form(formdata=None)

    @property
    def equity(self) -> list[Field]:
        """The questions for fairness; none where the service asks none."""
        return shown_equity(self)

    @property
    def said(self) -> YoungPersonSaid:
        """What the young person said."""
        return read_equity(self, agrees=self.young_person_agrees.data)


class AskForm(OfferForm):
    """Asking on somebody's own device."""

    kind = "ask"


class AskOnPaperForm(AskForm):
    """Asking on paper, on the same page."""

    kind = "paper"

    young_person_agrees = BooleanField(AGREES, id="paper_agrees")


class NotOfferedForm(SdmForm):
    """Why somebody was not asked."""

    reason = Choice("Why not this time?", [Needed("Choose why not.")], options=REASONS)


class HandOverForm(OfferForm):
    """Who gets the tablet, in order. `for_people` makes one with a turn for each."""

    kind = "hand_over"

    @classmethod
    def for_people(cls, words: Mapping[str, str], asked: Collection[Equity]) -> "HandOverForm":
        """Return the form for these people (word by key), filled in the order they stand.

        `asked` is what the young person may be asked of themself before they get the tablet.
        """
        options = {"": "Nobody", **words}
        turns = {
            f"turn_{number}": Select(
                "First" if number == 1 else "Then", options=options, default=key
            )
            for number, key in enumerate(words, start=1)
        }
        fields = {**turns, **equity_fields(asked, cls.kind)}
        made: HandOverForm = type("HandOverFormForPeople", (cls,), fields)()
        return made

    @property
    def turns(self) -> list[Field]:
        """The turns as fields, first to last."""
        return [field for field in self if field.name.startswith("turn_")]

    @property
    def order(self) -> list[str]:
        """Return who was chosen, by key."""
        return [field.data for field in self.turns if field.data]


class CodeForm(SdmForm):
    """The way to a private form: a printed link's secret, or the code that was typed."""

    secret = HiddenField()
    code = StringField("Your code", description="Ten letters and numbers, for example CDFG HJK MNP")


class QuestionsForm(SdmForm):
    """The three questions. Only the shape is checked here, and never whether they were used."""

    ticket = HiddenField()
    turn = HiddenField()
    asked = HiddenField()
    """Set once a blank item was asked about."""
    q1 = Field()
    q2 = Field()
    q3 = Field()

    def read(self) -> Answers | None:
        """Return the answers to keep, or None with what to put right beside the fields.

        A blank item is asked about once; sent again, it stays blank.
        """
        reading = read_answers({item: self[item].raw_data or () for item in ITEMS})
        for item, message in reading.faults.items():
            self._put_right(item, message)
        if reading.answers is None:
            return None
        blank = reading.answers.blank_items
        if not blank or self.asked.data:
            return reading.answers
        for item in blank:
            self._put_right(item, "Choose a number, or send again to leave it out.")
        self.asked.data = "yes"
        return None

    def chosen(self, item: str) -> str:
        """Return what was chosen for an item, to show it again; empty for none or several."""
        sent = list(self[item].raw_data or ())
        return str(sent[0]) if len(sent) == 1 else ""

    def _put_right(self, item: str, message: str) -> None:
        self.add_fault(DomainError(f"Question {ITEMS.index(item) + 1}. {message}", field=item))
