"""One drawing process: started with no secret, asked with a time limit, ended with its folder."""

import contextlib
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from sdm_tool.outputs.pdf_errors import PdfProcessDied, PdfTimedOut, PdfUnavailable
from sdm_tool.outputs.pdf_wire import Kind, WireClosed, receive, send

SECONDS_TO_START = 60.0
_BESIDE_PACKAGE = Path(__file__).resolve().parents[2]


class DrawingProcess:
    """A running, warm `pdf_worker`. Making one waits until it is warm.

    Raises PdfUnavailable when it cannot start here.
    """

    def __init__(self) -> None:
        self._folder = tempfile.mkdtemp(prefix="sdm-tool-pdf-")
        self._popen = subprocess.Popen(
            [sys.executable, "-P", "-m", "sdm_tool.outputs.pdf_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(self._folder),
        )
        self._requests, self._answers = _pipes(self._popen)
        try:
            self._wait_until_warm()
        except BaseException:
            self.end()
            raise

    @property
    def id(self) -> int:
        """The process id."""
        return self._popen.pid

    @property
    def is_running(self) -> bool:
        """False once the process has ended, for whatever reason."""
        return self._popen.poll() is None

    def ask(self, document: bytes, seconds: float) -> tuple[Kind, bytes]:
        """Hand over one document and wait for the answer to it.

        Raises PdfTimedOut or PdfProcessDied. After any exception the caller must end() this
        process, or the answer still in the pipe could reach somebody else.
        """
        with _time_limit(self._popen, seconds) as too_late:
            try:
                send(self._requests, Kind.DRAW, document)
                return receive(self._answers)
            except (WireClosed, OSError) as ended:
                if too_late.is_set():
                    raise PdfTimedOut(seconds) from ended
                raise PdfProcessDied from ended

    def end(self) -> None:
        """Kill the process and remove its folder."""
        self._popen.kill()
        with contextlib.suppress(OSError):  # the last message may still wait to be written
            self._requests.close()
        self._answers.close()
        self._popen.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _wait_until_warm(self) -> None:
        try:
            with _time_limit(self._popen, SECONDS_TO_START):
                kind, words = receive(self._answers)
        except WireClosed as ended:
            raise PdfUnavailable("The PDF process ended while it was starting.") from ended
        if kind is not Kind.READY:
            raise PdfUnavailable(f"This machine cannot make PDF files: {words.decode()}")


def _environment(folder: str) -> dict[str, str]:
    """All that the process is told: no setting, no secret, and a folder that goes with it."""
    return {
        "LANG": "C.UTF-8",
        "HOME": folder,
        "TMPDIR": folder,
        "PYTHONPATH": str(_BESIDE_PACKAGE),
        "PYTHONHASHSEED": "0",
    }


@contextlib.contextmanager
def _time_limit(popen: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
    """Kill the process when the time is up; the event tells that from other ends."""
    too_late = threading.Event()

    def kill() -> None:
        too_late.set()
        popen.kill()

    timer = threading.Timer(seconds, kill)
    timer.daemon = True
    timer.start()
    try:
        yield too_late
    finally:
        timer.cancel()


def _pipes(popen: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if popen.stdin is None or popen.stdout is None:
        raise PdfUnavailable("The PDF process has no pipes.")
    return popen.stdin, popen.stdout
