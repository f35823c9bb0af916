"""The form of Limits for one option: eight prompts, each with words, a tick, or a reason."""

from wtforms import BooleanField, Form, FormField, ValidationError

from sdm_tool.domain.sections import LIMITS_PROMPTS, LimitsSection, Talk
from sdm_tool.web.forms.fields import Line, Note
from sdm_tool.web.forms.section_form import SectionForm

BOTH = "You kept words and also ticked “We did not talk about this”. Keep one of them."


class TalkForm(Form):
    """One prompt."""

    words = Note("In your words")
    said_grid = BooleanField("We said this. Keep it in the record")
    not_discussed = BooleanField("We did not talk about this")
    why_not = Line("Why not?")

    def validate_words(self, field: Note) -> None:
        """Refuse what says two things: talked about, and not."""
        if self.not_discussed.data and (field.data or self.said_grid.data):
            raise ValidationError(BOTH)

    def talk(self) -> Talk:
        """Return the prompt as filled in."""
        return Talk(
            words=self.words.data,
            said_grid=self.said_grid.data,
            not_discussed=self.not_discussed.data,
            why_not=self.why_not.data,
        )


class LimitsForm(SectionForm):
    """Limits of one option."""

    good = FormField(TalkForm)
    hard = FormField(TalkForm)
    success = FormField(TalkForm)
    likely = FormField(TalkForm)
    if_not = FormField(TalkForm)
    ends = FormField(TalkForm)
    unknown = FormField(TalkForm)
    said = FormField(TalkForm)

    def section(self) -> LimitsSection:
        """Return the section as filled in."""
        return LimitsSection(**{prompt: self[prompt].form.talk() for prompt in LIMITS_PROMPTS})
