"""The command run in this process on a small demonstration store, and on a real one."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from sdm_tool.cli import main
from sdm_tool.persistence.engine import make_engine
from sdm_tool.resources import option_grids_folder
from sdm_tool.services.demonstration import fill_store
from sdm_tool.services.demonstration_store import STORE, fingerprint, make_store
from sdm_tool.services.grids import Catalogue

BELOW_DATA_HOME = Path("sdm-tool/demonstration")
MONTHS = 2


@dataclass(frozen=True)
class Ran:
    """What one command did."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_command(*arguments: object) -> Ran:
        capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as left:
            code = left.code
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run_command


@pytest.fixture(scope="session")
def small_demonstration(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Path:
    """A data folder whose demonstration has two months instead of two years. Do not write to it."""
    data_home = tmp_path_factory.mktemp("data-home")

    def fill(store: Path) -> None:
        fill_store(
            store, grids=catalogue.newest(), now=datetime.now(UTC), report=str, months=MONTHS
        )

    make_store(data_home / BELOW_DATA_HOME, fingerprint(option_grids_folder()), fill)
    return data_home


@pytest.fixture
def data_home(small_demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, which commands find as the person's data folder."""
    folder = tmp_path / "data-home"
    shutil.copytree(small_demonstration, folder)
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.delenv("SDM_DATABASE_URL", raising=False)
    return folder


@pytest.fixture
def store(data_home: Path) -> Path:
    """The file of that demonstration store."""
    return data_home / BELOW_DATA_HOME / STORE


@pytest.fixture
def store_engine(store: Path) -> Engine:
    engine = make_engine(f"sqlite:///{store}")
    yield engine
    engine.dispose()


@pytest.fixture
def real_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Settings of a real service with an empty SQLite database; gives its address."""
    secret = tmp_path / "secret"
    secret.write_text("a secret of the tests, long enough to be one 0123456789")
    address = f"sqlite:///{tmp_path / 'real.sqlite'}"
    monkeypatch.setenv("SDM_SECRET_KEY_FILE", str(secret))
    monkeypatch.setenv("SDM_DATABASE_URL", address)
    return address
