"""Fresh databases for tests: SQLite copied from a template, PostgreSQL from a server in a wheel.

`database_url` runs a test on both. `sqlite_url` and `postgresql_url` give one kind, migrated;
`empty_database_url` gives both without tables. `engine` and `session` stand on `database_url`.
"""

import fcntl
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import URL, Dialect, Engine, event, make_url
from sqlalchemy.orm import Session

from sdm_tool.persistence.engine import make_engine, make_sessions
from sdm_tool.persistence.migrate import upgrade
from tests.postgresql_server import PostgresqlServer

TEMPLATE = "migrated"
UNFINISHED = "being_migrated"
BOTH = pytest.fixture(params=["sqlite", "postgresql"])


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all the worker processes of one test run share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "store.sqlite"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql_server(shared_folder: Path) -> Iterator[PostgresqlServer]:
    """One server for the whole run: the first worker starts it, the last one stops it."""
    users = shared_folder / "postgresql-users"
    with locked(shared_folder / "postgresql-lock"):
        if users.exists():
            server = PostgresqlServer.running_in(Path(users.read_text().split("\n")[0]))
        else:
            server = PostgresqlServer.start()
            users.write_text(f"{server.folder}\n")
        with users.open("a") as lines:
            lines.write("user\n")
    yield server
    with locked(shared_folder / "postgresql-lock"):
        lines = users.read_text().splitlines()
        users.write_text("\n".join(lines[:-1]) + "\n")
        if len(lines) == 2:  # the folder and this worker
            server.stop()
            users.unlink()


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "store.sqlite"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: PostgresqlServer, shared_folder: Path) -> str:
    with (
        locked(shared_folder / "postgresql-lock"),
        _administrator(postgresql_server) as administrator,
    ):
        known = administrator.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]
        ).fetchone()
        if known is None:
            administrator.execute(f"CREATE DATABASE {UNFINISHED}")
            _migrate(postgresql_server.url(UNFINISHED))
            administrator.execute(f"ALTER DATABASE {UNFINISHED} RENAME TO {TEMPLATE}")
    return TEMPLATE


@pytest.fixture
def postgresql_url(postgresql_server: PostgresqlServer, postgresql_template: str) -> Iterator[str]:
    with _fresh_database(postgresql_server, postgresql_template) as url:
        yield url


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'empty.sqlite'}"


@pytest.fixture
def empty_postgresql_url(postgresql_server: PostgresqlServer) -> Iterator[str]:
    with _fresh_database(postgresql_server, "template0") as url:
        yield url


@BOTH
def database_url(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue(f"{request.param}_url")


@BOTH
def empty_database_url(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue(f"empty_{request.param}_url")


class Stores:
    """One engine of a kind for one store after another: a statement is compiled once a worker."""

    def __init__(self) -> None:
        self._engines: dict[str, Engine] = {}
        self._opened: dict[str, URL] = {}

    def open(self, url: str) -> Engine:
        """Return the engine of this kind, from now on at this store and at no other."""
        kind = make_url(url).get_backend_name()
        if kind not in self._engines:
            self._engines[kind] = make_engine(url)
            event.listen(self._engines[kind], "do_connect", self._connect)
        if self._opened.get(kind) != make_url(url):
            self._engines[kind].dispose()
            self._opened[kind] = make_url(url)
        return self._engines[kind]

    def _connect(
        self, dialect: Dialect, _: object, arguments: list[Any], named: dict[str, Any]
    ) -> None:
        opened_arguments, opened_named = dialect.create_connect_args(self._opened[dialect.name])
        arguments[:] = opened_arguments
        named.update(opened_named)

    def close(self) -> None:
        for engine in self._engines.values():
            engine.dispose()


@pytest.fixture(scope="session")
def stores() -> Iterator[Stores]:
    stores = Stores()
    yield stores
    stores.close()


@pytest.fixture
def engine(database_url: str, stores: Stores) -> Engine:
    return stores.open(database_url)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine)() as session:
        yield session


def _migrate(url: str) -> None:
    engine = make_engine(url)
    upgrade(engine)
    engine.dispose()


@contextmanager
def _fresh_database(server: PostgresqlServer, template: str) -> Iterator[str]:
    name = f"test_{uuid.uuid4().hex}"
    with _administrator(server) as administrator:
        administrator.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield server.url(name)
    with _administrator(server) as administrator:
        administrator.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _administrator(server: PostgresqlServer) -> psycopg.Connection:
    return psycopg.connect(
        host=str(server.folder), user="postgres", dbname="postgres", autocommit=True
    )


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let one worker at a time do what is inside."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
