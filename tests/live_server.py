"""The demonstration, served on a free port of this machine by the installed command."""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.databases import locked

COMMAND = Path(sys.executable).parent / "sdm-tool"
START_SECONDS = 30
STOP_SECONDS = 10


@dataclass(frozen=True, slots=True)
class LiveServer:
    """`url` has no slash at the end; `data_folder` holds the store and the server's log."""

    url: str
    data_folder: Path
    process: subprocess.Popen[bytes]

    @classmethod
    def start(cls, data_folder: Path, command: Path = COMMAND) -> "LiveServer":
        port = _free_port()
        log = data_folder / "server.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [command, "demo", "--port", str(port)],
                env=_environment(data_folder), stdin=subprocess.DEVNULL,
                stdout=output, stderr=output, cwd=data_folder,
            )  # fmt: skip
        _wait_until_answering(process, port, log)
        return cls(f"http://127.0.0.1:{port}", data_folder, process)

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@pytest.fixture(scope="session")
def demonstration(shared_folder: Path) -> Path:
    """The data folder of a demonstration store nobody has touched, made once for all workers."""
    folder, made = shared_folder / "demonstration", shared_folder / "demonstration-made"
    with locked(shared_folder / "demonstration-lock"):
        if not made.exists():
            folder.mkdir()
            make_demonstration(folder)
            made.touch()
    return folder


@pytest.fixture
def demonstration_copy(demonstration: Path, tmp_path: Path) -> Path:
    return shutil.copytree(demonstration, tmp_path / "data")


def make_demonstration(data_folder: Path) -> str:
    """Make a demonstration store without serving it; return what the command printed."""
    made = subprocess.run(
        [COMMAND, "demo", "--no-serve"], check=False,
        env=_environment(data_folder), cwd=data_folder, capture_output=True, text=True,
    )  # fmt: skip
    assert made.returncode == 0, f"sdm-tool demo --no-serve failed:\n{made.stderr}"
    return made.stdout


def _environment(data_folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SDM_")}
    return kept | {"XDG_DATA_HOME": str(data_folder)}


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_answering(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    process.kill()
    process.wait()
    message = f"the server ended, or did not answer in {START_SECONDS} s:\n{log.read_text()}"
    raise RuntimeError(message)
