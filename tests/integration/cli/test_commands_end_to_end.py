"""The installed command as its own process: what it prints where, and a server that stops."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

COMMAND = Path(sys.executable).parent / "sdm-tool"
SECONDS = 60


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A machine with a real service's settings, and a home of its own."""
    secret = tmp_path / "secret"
    secret.write_text("a secret of the tests, long enough to be one 0123456789")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SDM_")}
    return kept | {
        "HOME": str(tmp_path / "home"),
        "SDM_SECRET_KEY_FILE": str(secret),
        "SDM_DATABASE_URL": f"sqlite:///{tmp_path / 'store.sqlite'}",
    }


@pytest.fixture
def served(
    environment: dict[str, str], tmp_path: Path
) -> Iterator[tuple[str, Path, subprocess.Popen]]:
    """A real service on a free port: its address, its log, and its process."""
    made = _run(environment, "init", "--organisation=North", "--username=lind", "--name=T. Lind")
    assert made.returncode == 0, made.stderr
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [COMMAND, "serve", "--port", str(port), "--workers", "1"],
            env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    _wait_for(address, process, log)
    yield address, log, process
    process.kill()
    process.wait()


def test_json_is_the_only_thing_on_standard_output(environment: dict[str, str], tmp_path: Path):
    answers = tmp_path / "answers.csv"
    answers.write_bytes(b"\xef\xbb\xbfq1,q2,q3\r\n" + b"9,8,7\r\n" * 25)
    scored = _run(environment, "collaborate", "score", str(answers), "--json")
    assert scored.returncode == 0
    assert json.loads(scored.stdout)["groups"][0]["complete"] == 25
    checked = _run(environment, "grids", "check", "--json")
    assert json.loads(checked.stdout)["grids"]
    wrong = _run(environment, "grids", "check", str(tmp_path / "absent"), "--json")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.count("\n") == 1, "one message, no trace"


def test_a_reader_that_leaves_early_is_no_error(environment: dict[str, str]):
    listed = subprocess.run(
        ["sh", "-c", f"'{COMMAND}' grids list --json | head -c 1"],
        env=environment, check=True, capture_output=True, text=True, timeout=SECONDS,
    )  # fmt: skip
    assert listed.stdout == "{"
    assert "Traceback" not in listed.stderr


def test_a_real_service_is_served_logged_without_addresses_and_stopped(served, tmp_path: Path):
    address, log, process = served
    with urlopen(f"{address}/sign-in", timeout=SECONDS) as page:
        assert "Demonstration" not in page.read().decode()
    for path in ("/conversations/a-secret-id", "/f", "/static/js/feedback.js"):
        try:
            urlopen(f"{address}{path}", timeout=SECONDS).close()
        except HTTPError as refused:
            refused.close()
    host, _, port = address.removeprefix("http://").partition(":")
    for broken in (b"no request at all\r\n\r\n", b"GET /a-secret-id HTTP/1.1\r\nHost x\r\n\r\n"):
        with closing(socket.create_connection((host, int(port)), SECONDS)) as asking:
            asking.sendall(broken)
            assert asking.recv(100).startswith(b"HTTP/1.1 400")
    process.terminate()
    assert process.wait(SECONDS) == 0
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    routes = [line["route"] for line in lines if line["event"] == "request"]
    assert "accounts.sign_in" in routes
    assert not any(route.startswith(("private", "static")) for route in routes)
    for secret in ("a-secret-id", "no request", "from ip=", host):
        assert secret not in log.read_text()
    assert not (tmp_path / "home").exists(), "gunicorn's control socket, or the like"


def _run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *arguments], env=environment, stdin=subprocess.DEVNULL, check=False,
        capture_output=True, text=True, timeout=SECONDS,
    )  # fmt: skip


def _wait_for(address: str, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + SECONDS
    port = int(address.rpartition(":")[2])
    while time.monotonic() < deadline and process.poll() is None:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.1)  # ends early when it died
    pytest.fail(f"the server did not answer:\n{log.read_text()}")
