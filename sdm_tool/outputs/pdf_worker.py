"""The drawing process: `python -m sdm_tool.outputs.pdf_worker`, spoken to over two pipes.

It bounds its own memory, draws one page to get warm, shuts the network out, then serves.
"""

import gc
import os
import resource
import sys
from typing import BinaryIO, Protocol

from sdm_tool.outputs.pdf_errors import PdfRefused
from sdm_tool.outputs.pdf_wire import Kind, WireClosed, receive, send

# Of address space, the strictest limit there is: a warm two-page summary peaks at 300 MiB of it.
MEMORY_LIMIT = 512 * 1024 * 1024
_FIRST_PAGE = (
    '<!doctype html><html lang="en"><head><title>Warm</title></head><body>'
    "<h1>Warm 0123456789</h1><table><tr><th>a</th><td>b</td></tr></table><p><b>Ready</b>.</p>"
    '<svg viewBox="0 0 9 9"><title>A dot</title><path d="M1 1h2v2z"/></svg></body></html>'
)
_NEVER = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.system", "os.fork")


class Draws(Protocol):
    """Anything that turns a document into a PDF."""

    def draw(self, html: str) -> bytes:
        """The PDF of one document."""


def main() -> None:
    """Serve drawings until the other side closes its pipe."""
    requests, answers = os.fdopen(0, "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that a library prints may get between two answers
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash must not leave words on a disk
    try:
        press = _warm_press()
    except (ImportError, OSError) as fault:
        send(answers, Kind.UNAVAILABLE, str(fault).encode())
        return
    sys.addaudithook(_refuse_network)
    send(answers, Kind.READY)
    try:
        serve(press, requests, answers)
    except (WireClosed, BrokenPipeError):
        return


def serve(press: Draws, requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer each document in turn; returns after one that ran out of memory.

    Raises WireClosed or BrokenPipeError when the other side has gone.
    """
    while True:
        _, body = receive(requests)
        try:
            pdf = press.draw(body.decode())
        except MemoryError:
            send(answers, Kind.TOO_LARGE)
            return
        except PdfRefused as refusal:
            send(answers, Kind.REFUSED, str(refusal).encode())
        else:
            send(answers, Kind.PDF, pdf)
        gc.collect()


def _warm_press() -> Draws:
    # Imported here, so that a missing library is an answer and not a crash.
    from sdm_tool.outputs.pdf_draw import Press  # noqa: PLC0415

    press = Press()
    press.draw(_FIRST_PAGE)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)  # saves about 6 % of a drawing; the rest is collected after it
    return press


def _refuse_network(event: str, _details: tuple[object, ...]) -> None:
    if event.startswith(_NEVER):
        raise PermissionError(f"the drawing process may not use {event}")


if __name__ == "__main__":
    main()
