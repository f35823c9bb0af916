"""Messages between the web process and the drawing process: one kind byte, a length, the body."""

import struct
from enum import IntEnum
from typing import IO

_HEAD = struct.Struct(">BI")


class Kind(IntEnum):
    """What a message is. The web process sends only DRAW."""

    DRAW = 1
    READY = 2
    PDF = 3
    REFUSED = 4
    TOO_LARGE = 5
    UNAVAILABLE = 6


class WireClosed(EOFError):
    """The other side closed the pipe, perhaps in the middle of a message."""


def send(pipe: IO[bytes], kind: Kind, body: bytes = b"") -> None:
    """Write one message. Raises OSError when the reader has gone."""
    pipe.write(_HEAD.pack(kind, len(body)) + body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[Kind, bytes]:
    """Read one whole message. Raises WireClosed when the writer has gone."""
    kind, length = _HEAD.unpack(_exactly(pipe, _HEAD.size))
    return Kind(kind), _exactly(pipe, length)


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    body = pipe.read(size)
    if len(body) < size:
        raise WireClosed("the pipe closed before the whole message came")
    return body
