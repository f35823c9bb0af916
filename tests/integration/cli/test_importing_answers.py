"""`collaborate import`: as the page does it, and by a feedback clerk alone."""

import io
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sdm_tool.domain.months import month_of
from sdm_tool.services.demonstration_service import CLERK, CLINICIAN, PASSWORD
from tests.integration.cli.conftest import Run

FORGET = (
    "DELETE FROM responses",
    "DELETE FROM offer_tallies",
    "DELETE FROM closed_months",
    "DELETE FROM closed_counts",
    "DELETE FROM released_blocks",
)
MONTH = str(month_of(datetime.now(UTC)).plus(-3))


@pytest.fixture
def empty(store: Path) -> Path:
    """The demonstration before anybody was asked anything."""
    change(store, *FORGET)
    return store


@pytest.fixture
def as_real(empty: Path, real_settings: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    change(empty, "UPDATE organisations SET is_demonstration = 0")
    monkeypatch.setenv("SDM_DATABASE_URL", f"sqlite:///{empty}")
    return empty


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, ...]:
    answers, offers = tmp_path / "answers.csv", tmp_path / "offers.csv"
    group = f"{MONTH},Schools,parent,paper"
    answers.write_text(f"month,team,respondent,mode,q1,q2,q3\n{group},9,9,9\n{group},8,,1\n")
    offers.write_text(f"month,team,respondent,mode,offered\n{group},7\n")
    return str(answers), "--offers", str(offers)


def change(store: Path, *statements: str) -> None:
    with closing(sqlite3.connect(store)) as opened, opened:
        for statement in statements:
            opened.execute(statement)


def kept(store: Path) -> int:
    with closing(sqlite3.connect(store)) as opened:
        return opened.execute("SELECT count(*) FROM responses").fetchone()[0]


def test_a_dry_run_says_what_is_there_and_changes_nothing(run: Run, empty: Path, pair):
    ran = run("collaborate", "import", *pair, "--dry-run", "--json")
    assert ran.code == 0
    assert json.loads(ran.out) == {
        "brought_in": False, "answers": 2, "offered": 7, "teams": 1, "months": [MONTH],
        "never_shown": [
            {"month": MONTH, "team": "Schools", "respondent": "parent", "offered": "7",
             "from": "files"},
        ],
    }  # fmt: skip
    assert kept(empty) == 0


def test_the_files_come_in_once(run: Run, empty: Path, pair):
    ran = run("collaborate", "import", *pair)
    assert ran.code == 0
    assert "Brought in." in ran.out
    assert kept(empty) == 2
    again = run("collaborate", "import", *pair)
    assert (again.code, again.out) == (1, "")
    assert f"{pair[0]}: line 2, column month: this month was brought in already" in again.err
    assert kept(empty) == 2


def test_a_wrong_row_is_named_with_its_file(run: Run, empty: Path, pair):
    Path(pair[2]).write_text("month,team,respondent,mode,offered\nx,Schools,parent,paper,0\n")
    ran = run("collaborate", "import", *pair, "--dry-run")
    assert ran.code == 1
    assert f"{pair[2]}: line 2, column month:" in ran.err
    assert f"{pair[2]}: line 2, column offered:" in ran.err


def test_an_absent_file_is_a_wrong_call(run: Run, data_home: Path, pair):
    assert run("collaborate", "import", "nowhere.csv", *pair[1:]).code == 2
    assert run("collaborate", "import", pair[0]).code == 2


def test_a_real_store_asks_who_it_is(run: Run, as_real: Path, pair, monkeypatch):
    assert run("collaborate", "import", *pair).code == 2
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    refused = run("collaborate", "import", *pair, "--as", CLINICIAN.username)
    assert (refused.code, refused.err) == (1, "Only a feedback clerk may do this.\n")
    assert kept(as_real) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    assert run("collaborate", "import", *pair, "--as", CLERK.username).code == 0
    assert kept(as_real) == 2
