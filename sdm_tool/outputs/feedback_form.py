"""The three questions on paper: one page for one person, with a code and nothing about them."""

from sdm_tool.domain.collaborate import HIGHEST
from sdm_tool.instruments.collaborate import load_instrument
from sdm_tool.outputs.pdf_templates import render


def feedback_form_html(
    respondent: str, *, code: str, last_day: str, is_demonstration: bool = False
) -> str:
    """The document for `PdfMaker.draw`: the official form of this respondent, word for word.

    `last_day` is when it has to be back, in words. InstrumentNotInstalledError without the text.
    """
    instrument = load_instrument()
    return render(
        "pdf/feedback_form.html",
        {
            "code": code,
            "last_day": last_day,
            "items": list(instrument.items[respondent]),
            "low": instrument.low,
            "high": instrument.high,
            "numbers": [str(number) for number in range(HIGHEST + 1)],
            "credit": instrument.credit,
            "licence": instrument.licence,
            "licence_url": instrument.licence_url,
            "language": instrument.language,
            "is_demonstration": is_demonstration,
        },
    )
