"""`sdm-tool demo`: made once, whole or not at all, repeatable, and never another database."""

import re
import socket
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sdm_tool.domain.codes import read_record_code
from sdm_tool.domain.permissions import Role
from sdm_tool.services.demonstration import fill_store
from sdm_tool.services.demonstration_store import STORE, is_current, make_store
from sdm_tool.services.grids import Catalogue
from tests.integration.cli.conftest import BELOW_DATA_HOME, Run

CODE = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}")
MADE_IN_A_MINUTE = "Making the demonstration store"


def test_no_serve_prints_a_sign_in_for_each_role_and_codes_one_a_line(run: Run, data_home: Path):
    ran = run("demo", "--no-serve")
    assert ran.code == 0
    lines = ran.out.splitlines()
    for role in Role:
        assert sum(line.startswith(role.value.replace("-", " ")) for line in lines) >= 1
    codes = CODE.findall(ran.out)
    assert len(codes) == 6
    assert lines[-6:] == codes
    assert all(read_record_code(code) for code in codes)


def test_a_store_that_is_there_is_not_made_again(run: Run, store: Path):
    before = store.stat().st_mtime_ns
    ran = run("demo", "--no-serve")
    assert MADE_IN_A_MINUTE not in ran.err
    assert store.stat().st_mtime_ns == before


def test_the_same_moment_makes_the_same_store(tmp_path: Path, catalogue: Catalogue):
    now = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
    stores = [tmp_path / "one.sqlite", tmp_path / "two.sqlite"]
    for store in stores:
        fill_store(store, grids=catalogue.newest(), now=now, report=str, months=1)
    first, second = (_all_rows(store) for store in stores)
    assert first.keys() == second.keys()
    for table in first:
        assert first[table] == second[table], f"{table} differs"


def test_codes_do_not_depend_on_the_day(tmp_path: Path, catalogue: Catalogue, run: Run, data_home):
    store = tmp_path / "earlier.sqlite"
    fill_store(
        store, grids=catalogue.newest(), now=datetime(2025, 3, 30, 3, 0, tzinfo=UTC), report=str,
        months=1,
    )  # fmt: skip
    with closing(sqlite3.connect(store)) as opened:
        codes = {row[0] for row in opened.execute("SELECT code FROM records")}
    printed = CODE.findall(run("demo", "--no-serve").out)
    assert {code.replace("-", "") for code in printed} <= codes


def test_what_stops_half_way_leaves_nothing(tmp_path: Path):
    def fill(store: Path) -> None:
        store.write_bytes(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_store(tmp_path, 1, fill)
    assert [file.name for file in tmp_path.iterdir()] == ["making.lock"]


def test_a_store_of_another_release_is_made_again(store: Path):
    assert not is_current(store.parent, 12345)
    made = []

    def fill(new: Path) -> None:
        made.append(new)
        with closing(sqlite3.connect(store)) as old, closing(sqlite3.connect(new)) as opened:
            old.backup(opened)

    (store.parent / f"{STORE}-wal").write_bytes(b"left over")
    make_store(store.parent, 12345, fill)
    assert made
    assert is_current(store.parent, 12345)
    log = store.parent / f"{STORE}-wal"
    assert not log.exists() or log.read_bytes() != b"left over"


@pytest.mark.parametrize("content", [b"", b"not a database at all", None])
def test_a_file_that_is_not_a_demonstration_is_never_written_over(
    run: Run, data_home: Path, store: Path, content: bytes | None
):
    if content is None:  # somebody's real store, put in this place
        with closing(sqlite3.connect(store)) as opened:
            opened.execute("UPDATE organisations SET is_demonstration = 0")
            opened.commit()
    else:
        store.write_bytes(content)
    before = store.read_bytes()
    ran = run("demo", "--no-serve")
    assert ran.code == 1
    assert str(store) in ran.err
    assert store.read_bytes() == before


def test_another_database_is_refused(run: Run, data_home: Path, real_settings: str):
    ran = run("demo", "--no-serve")
    assert (ran.code, ran.out) == (2, "")
    assert "SDM_DATABASE_URL" in ran.err


def test_a_port_that_is_taken_is_named(run: Run, data_home: Path):
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = run("demo", "--port", port)
    assert (ran.code, ran.out) == (2, "")
    assert str(port) in ran.err
    assert "--port" in ran.err


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_a_port_that_is_none_is_refused(run: Run, port: str):
    assert run("demo", f"--port={port}").code == 2


def test_the_secret_and_the_folder_are_the_owners_alone(data_home: Path, run: Run):
    run("demo", "--no-serve")
    folder = data_home / BELOW_DATA_HOME
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "secret").stat().st_mode & 0o077 == 0


def _all_rows(store: Path) -> dict[str, list[tuple]]:
    with closing(sqlite3.connect(store)) as opened:
        tables = [
            row[0]
            for row in opened.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        rows = {table: opened.execute(f"SELECT * FROM {table}").fetchall() for table in tables}  # noqa: S608  our own table names
    # The salt of a password is random, and has to be.
    rows["accounts"] = [
        tuple(value for value in row if not str(value).startswith("$argon2"))
        for row in rows["accounts"]
    ]
    return {table: sorted(found, key=repr) for table, found in rows.items()}
