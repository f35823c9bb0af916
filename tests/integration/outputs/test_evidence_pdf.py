"""The evidence sheet on paper: every record, a name beside every fact, and nothing cut."""

import pytest
import yaml

from sdm_tool.outputs.evidence_paper import evidence_paper_html
from sdm_tool.outputs.pdf import PdfMaker
from sdm_tool.services.grid_files import read_texts
from sdm_tool.services.grids import Catalogue
from sdm_tool.web.grids.sheet_presenters import present_sheet
from tests.integration.outputs.reading_pdf import faults_of, pages_of, words_of

LONG, OF_SELF_HARM = "eating", "self-harm"


@pytest.mark.parametrize("slug", [LONG, OF_SELF_HARM])
def test_every_record_is_on_the_paper(pdf_maker: PdfMaker, catalogue: Catalogue, slug: str):
    grid = catalogue.find(slug)
    assert grid is not None
    texts = read_texts(catalogue.folders[slug, grid.version])
    sheet = present_sheet(grid, texts, {}, state="Draft", marks=("Demonstration",))

    pdf = pdf_maker.draw(evidence_paper_html(sheet))

    words = "".join(words_of(pdf).split()).replace("\u200b", "")
    evidence = yaml.safe_load(texts.evidence)
    for record in evidence["evidence"]:
        assert f"{record['id']},ofthestudy{record['study']}" in words
    for guideline in evidence["guidelines"]:
        assert f"Nameinthefile{guideline['id']}" in words
    for page in pages_of(pdf):
        assert "For staff. Demonstration. Draft." in page
        assert f"version {grid.version}." in " ".join(page.split())
    assert faults_of(pdf) == []
