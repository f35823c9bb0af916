"""Makes PDF files in one warm, bounded process beside the web process."""

import os
import threading
from types import TracebackType
from typing import Self

from sdm_tool.outputs.pdf_errors import PdfRefused, PdfTooLarge
from sdm_tool.outputs.pdf_process import DrawingProcess
from sdm_tool.outputs.pdf_wire import Kind

SECONDS_PER_DOCUMENT = 20.0


class PdfMaker:
    """Owns the drawing process: starts it, hands it one document at a time, replaces it.

    Safe for threads: callers wait for one another. A forked process that inherits one gets a
    drawing process of its own, so that two never read one pipe.
    """

    def __init__(self, seconds_per_document: float = SECONDS_PER_DOCUMENT) -> None:
        self._seconds = seconds_per_document
        self._turn = threading.Lock()
        self._process: DrawingProcess | None = None
        self._owner = os.getpid()

    def start(self) -> None:
        """Start and warm the process, so that the first person does not wait for it.

        Does nothing while it runs. Raises PdfUnavailable.
        """
        with self._turn:
            self._running()

    def draw(self, html: str) -> bytes:
        """The PDF/UA-1 of one whole HTML document; the same HTML gives the same bytes.

        Raises PdfRefused, PdfTimedOut, PdfTooLarge, PdfProcessDied or PdfUnavailable. After any
        but the first, the next call gets a new process.
        """
        document = html.encode("utf-8", "replace")
        with self._turn:
            process = self._running()
            answered = False
            try:
                kind, body = process.ask(document, self._seconds)
                answered = kind is not Kind.TOO_LARGE
            finally:
                if not answered:
                    self._end()
        if kind is Kind.PDF:
            return body
        if kind is Kind.REFUSED:
            raise PdfRefused(body.decode())
        raise PdfTooLarge

    def close(self) -> None:
        """End the process. A later draw starts another."""
        with self._turn:
            self._end()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def process_id(self) -> int | None:
        """The id of the drawing process, or None while there is none."""
        return self._process.id if self._process else None

    def _running(self) -> DrawingProcess:
        if self._owner != os.getpid():
            self._process, self._owner = None, os.getpid()
        if self._process is None or not self._process.is_running:
            self._end()
            self._process = DrawingProcess()
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.end()
