"""Static files with addresses that change when they do, and answers in compressed form."""

import hashlib
from functools import cache, lru_cache
from http import HTTPStatus

import brotli
from flask import Flask, request, send_from_directory
from werkzeug.wrappers import Response

from sdm_tool.resources import static_folder
from sdm_tool.web.access import open_to_all

STATIC = static_folder()
A_YEAR = 31_536_000
SMALLEST_COMPRESSED = 1_000
COMPRESSED_TYPES = frozenset(
    {"text/html", "text/css", "text/javascript", "text/plain", "image/svg+xml"}
)
# Pages are compressed each time, so quickly; files once for a process, so well (0 to 11).
PAGE_QUALITY, FILE_QUALITY = 4, 10


@cache
def static_url(name: str) -> str:
    """Return the address of a static file; it changes with the content, so it may be kept."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def register(app: Flask) -> None:
    """Serve the files that pages use, and compress what goes out."""
    app.jinja_env.globals["static_url"] = static_url
    app.add_url_rule(
        "/static/<any(css,js,fonts,images,pictures):folder>/<name>", "static", open_to_all(_serve)
    )
    app.after_request(_compress)


def _serve(folder: str, name: str) -> Response:
    return send_from_directory(STATIC / folder, name, max_age=A_YEAR)


def _compress(response: Response) -> Response:
    if response.mimetype not in COMPRESSED_TYPES:
        return response
    is_whole = response.status_code not in (HTTPStatus.NOT_MODIFIED, HTTPStatus.PARTIAL_CONTENT)
    if not is_whole or not request.accept_encodings.quality("br"):
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) >= SMALLEST_COMPRESSED:
        is_file = request.endpoint == "static"
        response.set_data(_file_in_brotli(body) if is_file else _in_brotli(body))
        response.headers["Content-Encoding"] = "br"
    return response


def _in_brotli(body: bytes) -> bytes:
    compressed: bytes = brotli.compress(body, quality=PAGE_QUALITY)
    return compressed


@lru_cache(maxsize=64)
def _file_in_brotli(body: bytes) -> bytes:
    compressed: bytes = brotli.compress(body, quality=FILE_QUALITY)
    return compressed
