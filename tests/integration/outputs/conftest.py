"""One warm drawing process for all the tests of a worker, and eyes to read what it draws."""

from collections.abc import Iterator

import pytest

from sdm_tool.outputs.pdf import PdfMaker


@pytest.fixture(scope="session")
def pdf_maker() -> Iterator[PdfMaker]:
    with PdfMaker() as maker:
        yield maker
