"""What every test may rely on: fresh databases, a clock that stands still, the application.

No test leaves this machine.
"""

import ipaddress
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine

from sdm_tool.app import create_app
from sdm_tool.config import Settings
from sdm_tool.resources import option_grids_folder
from sdm_tool.services.grids import Catalogue, load_catalogue
from tests.client import PageClient
from tests.clock import Clock

pytest_plugins = ["tests.databases", "tests.live_server"]


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


def pytest_configure(config: pytest.Config) -> None:
    sys.addaudithook(_refuse_other_machines)


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 3, 10, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The grids that come with the tool, read once."""
    return load_catalogue((option_grids_folder(),))


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Every test makes its own application; the templates are compiled once."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(
    sqlite_url: str,
    clock: Clock,
    catalogue: Catalogue,
    compiled_templates: FileSystemBytecodeCache,
) -> Iterator[Flask]:
    """A real service's application on an empty SQLite store: no organisation, no accounts yet."""
    settings = Settings(database_url=sqlite_url, secret_key="a test secret of enough characters")
    app = create_app(settings, clock=clock, catalogue=catalogue)
    app.jinja_env.bytecode_cache = compiled_templates
    yield app
    app.extensions["sdm_pdf"].close()
    engine: Engine = app.extensions["sdm_sessions"].kw["bind"]
    engine.dispose()


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A browser nobody has signed in with yet."""
    return PageClient(app)
