"""`trail`, `summary`, `init` and what `serve` refuses."""

import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pikepdf
import pytest
from sqlalchemy import Engine, func, select

from sdm_tool.persistence.conversations import Conversation
from sdm_tool.persistence.engine import make_sessions
from sdm_tool.persistence.records import Record
from sdm_tool.services.demonstration import named_codes
from sdm_tool.services.demonstration_service import CLINICIAN, PASSWORD
from tests.integration.cli.conftest import Run


@pytest.fixture
def codes(store_engine: Engine) -> list[str]:
    with make_sessions(store_engine)() as session:
        return named_codes(session)


@pytest.fixture
def as_real(store: Path, real_settings: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same made-up records in a store that is not marked as the demonstration."""
    _change(store, "UPDATE organisations SET is_demonstration = 0")
    monkeypatch.setenv("SDM_DATABASE_URL", f"sqlite:///{store}")
    return store


def test_a_whole_trail_says_so(run: Run, data_home: Path):
    ran = run("trail", "verify", "--json")
    document = json.loads(ran.out)
    assert ran.code == 0
    assert (document["whole"], document["first_broken"]) == (True, None)
    assert document["events"] > 1_000
    assert f"{document['events']} events" in run("trail", "verify").out


def test_a_changed_event_is_named(run: Run, store: Path):
    _change(store, "UPDATE trail_events SET actor_id = 'staff-nobody' WHERE position = 40")
    ran = run("trail", "verify", "--json")
    assert ran.code == 1
    assert json.loads(ran.out)["first_broken"] == 40
    assert "event 40" in ran.err


def test_a_link_that_was_printed_is_found_at_its_event(run: Run, store: Path):
    head = json.loads(run("trail", "verify", "--json").out)["head"]
    found = json.loads(run("trail", "verify", "--json", "--link", head).out)
    assert found["link_at"] == found["events"]
    assert f"That link is of event {found['events']}" in run("trail", "verify", "--link", head).out
    _change(store, "UPDATE trail_events SET actor_id = 'staff-nobody' WHERE position = 40")
    assert json.loads(run("trail", "verify", "--json", "--link", head).out)["link_at"] is None


def test_a_link_of_another_trail_exits_1(run: Run, data_home: Path):
    ran = run("trail", "verify", "--link", "0" * 64)
    assert ran.code == 1
    assert "not the one it was printed from" in ran.err


def test_without_a_store_there_is_nothing_to_verify(run: Run, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("SDM_DATABASE_URL", raising=False)
    ran = run("trail", "verify")
    assert ran.code == 2
    assert "sdm-tool demo" in ran.err


def test_the_first_code_has_every_copy(run: Run, codes: list[str], tmp_path: Path):
    for audience in ("young-person", "parent", "private"):
        file = tmp_path / f"{audience}.html"
        ran = run(
            "summary", codes[0].lower(), "--audience", audience, "--format", "html", "--out", file
        )
        assert (ran.code, ran.out) == (0, "")
        assert "Being more active" in file.read_text()


def test_a_copy_is_a_pdf_that_its_owner_alone_may_read(run: Run, codes: list[str], tmp_path: Path):
    file = tmp_path / "copy.pdf"
    assert run("summary", codes[0], "--audience", "young-person", "--out", file).code == 0
    assert file.read_bytes().startswith(b"%PDF-")
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("audience", ["young-person", "parent", "private"])
def test_ordinary_words_take_two_sheets_at_most(
    run: Run, codes: list[str], tmp_path: Path, audience: str
):
    file = tmp_path / "copy.pdf"
    run("summary", codes[0], "--audience", audience, "--out", str(file))
    with pikepdf.open(file) as document:
        assert len(document.pages) <= 2


def test_the_demonstration_has_a_copy_of_a_record_of_every_team(
    run: Run, store_engine: Engine, tmp_path: Path
):
    with make_sessions(store_engine)() as session:
        of_teams = select(Record.owning_team_id, func.min(Record.code)).join(
            Conversation, Conversation.record_id == Record.id
        )
        replaced = select(Conversation.replaces_id).where(Conversation.replaces_id.is_not(None))
        valid = of_teams.where(
            Conversation.status == "valid",
            Conversation.is_practice.is_(False),
            Conversation.id.not_in(replaced),
        ).group_by(Record.owning_team_id)
        chosen = [code for _, code in session.execute(valid)]
    assert len(chosen) == 6
    for code in chosen:
        file = tmp_path / f"{code}.html"
        asked = "summary", code, "--audience", "young-person", "--format", "html"
        ran = run(*asked, "--out", str(file))
        assert ran.code == 0, ran.err
        assert f"{code[:4]}-{code[4:]}" in file.read_text("utf-8")


def test_unkind_words_stay_words(run: Run, codes: list[str], tmp_path: Path):
    file = tmp_path / "copy.html"
    for code in codes:
        run("summary", code, "--audience", "private", "--format", "html", "--out", file)
        page = file.read_text()
        assert f"{code[:4]}-{code[4:]}" in page
        assert "Demonstration" in page
        assert "<script" not in page


def test_a_copy_that_needs_a_reason_is_refused(run: Run, codes: list[str], tmp_path: Path):
    file = tmp_path / "copy.pdf"
    ran = run("summary", codes[1], "--audience", "parent", "--out", file)
    assert ran.code == 1
    assert "said no" in ran.err
    assert not file.exists()


def test_a_wrong_call_of_summary_exits_2(run: Run, codes: list[str], tmp_path: Path):
    file = tmp_path / "copy.pdf"
    to_file = ("--audience", "private", "--out", file)
    assert run("summary", "2222-2223", *to_file).code == 2
    assert run("summary", codes[0], "--conversation", "none-such", *to_file).code == 2
    assert run("summary", codes[0], "--audience", "everyone", "--out", file).code == 2
    nowhere = tmp_path / "nowhere" / "copy.pdf"
    assert run("summary", codes[0], "--audience", "private", "--out", nowhere).code == 2
    assert not file.exists()


def test_a_real_copy_takes_a_password_and_a_reason_and_leaves_an_event(
    run: Run, codes: list[str], as_real: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = tmp_path / "copy.html"
    call = ("summary", codes[0], "--audience", "private", "--format", "html", "--out", file)
    assert run(*call).code == 2
    who = ("--as", CLINICIAN.username, "--reason", "The post lost the first one.")
    monkeypatch.setattr("sys.stdin", io.StringIO("a wrong password\n"))
    refused = run(*call, *who)
    assert refused.code == 1
    assert not file.exists()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    ran = run(*call, *who)
    assert ran.code == 0, ran.err
    assert "Demonstration" not in file.read_text()
    assert "The post lost" not in file.read_text()
    with closing(sqlite3.connect(as_real)) as opened:
        newest = opened.execute(
            "SELECT event, detail FROM trail_events ORDER BY position DESC LIMIT 2"
        ).fetchall()
        notes = opened.execute(
            "SELECT content FROM section_versions WHERE section = 'notes' ORDER BY saved_at DESC"
        ).fetchone()[0]
    assert newest[1] == ("conversation:summary:printed", "private")
    assert newest[0][0] == "account:session:ended"
    assert "The post lost the first one." in notes
    assert run("trail", "verify").code == 0


def test_init_makes_a_store_and_gives_a_first_password_once(run: Run, real_settings: str):
    call = ("init", "--organisation", "North", "--username", "t.lind", "--name", "T. Lind")
    ran = run(*call)
    assert ran.code == 0
    assert len(ran.out.strip()) == 19
    again = run(*call)
    assert (again.code, again.out) == (1, "")
    assert "administrator already" in again.err


def test_init_asks_nobody_when_nobody_is_there(run: Run, real_settings: str):
    ran = run("init", "--organisation", "North", "--username", "t.lind")
    assert ran.code == 2
    assert "--name" in ran.err


def test_upgrade_only_makes_the_tables(run: Run, real_settings: str):
    assert run("trail", "verify").code == 1
    assert run("init", "--upgrade").code == 0
    assert run("trail", "verify", "--json").code == 0


def test_serve_refuses_what_is_unsafe(run: Run, real_settings: str, monkeypatch):
    assert run("serve").code == 1, "an empty database"
    ran = run("serve", "--host", "0.0.0.0")  # noqa: S104  what is being refused
    assert ran.code == 2
    assert "SDM_TRUSTED_PROXIES" in ran.err
    monkeypatch.delenv("SDM_SECRET_KEY_FILE")
    ran = run("serve")
    assert ran.code == 2
    assert "SDM_SECRET_KEY_FILE" in ran.err


def test_serve_refuses_the_demonstration(run: Run, store: Path, real_settings: str, monkeypatch):
    monkeypatch.setenv("SDM_DATABASE_URL", f"sqlite:///{store}")
    ran = run("serve")
    assert ran.code == 2
    assert "demonstration" in ran.err


def _change(store: Path, statement: str) -> None:
    with closing(sqlite3.connect(store)) as opened:
        opened.execute(statement)
        opened.commit()
