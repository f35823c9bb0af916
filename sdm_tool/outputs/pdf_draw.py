"""Draws one HTML document as a tagged PDF, with the fonts and the style sheet kept warm."""

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from sdm_tool.outputs.pdf_errors import PdfRefused
from sdm_tool.outputs.pdf_files import (
    BASE,
    AddressRefused,
    NamedFiles,
    read_named_files,
    refuse_what_is_elsewhere,
)
from sdm_tool.outputs.pdf_mend import FigureWithoutWords, mend
from sdm_tool.resources import static_folder, templates_folder


class Press:
    """Everything a drawing needs that does not change between documents.

    One to a process: two threads that share WeasyPrint's font list spoil each other's pages.
    """

    def __init__(self) -> None:
        named = read_named_files(templates_folder() / "pdf", static_folder() / "fonts")
        self._files = NamedFiles(named)
        self._fonts = FontConfiguration()
        self._sheet = CSS(url=BASE + "paper.css", url_fetcher=self._files, font_config=self._fonts)

    def draw(self, html: str) -> bytes:
        """The PDF/UA-1 of one document; the same HTML gives the same bytes.

        Raises PdfRefused for a document that names anything outside itself, holds a picture
        without a title, or is nested too deep.
        """
        try:
            return mend(self.draw_unmended(html))
        except (AddressRefused, FigureWithoutWords) as refusal:
            raise PdfRefused(f"This PDF was not made: {refusal}.") from refusal
        except RecursionError as deep:
            raise PdfRefused("This PDF was not made: it is nested too deep.") from deep

    def draw_unmended(self, html: str) -> bytes:
        """What WeasyPrint makes of the document before its tags are put right."""
        page = HTML(string=html, base_url=BASE, url_fetcher=self._files)
        refuse_what_is_elsewhere(page.etree_element)
        drawn: bytes = page.write_pdf(
            font_config=self._fonts, stylesheets=[self._sheet], pdf_variant="pdf/ua-1"
        )
        return drawn
