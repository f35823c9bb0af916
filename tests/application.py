"""The application, made once for each worker and pointed at one test's store after another.

Compiling its routes and templates takes longer than most tests. A test that changes the application
itself makes its own with `create_app`.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from sdm_tool.app import create_app
from sdm_tool.config import Settings
from sdm_tool.domain.disclosure import PHASES
from sdm_tool.outputs.pdf import PdfMaker
from sdm_tool.persistence.engine import make_sessions
from sdm_tool.services.grids import Catalogue
from tests.clock import Clock
from tests.databases import Stores

SECRET = "a test secret of enough characters"


@pytest.fixture(scope="session")
def application(catalogue: Catalogue) -> Flask:
    return create_app(Settings("sqlite://", SECRET), catalogue=catalogue)


@pytest.fixture(scope="session")
def pdf_maker() -> Iterator[PdfMaker]:
    """One process for every paper of a worker: starting one takes longer than most papers."""
    with PdfMaker() as maker:
        yield maker


def leave_nobody_out(below: int) -> int:
    """A draw by which every lot keeps everybody, and totals are rounded to the nearest 5."""
    return PHASES // 2 if below == PHASES else below - 1


@pytest.fixture
def open_app(
    application: Flask, stores: Stores, pdf_maker: PdfMaker, clock: Clock, tmp_path: Path
) -> Callable[..., Flask]:
    """Points the application at a store: `open_app(url, catalogue, clock=...)`."""

    def open_at(url: str, catalogue: Catalogue, *, clock: Clock = clock) -> Flask:
        application.extensions |= {
            "sdm_settings": Settings(url, SECRET, signing_key_file=tmp_path / "signing-key"),
            "sdm_clock": clock,
            "sdm_draw": leave_nobody_out,
            "sdm_sessions": make_sessions(stores.open(url)),
            "sdm_catalogue": catalogue,
            "sdm_pdf": pdf_maker,
        }
        return application

    return open_at


def close(app: Flask) -> None:
    """Let the store and the PDF process go of an application that a test made."""
    app.extensions["sdm_pdf"].close()
    app.extensions["sdm_sessions"].kw["bind"].dispose()
