"""`audit aggregate`: files are made by an audit lead, checked, and set side by side."""

import io
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from sdm_tool.domain.months import last_closed_months
from sdm_tool.services.demonstration_service import AUDIT_LEAD, CLINICIAN, PASSWORD

MONTH = str(last_closed_months(datetime.now(UTC).date(), 1)[0])
EARLIER = str(last_closed_months(datetime.now(UTC).date(), 6)[0])


@pytest.fixture
def made(run, data_home, tmp_path):
    file = tmp_path / "figures.json"
    ran = run("audit", "aggregate", "make", "--from", EARLIER, "--to", MONTH, "--out", file)
    assert ran.code == 0, ran.err
    return file


def test_the_demonstration_makes_a_file_that_is_whole_and_says_what_it_is(run, made):
    assert made.stat().st_mode & 0o777 == 0o600
    ran = run("audit", "aggregate", "check", made)
    assert ran.code == 0
    assert "Whole, and signed by the key with fingerprint" in ran.out
    assert "A demonstration: its figures are made up." in ran.out
    assert "by telephone" in ran.out


def test_the_key_is_kept_beside_the_store_for_its_owner_alone(made, store):
    key = store.parent / "signing-key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.read_text().strip() not in made.read_text()


def test_a_changed_file_is_refused(run, made):
    made.write_bytes(made.read_bytes().replace(b"Demonstration", b"Demonstratiom"))
    for command in ("check", "compare"):
        ran = run("audit", "aggregate", command, made, made)
        assert ran.code == 1
        assert "is refused" in ran.err
        assert ran.out == ""


def test_two_files_of_one_key_stand_side_by_side(run, made, tmp_path):
    other = tmp_path / "month.json"
    run("audit", "aggregate", "make", "--from", MONTH, "--to", MONTH, "--out", other)
    lines = run("audit", "aggregate", "compare", made, other)
    assert lines.code == 0, lines.err
    assert "The files are of different months." in lines.out
    document = json.loads(run("audit", "aggregate", "compare", made, other, "--json").out)
    assert [each["months"]["from"] for each in document["organisations"]] == [EARLIER, MONTH]
    assert document["cautions"]


def test_calls_that_cannot_be(run, made, tmp_path):
    out = tmp_path / "absent" / "figures.json"
    call = ("audit", "aggregate", "make", "--from", MONTH, "--to", MONTH, "--out")
    assert run(*call, out).code == 2
    assert run("audit", "aggregate", "check", tmp_path / "absent.json").code == 2
    assert run("audit", "aggregate", "compare", made).code == 2
    assert "twice" in run("audit", "aggregate", "compare", made, made).err
    file = tmp_path / "open.json"
    later = run("audit", "aggregate", "make", "--from", "2999-01", "--to", "2999-02", "--out", file)
    assert (later.code, file.exists()) == (1, False)
    assert "not closed yet" in later.err


def test_on_a_real_store_an_audit_lead_says_who_they_are(
    run, store, real_settings, monkeypatch, tmp_path
):
    with closing(sqlite3.connect(store)) as opened, opened:
        opened.execute("UPDATE organisations SET is_demonstration = 0")
    monkeypatch.setenv("SDM_DATABASE_URL", f"sqlite:///{store}")
    file = tmp_path / "figures.json"
    call = ("audit", "aggregate", "make", "--from", EARLIER, "--to", MONTH, "--out", file)

    assert run(*call).code == 2
    for who, password in ((AUDIT_LEAD, "a wrong password"), (CLINICIAN, PASSWORD)):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        assert run(*call, "--as", who.username).code == 1
        assert not file.exists()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    ran = run(*call, "--as", AUDIT_LEAD.username)

    assert ran.code == 0, ran.err
    assert (tmp_path / "signing-key").exists(), "beside the secret key file"
    assert "demonstration" not in run("audit", "aggregate", "check", file).out.casefold().replace(
        "demonstration service", ""
    )
    with closing(sqlite3.connect(store)) as opened:
        events = opened.execute(
            "SELECT event FROM trail_events ORDER BY position DESC LIMIT 2"
        ).fetchall()
    assert events == [("account:session:ended",), ("audit:figures:exported",)]
