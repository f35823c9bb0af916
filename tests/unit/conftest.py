"""Unit tests have no database: opening one is an error."""

import sys
from collections.abc import Iterator

import pytest

_forbidden = False


class DatabaseUsed(RuntimeError):
    """A unit test opened a database; it belongs in tests/integration."""


def _refuse_databases(event: str, arguments: tuple) -> None:
    if _forbidden and event == "sqlite3.connect":
        raise DatabaseUsed(str(arguments[0]))


@pytest.fixture(autouse=True, scope="session")
def _listen() -> None:
    sys.addaudithook(_refuse_databases)


@pytest.fixture(autouse=True)
def _no_database(_listen: None) -> Iterator[None]:
    global _forbidden  # noqa: PLW0603 an audit hook can be given no state and never taken away
    _forbidden = True
    yield
    _forbidden = False
