"""Forms of the grids area."""

from collections.abc import Iterable

from sdm_tool.services.grid_versions import KnownVersion
from sdm_tool.web.forms.base import SdmForm
from sdm_tool.web.forms.fields import Note, Select, choices_from
from sdm_tool.web.forms.validators import Needed


class WithdrawForm(SdmForm):
    """Why a version is taken out of use."""

    reason = Note(
        "Why is it withdrawn?",
        [Needed("Say why, in words that colleagues can act on.")],
        description="Everybody who is using it in a conversation will read this.",
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
