"""A real browser against a real server with a fresh demonstration store."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.journeys import looking
from tests.journeys.watching import Watch
from tests.live_server import LiveServer

WIDTHS = (320, 768, 1280)
LONGEST_WAIT = 15_000
"""In milliseconds: a busy machine may be slow without being wrong."""
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # No request leaves this machine. Holding each one up to look at it would double the time.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("Chromium is not installed: run `tools/install.sh tools`, or `make test`.")
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()  # its sandbox refuses root
    expect.set_options(timeout=LONGEST_WAIT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *as_root])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def live_server(
    demonstration: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    """One server for the tests of a worker, on a store of its own. Each makes its own records."""
    folder = tmp_path_factory.mktemp("live") / "data"
    shutil.copytree(demonstration, folder)
    server = LiveServer.start(folder)
    yield server
    server.stop()


@pytest.fixture(params=["with scripts", "without scripts"])
def browser_page(
    request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer
) -> Iterator[Page]:
    """A page in a private window, once with JavaScript and once without."""
    yield from _open(browser, live_server, scripts=request.param == "with scripts")


@pytest.fixture
def scripted_page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    yield from _open(browser, live_server, scripts=True)


@pytest.fixture
def plain_page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    yield from _open(browser, live_server, scripts=False)


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest) -> int:
    return request.param


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Call with a page: fails with what axe finds on it."""
    return looking.require_accessible


def _open(browser: Browser, server: LiveServer, *, scripts: bool) -> Iterator[Page]:
    context = browser.new_context(
        base_url=server.url, java_script_enabled=scripts, locale="en-GB", reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    watch = Watch.over(context)
    yield context.new_page()
    context.close()
    assert not watch.faults, "the browser complained:\n  " + "\n  ".join(watch.faults)
