"""A one-page paper form of the whole conversation, for a room without the tool."""

from collections.abc import Sequence
from dataclasses import asdict

from sdm_tool.outputs.pdf_templates import render
from sdm_tool.outputs.summary import UrgentContact


def blank_form_html(
    contacts: Sequence[UrgentContact] = (), checked: str = "", *, is_demonstration: bool = False
) -> str:
    """The document for `PdfMaker.draw`: up to four contacts printed, else lines to write on.

    `checked` says when the contacts were last checked, as a sentence.
    """
    return render(
        "pdf/blank_form.html",
        {
            "contacts": [asdict(contact) for contact in contacts],
            "checked": checked,
            "is_demonstration": is_demonstration,
        },
    )
