"""The application log: JSON lines on standard error, without addresses and without content."""

import logging
import sys
import time
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog
from flask import Flask, g, request, request_started
from werkzeug.wrappers import Response

UNTOLD = frozenset({"private", "paper_answers", "static"})
"""CollaboRATE's form, where paper ones are typed in, and the files that these pages fetch: a line
would tell that someone answered, and when.
"""

LOG = structlog.get_logger()


def write_log(app: Flask) -> None:
    """Write what goes wrong in the application, for as long as this process lives.

    An exception is told by its kind and the places in the code. Its message and the values it met
    can hold what a family said, so they are left out. So is Flask's own line: it has the address.
    """
    app.logger.disabled = True
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            _tell_places,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


def log_requests(app: Flask) -> None:
    """Write a line for every request but those in UNTOLD.

    A line has the name of the route, never the address, which can hold the id of a record.
    """

    @request_started.connect_via(app)
    def _start(_app: Flask, **_more: object) -> None:
        g.began = time.perf_counter()

    @app.after_request
    def _log(response: Response) -> Response:
        if (request.blueprint or request.endpoint) not in UNTOLD:
            LOG.info(
                "request",
                method=request.method,
                route=request.endpoint or "none",
                status=response.status_code,
                milliseconds=round((time.perf_counter() - g.began) * 1000),
            )
        return response


def _tell_places(
    _logger: object, _method: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Replace the exception of a line by its kind and where it came through."""
    error = line.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        line["kind"] = type(error).__name__
        line["places"] = _places(error.__traceback__)
    return line


def _places(trace: TracebackType | None) -> list[str]:
    return [
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)
    ]
