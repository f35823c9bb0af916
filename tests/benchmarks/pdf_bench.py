"""How long a summary PDF takes beside plain tagged documents of the same words, pages and fonts."""

import re
import time
from collections.abc import Callable
from statistics import median

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from sdm_tool.outputs.pdf import PdfMaker
from sdm_tool.outputs.pdf_files import BASE, NamedFiles, read_named_files
from sdm_tool.outputs.summary import summary_html
from sdm_tool.resources import static_folder, templates_folder
from tests.factories.summaries import a_summary

ROUNDS = 15
_PICTURES = re.compile(r"<svg.*?</svg>", re.DOTALL)
_OUR_ATTRIBUTES = re.compile(r' (?:class="sdm-paper(?!-arm")[^"]*"|dir="auto"|scope="\w+")')
_FACES = re.compile(r"@font-face \{.*?\}")
_FAMILIES = (
    '"SDM Digits", "Atkinson Hyperlegible Next", "Atkinson Hyperlegible Next Ext", sans-serif'
)
_PLAIN_RULES = (
    "@page { size: A4; margin: 15mm 18mm } p, h1, h2, ul { margin: 1mm 0 }"
    " .sdm-paper-arm { display: inline-block } table { width: 100%; border-collapse: collapse }"
    " .sdm-people { width: 41mm; height: 45mm }"
    f" .sdm-shape {{ width: 3.6mm; height: 3.6mm }} html {{ font: 12pt/1.45 {_FAMILIES} }}"
)


class PlainPress:
    """WeasyPrint alone, kept as warm as ours: no margins, boxes, checks, mending or pipes."""

    def __init__(self) -> None:
        named = read_named_files(templates_folder() / "pdf", static_folder() / "fonts")
        self._files = NamedFiles(named)
        self._fonts = FontConfiguration()
        faces = "\n".join(_FACES.findall(named["paper.css"].decode()))
        self._sheet = CSS(
            string=faces + _PLAIN_RULES,
            base_url=BASE,
            url_fetcher=self._files,
            font_config=self._fonts,
        )

    def draw(self, html: str) -> bytes:
        page = HTML(string=html, base_url=BASE, url_fetcher=self._files)
        return page.write_pdf(
            font_config=self._fonts, stylesheets=[self._sheet], pdf_variant="pdf/ua-1"
        )


def measure_summary_pdf() -> dict[str, float]:
    """Times in milliseconds, and medians of the multiples of interleaved rounds.

    `over_plain`: the warm summary, pipes and mending included, over a plain tagged document with
    the same headings, tables, words and pictures. `over_plain_words`: over the same without its
    pictures. `first_pdf_ms`: the first drawing of a process that has just started; `start_ms`:
    starting and warming it; `summary_ms`: the median warm summary.
    """
    html = summary_html(a_summary())
    plain, with_pictures = PlainPress(), _OUR_ATTRIBUTES.sub("", html)
    only_words = _PICTURES.sub("", with_pictures)
    plain.draw(with_pictures)
    maker = PdfMaker()
    start_ms = _milliseconds(maker.start)
    with maker:
        first_ms = _milliseconds(lambda: maker.draw(html))
        rounds = [
            (
                _milliseconds(lambda: maker.draw(html)),
                _milliseconds(lambda: plain.draw(with_pictures)),
                _milliseconds(lambda: plain.draw(only_words)),
            )
            for _ in range(ROUNDS)
        ]
    return {
        "over_plain": median(ours / pictured for ours, pictured, _ in rounds),
        "over_plain_words": median(ours / words for ours, _, words in rounds),
        "first_pdf_ms": first_ms,
        "start_ms": start_ms,
        "summary_ms": median(ours for ours, _, _ in rounds),
    }


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
