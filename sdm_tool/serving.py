"""Serving the application with gunicorn: sync workers, each with a warm PDF process."""

import contextlib
import gc
import logging
import socket
import threading
from collections.abc import Callable, Mapping

import structlog
from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from sdm_tool.outputs.pdf import PdfMaker
from sdm_tool.outputs.pdf_errors import PdfUnavailable

SECONDS_FOR_A_REQUEST = 60
SECONDS_TO_STOP = 8
LOG = structlog.get_logger()


class CannotListen(Exception):
    """The address or the port cannot be used; the message says why and what to do."""


def serve(
    app: Flask, *, host: str, port: int, workers: int, when_ready: Callable[[], None]
) -> None:
    """Serve until the process is told to stop, then let running requests finish.

    `when_ready` is called once the address is listened on. Leaves by SystemExit, as gunicorn does.
    Raises CannotListen before anything is started when the port is taken or the address is not this
    machine's.
    """
    require_free(host, port)
    logging.getLogger("gunicorn.error").addFilter(tell_without_addresses)
    # What is loaded by now is shared by the workers and never collected: they stop at once.
    gc.collect()
    gc.freeze()
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    _Server(
        app,
        {
            "bind": address,
            "workers": workers,
            "timeout": SECONDS_FOR_A_REQUEST,
            "graceful_timeout": SECONDS_TO_STOP,
            "control_socket_disable": True,
            "loglevel": "warning",
            "when_ready": lambda _arbiter: when_ready(),
            "post_worker_init": _warm_the_pdf_process,
            "worker_exit": _end_the_pdf_process,
        },
    ).run()


def tell_without_addresses(record: logging.LogRecord) -> bool:
    """Keep gunicorn's lines about a request out of the log; return whether to write this one.

    They hold whose machine it was and what it asked for. An exception goes to the application's own
    log, which tells kind and place only.
    """
    if record.exc_info:
        LOG.error("trouble in the server", exc_info=record.exc_info[1])
        return False
    return "request from ip=" not in record.getMessage()


def require_free(host: str, port: int) -> None:
    """Raise CannotListen, saying what to do, when the address or the port cannot be used."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.closing(socket.socket(family)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise CannotListen(
                f"Cannot listen on {host}, port {port}: {_why(error)}. "
                f"Stop what uses it, or choose another, for example --port {_other(port)}."
            ) from error


class _Server(BaseApplication):
    """gunicorn with the options given here; it reads no file and no environment variable."""

    def __init__(self, app: Flask, options: Mapping[str, object]) -> None:
        self._app = app
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app


def _why(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def _other(port: int) -> int:
    return port + 1 if port < 65_535 else 8000  # noqa: PLR2004  the highest port there is


def _warm_the_pdf_process(worker: Worker) -> None:
    """Start it beside the first requests: pages need not wait for it."""

    def start() -> None:
        try:
            _pdf(worker.app).start()
        except PdfUnavailable as trouble:
            LOG.critical("no PDF files can be made", why=str(trouble))

    threading.Thread(target=start, daemon=True).start()


def _end_the_pdf_process(_arbiter: Arbiter, worker: Worker) -> None:
    _pdf(worker.app).close()


def _pdf(server: _Server) -> PdfMaker:
    maker: PdfMaker = server.load().extensions["sdm_pdf"]
    return maker
