"""How many gave the highest numbers is printed nowhere, neither exactly nor rounded."""

import io
import re

import openpyxl

from tests.factories.audit_rows import NEARLY, TOP, plant_answers
from tests.integration.outputs.reading_pdf import words_of

EXACT, ROUNDED = 737, 735
NUMBERS = {str(EXACT), str(ROUNDED)}


def numbers_in(text):
    return set(re.findall(r"\d+", re.sub(r"\b(\d),(\d{3})\b", r"\1\2", text)))


def test_no_page_and_no_file_says_how_many_gave_the_highest_numbers(sqlite_service):
    service = sqlite_service
    answers = [TOP] * EXACT + [NEARLY] * (1200 - EXACT)
    plant_answers(service.session, service.team("Elm"), answers, offered=1500)
    flask = service.client.flask
    for place in ("", "/charts", "/scores.csv", "/blocks.csv"):
        said = numbers_in(flask.get(f"/audit{place}").get_data(as_text=True))
        assert "1200" in said
        assert not NUMBERS & said
    book = openpyxl.load_workbook(io.BytesIO(flask.get("/audit/figures.xlsx").data))
    cells = {str(cell) for sheet in book for row in sheet.values for cell in row}
    assert "1200" in cells
    assert not NUMBERS & cells
    pdf = words_of(flask.get("/audit/board.pdf").data)
    said = numbers_in(re.sub(r"\b[0-9a-f]{64}\b", "", pdf))
    assert "1200" in said
    assert not NUMBERS & said
