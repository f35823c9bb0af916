"""The print form: a name that is used once."""

from sdm_tool.web.forms.base import SdmForm
from sdm_tool.web.forms.fields import Line


class PrintForm(SdmForm):
    """Print one copy."""

    for_name = Line(
        "Name to print at the top",
        description="Used for this print only. It is not kept. Leave it empty if you like.",
        limit=60,
    )
