"""Forms of the grids area."""

from sdm_tool.web.forms.base import SdmForm
from sdm_tool.web.forms.fields import Note
from sdm_tool.web.forms.validators import Needed


class WithdrawForm(SdmForm):
    """Why a version is taken out of use."""

    reason = Note(
        "Why is it withdrawn?",
        [Needed("Say why, in words that colleagues can act on.")],
        description="Everybody who is using it in a conversation will read this.",
    )
