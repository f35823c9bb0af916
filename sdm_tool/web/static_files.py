"""Static files with names that change when they do, and answers in compressed form."""

import hashlib
from functools import cache
from wsgiref.headers import Headers

import brotli
from flask import Flask, request
from werkzeug.wrappers import Response
from whitenoise import WhiteNoise

from sdm_tool.resources import static_folder
from sdm_tool.web.security import HEADERS

STATIC = static_folder()
SERVED = ("css", "js", "fonts", "images")
A_YEAR = 31_536_000
SMALLEST_COMPRESSED = 1_000
# 4 of 11: the last few per cent of size would cost more time than the network gains.
BROTLI_QUALITY = 4


@cache
def static_url(name: str) -> str:
    """Return the address of a static file; it changes with the content, so it may be kept."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def register(app: Flask) -> None:
    """Serve static files before Flask is asked, and compress pages on their way out."""
    app.jinja_env.globals["static_url"] = static_url
    served = WhiteNoise(app.wsgi_app, max_age=A_YEAR, add_headers_function=_add_headers)
    for folder in SERVED:
        served.add_files(str(STATIC / folder), prefix=f"static/{folder}/")
    app.wsgi_app = served  # type: ignore[method-assign]

    @app.after_request
    def _compress(response: Response) -> Response:
        response.vary.add("Accept-Encoding")
        if (
            response.mimetype in {"text/html", "image/svg+xml", "text/plain"}
            and not response.direct_passthrough
            and request.accept_encodings.quality("br") > 0
        ):
            body = response.get_data()
            if len(body) >= SMALLEST_COMPRESSED:
                response.set_data(brotli.compress(body, quality=BROTLI_QUALITY))
                response.headers["Content-Encoding"] = "br"
        return response


def _add_headers(headers: Headers, _path: str, _url: str) -> None:
    for name, value in HEADERS.items():
        headers[name] = value
