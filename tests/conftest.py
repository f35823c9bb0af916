"""What every test may rely on: fresh databases, a clock that stands still, the application.

No test leaves this machine.
"""

import gc
import ipaddress
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from hypothesis import settings

from sdm_tool.resources import option_grids_folder
from sdm_tool.services.grids import Catalogue, load_catalogue
from tests.client import PageClient
from tests.clock import Clock

# How long an example takes says something of the machine: times belong in the bench.
settings.register_profile("no times", deadline=None)
settings.load_profile("no times")

SELDOM = (50_000, 20, 100)
"""How many new things, and rounds of those, before the collector looks (Python: 700, 10, 10)."""

pytest_plugins = ["tests.databases", "tests.application", "tests.live_server"]


class NetworkUsed(RuntimeError):
    """A test tried to reach another machine."""


def _refuse_other_machines(event: str, arguments: tuple) -> None:
    if event != "socket.connect":
        return
    address = arguments[1]
    if not isinstance(address, tuple):
        return  # a socket file on this machine
    if address[0] == "localhost" or ipaddress.ip_address(address[0]).is_loopback:
        return
    message = f"a test tried to reach {address[0]}"
    raise NetworkUsed(message)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One worker more than cores: a test with a browser or a server waits half of its time."""
    return len(os.sched_getaffinity(0)) + 1


def pytest_configure(config: pytest.Config) -> None:
    sys.addaudithook(_refuse_other_machines)
    gc.set_threshold(*SELDOM)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Let the collector pass over what stays for the whole run: five thousand tests and their code.

    Looking through it again and again took a quarter of the time of the tests.
    """
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests found out that a person should see, at the end of every run.

    A test says it with `record_property("result", words)`.
    """
    reports = [report for found in terminalreporter.stats.values() for report in found]
    said = [
        words
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, words in report.user_properties
        if name == "result"
    ]
    if said:
        terminalreporter.section("results")
        for words in said:
            terminalreporter.line(words)


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 3, 10, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The grids that come with the tool, read once."""
    return load_catalogue((option_grids_folder(),))


@pytest.fixture
def app(open_app: Callable[..., Flask], sqlite_url: str, catalogue: Catalogue) -> Flask:
    """A real service's application on an empty SQLite store: no organisation, no accounts yet."""
    return open_app(sqlite_url, catalogue)


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A browser nobody has signed in with yet."""
    return PageClient(app)
