"""The file of the demonstration store: moved into place whole, and made again when it is old."""

import fcntl
import hashlib
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sdm_tool.domain.errors import DomainError

STORE = "store.sqlite"
EDITION = 8
"""Raise it when the made-up content changes, so that older stores are made again."""
_MIGRATIONS = Path(__file__).resolve().parents[1] / "persistence" / "migrations" / "versions"
_BESIDE = ("-wal", "-shm", "-journal")


def fingerprint(option_grids: Path) -> int:
    """Return a number that changes with the tables, the shipped grids or the made-up content."""
    digest = hashlib.sha256(str(EDITION).encode())
    for file in (*sorted(_MIGRATIONS.glob("*.py")), *sorted(option_grids.rglob("*.yaml"))):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return int.from_bytes(digest.digest()[:4]) >> 1


def is_current(folder: Path, mark: int) -> bool:
    """Return whether the folder holds a demonstration store with this mark.

    Refuses (DomainError) a file in its place that is something else: it is never written over.
    """
    store = folder / STORE
    if not store.exists():
        return False
    try:
        with closing(sqlite3.connect(store.resolve().as_uri() + "?mode=ro", uri=True)) as opened:
            flags = opened.execute("SELECT is_demonstration FROM organisations").fetchall()
            found = opened.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise _not_ours(store) from error
    if flags != [(1,)]:
        raise _not_ours(store)
    return bool(found == mark)


def make_store(folder: Path, mark: int, fill: Callable[[Path], None]) -> None:
    """Let `fill` make a store in a new file, then put it in place. Nothing half-made is left.

    A second process waits for the first, and finds the store made.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _locked(folder), tempfile.TemporaryDirectory(prefix="making-", dir=folder) as making:
        if is_current(folder, mark):
            return
        file = Path(making) / STORE
        fill(file)
        with closing(sqlite3.connect(file)) as opened:
            opened.execute("ANALYZE")  # so that SQLite chooses the best of several indexes
            opened.execute(f"PRAGMA user_version = {mark}")
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for ending in _BESIDE:  # those of the old file do not belong to the new one
            (folder / f"{STORE}{ending}").unlink(missing_ok=True)
        file.replace(folder / STORE)


def _not_ours(store: Path) -> DomainError:
    return DomainError(
        f"{store} is not a demonstration store. Move it away; it will not be written over."
    )


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / "making.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
