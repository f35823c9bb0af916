"""Forms of the grids area."""

from collections.abc import Iterable

from sdm_tool.services.grid_review import SpeaksAs
from sdm_tool.services.grid_versions import KnownVersion
from sdm_tool.web.forms.base import SdmForm
from sdm_tool.web.forms.fields import Choice, DateParts, Note, Select, choices_from
from sdm_tool.web.forms.validators import Needed


class WithdrawForm(SdmForm):
    """Why a version is taken out of use."""

    reason = Note(
        "Why is it withdrawn?",
        [Needed("Say why, in words that colleagues can act on.")],
        description="Everybody who is using it in a conversation will read this.",
    )


class ApproveForm(SdmForm):
    """Whose voice an approval is, and what could have swayed it."""

    speaks_as = Choice(
        "You approve it as",
        [Needed("Choose as whom you approve it.")],
        options={
            SpeaksAs.CLINICIAN: "A clinician who knows this difficulty",
            SpeaksAs.LIVED_EXPERIENCE: "A young person, parent or carer who has lived with it",
        },
    )
    interests = Note(
        "Money, work or ties that could matter, in the last two years",
        [Needed("Write your interests, or None.")],
        description="Write None when there are none. Everyone who opens this page can read it.",
    )
    review_by = DateParts(
        "Look at it again by",
        [Needed("Put in a day.")],
        description="At most 24 months ahead. The second person’s day is kept.",
    )


class ChangesForm(SdmForm):
    """What a reviewer wants changed."""

    words = Note(
        "What should change?",
        [Needed("Say what should change.")],
        description="The people who wrote it make a new version. Everyone can read this.",
    )


class CompareForm(SdmForm):
    """Which two versions. Sent with GET, so that an address can be passed on."""

    class Meta:
        csrf = False

    before = Select("From version", name="from")
    after = Select("To version", name="to")

    def offer(self, known: Iterable[KnownVersion]) -> None:
        """Offer every version; the two newest are chosen until others are."""
        numbers = [version.version for version in known]
        for field, chosen in ((self.before, numbers[1:2]), (self.after, numbers[:1])):
            field.choices = choices_from({number: number for number in numbers})
            if field.data not in numbers:
                field.data = "".join(chosen)
