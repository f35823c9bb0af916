"""How long a summary PDF takes beside a plain tagged document of the same words and pages."""

import io
import re
from statistics import median

import pikepdf
from flask import Flask
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from sdm_tool.bench.timing import milliseconds, on_one_processor
from sdm_tool.bench.visitor import Unexpected
from sdm_tool.domain.copies import Audience
from sdm_tool.outputs.pdf import PdfMaker
from sdm_tool.outputs.pdf_files import BASE, NamedFiles, read_named_files
from sdm_tool.outputs.summary import summary_html
from sdm_tool.resources import static_folder, templates_folder
from sdm_tool.services.copies_by_code import choose_conversation, made_up_copy
from sdm_tool.services.demonstration import named_codes
from sdm_tool.services.demonstration_service import staff_scope

ROUNDS = 15
MARGINS = range(5, 70, 5)
"""In millimetres: above and below the words of the plain document."""
_OUR_ATTRIBUTES = re.compile(r' (?:class="sdm-paper(?!-arm")[^"]*"|dir="auto"|scope="\w+")')
_FACES = re.compile(r"@font-face \{.*?\}")
_FAMILIES = (
    '"SDM Digits", "Atkinson Hyperlegible Next", "Atkinson Hyperlegible Next Ext", sans-serif'
)
_PLAIN_RULES = (
    "p, h1, h2, h3, ul { margin: 0.4mm 0 }"
    " .sdm-paper-arm { display: inline-block } table { width: 100%; border-collapse: collapse }"
    " .sdm-people { width: 30mm; height: 32.9mm }"
    f" .sdm-shape {{ width: 3.6mm; height: 3.6mm }} html {{ font: 12pt/1.45 {_FAMILIES} }}"
)


class PlainPress:
    """WeasyPrint alone, kept as warm as ours: no margins, boxes, checks, mending or pipes."""

    def __init__(self, margin: int) -> None:
        named = read_named_files(templates_folder() / "pdf", static_folder() / "fonts")
        self._files = NamedFiles(named)
        self._fonts = FontConfiguration()
        faces = "\n".join(_FACES.findall(named["paper.css"].decode()))
        self._sheet = CSS(
            string=f"{faces} @page {{ size: A4; margin: {margin}mm 18mm }} {_PLAIN_RULES}",
            base_url=BASE,
            url_fetcher=self._files,
            font_config=self._fonts,
        )

    def draw(self, html: str) -> bytes:
        """Return the tagged PDF of a document, in the same fonts."""
        page = HTML(string=html, base_url=BASE, url_fetcher=self._files)
        drawn: bytes = page.write_pdf(
            font_config=self._fonts, stylesheets=[self._sheet], pdf_variant="pdf/ua-1"
        )
        return drawn


def measure_summary_pdf(html: str, rounds: int = ROUNDS) -> tuple[float, float]:
    """Return the warm summary over the plain document, and the first summary in milliseconds.

    The multiple is the median of those of the interleaved rounds, pipes and mending included. The
    first is drawn by a process that has just started and warmed itself.
    """
    words = _OUR_ATTRIBUTES.sub("", html)
    with on_one_processor(), PdfMaker() as maker:
        first = milliseconds(lambda: maker.draw(html))
        plain = _plain_of_as_many_pages(words, _pages(maker.draw(html)))
        multiples = [
            milliseconds(lambda: maker.draw(html)) / milliseconds(lambda: plain.draw(words))
            for _ in range(rounds)
        ]
    return median(multiples), first


def _plain_of_as_many_pages(words: str, pages: int) -> PlainPress:
    """Return a press whose margins give the words as many pages, as our margins and boxes do."""
    for margin in MARGINS:
        plain = PlainPress(margin)
        if _pages(plain.draw(words)) == pages:
            return plain
    raise Unexpected(f"no plain document of these words has {pages} pages")


def ordinary_summary(app: Flask) -> str:
    """Return the young person's copy of the demonstration's ordinary conversation, as HTML."""
    scope = staff_scope()
    with app.extensions["sdm_sessions"]() as session:
        chosen = choose_conversation(session, scope, named_codes(session)[0], None)
        summary = made_up_copy(session, scope, chosen, Audience.YOUNG_PERSON)
    return summary_html(summary)


def _pages(document: bytes) -> int:
    with pikepdf.open(io.BytesIO(document)) as opened:
        return len(opened.pages)
