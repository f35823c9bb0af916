"""A demonstration store of its own for the bench: what it writes reaches nobody's store."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sdm_tool.config import Settings, demonstration_folder, demonstration_settings
from sdm_tool.resources import option_grids_folder
from sdm_tool.services.demonstration import fill_store
from sdm_tool.services.demonstration_store import STORE, fingerprint, is_current
from sdm_tool.services.grids import load_catalogue


@contextmanager
def own_store(report: Callable[[str], None]) -> Iterator[Settings]:
    """Give the settings of a copy of the demonstration store, made new when there is none."""
    with tempfile.TemporaryDirectory(prefix="sdm-tool-bench-") as folder:
        store, source = Path(folder) / STORE, demonstration_folder()
        if is_current(source, fingerprint(option_grids_folder())):
            _copy(source / STORE, store)
        else:
            report("Making a demonstration store to measure on.")
            grids = load_catalogue((option_grids_folder(),)).newest()
            fill_store(store, grids=grids, now=datetime.now(UTC), report=report)
        yield demonstration_settings(Path(folder))


def _copy(source: Path, store: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(store)) as new:
        old.backup(new)
