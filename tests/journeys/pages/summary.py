"""The paper that goes home, read back out of its PDF."""

import subprocess
from typing import Self

from playwright.sync_api import Page, Response, Route

PRINT = "Make the paper (PDF)"


def print_pdf(page: Page, name: str = "") -> str:
    """Print the copy that is open for somebody, and return the words of the PDF."""
    page.get_by_label("Name to print at the top").fill(name)
    with KeptPdf(page) as kept:
        page.get_by_role("button", name=PRINT).click()
    return kept.words


class KeptPdf:
    """Keeps the PDF that comes back from a press inside the `with`; the page stays as it is.

    The button opens it in a window of its own, and a browser without a screen shows PDFs to
    nobody, so the test takes it on its way.
    """

    def __init__(self, page: Page) -> None:
        self.page, self.address = page, page.url
        self.words = ""

    def __enter__(self) -> Self:
        self.page.context.route(self.address, self._keep)
        self.answer = self.page.context.expect_event("response", self._is_answer)
        self.answer.__enter__()
        return self

    def __exit__(self, *fault: object) -> None:
        self.answer.__exit__(*fault)
        self.page.context.unroute(self.address, self._keep)
        for page in self.page.context.pages:
            if page is not self.page:
                page.close()
        self.page.bring_to_front()  # a page behind another draws once a second

    def _is_answer(self, response: Response) -> bool:
        return response.url == self.address and response.request.method == "POST"

    def _keep(self, route: Route) -> None:
        answer = route.fetch()
        assert answer.headers["content-type"] == "application/pdf", answer.text()
        self.words = words_of(answer.body())
        route.fulfill(status=204)


def words_of(pdf: bytes) -> str:
    """Return the text of a PDF as one line, in reading order."""
    read = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(read.stdout.decode().split())
