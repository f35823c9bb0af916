"""Forms of Together: marks, words about an option, and options of the family's own."""

from collections.abc import Sequence

from sdm_tool.domain.sections import LeaningKind
from sdm_tool.domain.voices import Voice
from sdm_tool.web.conversations.together_presenters import KIND_WORDS
from sdm_tool.web.forms.base import SdmForm
from sdm_tool.web.forms.fields import Choice, Choices, Line, Note, choices_from
from sdm_tool.web.forms.validators import Needed


class MarksForm(SdmForm):
    """Whom one question matters to."""

    question = Line("Question", [Needed("Choose a question.")], limit=60)
    voices = Choices("This matters to")


class WordsForm(SdmForm):
    """What one voice says about one option."""

    option = Line("Option", [Needed("Choose an option.")], limit=60)
    voice = Choice("Whose words are they?", [Needed("Say whose words they are.")])
    kind = Choice(
        "What kind?",
        [Needed("Choose one.")],
        options={kind.value: words for kind, words in KIND_WORDS.items()},
        hints={LeaningKind.TELLS.value: "For the clinician: facts and worries, never a leaning."},
    )
    words = Note("In their own words")

    def prepare(self, option_id: str, voices: Sequence[Voice]) -> "WordsForm":
        """Offer the voices that are here, and name the option in the ids of the fields.

        The forms of several options may be open on one page.
        """
        self.voice.choices = choices_from({voice.key: voice.word for voice in voices})
        for field in self:
            field.id = f"{field.id}-{option_id}"
        return self


class OwnOptionForm(SdmForm):
    """An option in the family's own words."""

    name = Line("What would you call it?", [Needed("Give it a short name.")], limit=80)
    line = Line("What is it, in one line?")


class NotOpenForm(SdmForm):
    """Why an option is not open to them now. Empty: it is open."""

    option = Line("Option", [Needed("Choose an option.")], limit=60)
    reason = Line("Not open to us now, because …")
