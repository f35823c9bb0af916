"""The three questions on paper: one page, word for word, with a code and nothing about anybody."""

import pytest

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.instruments.collaborate import load_instrument
from sdm_tool.outputs.feedback_form import feedback_form_html
from sdm_tool.outputs.pdf import PdfMaker
from tests.integration.outputs.reading_pdf import faults_of, pages_of


@pytest.mark.parametrize("respondent", Respondent)
def test_the_form_is_its_authors_on_one_page(pdf_maker: PdfMaker, respondent: Respondent):
    pdf = pdf_maker.draw(
        feedback_form_html(respondent.value, code="CDFG HJK MNP", last_day="25 November 2026")
    )
    (page,) = pages_of(pdf)
    words = " ".join(page.split())
    instrument = load_instrument()
    places = [words.index(item) for item in instrument.items[respondent.value]]
    assert places == sorted(places)
    assert words.count(instrument.low) == words.count(instrument.high) == 3
    assert words.count("0 1 2 3 4 5 6 7 8 9") == 3
    assert "code CDFG HJK MNP" in words
    assert "by 25 November 2026" in words
    assert "anonymous" not in words
    assert faults_of(pdf) == []
