"""What every answer carries: one strict content policy, no caching, no framing."""

from copy import deepcopy
from functools import lru_cache
from typing import Any

from flask import Flask, Request, Response, g, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_wtf.csrf import generate_csrf

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
A_YEAR = 31_536_000
MOST_COOKIES = 1_000


class UncachedSessions(SecureCookieSessionInterface):
    """Flask's sessions without "Vary: Cookie", which means nothing on what no cache may keep.

    A cookie whose signature was found good is not checked anew with every page. What it is worth is
    asked of the database each time all the same.
    """

    def __init__(self) -> None:
        self._good: dict[str, dict[str, Any]] = {}

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return what the cookie holds; nothing when its signature is not ours."""
        value = request.cookies.get(self.get_cookie_name(app), "")
        content = self._good.get(value)
        if content is not None:
            return self.session_class(deepcopy(content))
        session = super().open_session(app, request)
        if session:
            if len(self._good) >= MOST_COOKIES:
                self._good.clear()
            self._good[value] = deepcopy(dict(session))
        return session

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie when it changed."""
        if session.modified:
            super().save_session(app, session, response)


def _reuse_form_token() -> None:
    """Sign the session's form token once: Flask-WTF signs it anew for every page."""
    raw = session.get("csrf_token")
    if raw is not None:
        g.csrf_token = _signed_form_token(raw)


@lru_cache(maxsize=1_024)
def _signed_form_token(_raw: str) -> str:
    signed: str = generate_csrf()
    return signed


def register(app: Flask, *, is_secure: bool) -> None:
    """Put the headers on every answer, errors included."""
    app.session_interface = UncachedSessions()
    app.before_request(_reuse_form_token)

    @app.after_request
    def _headers(response: Response) -> Response:
        response.headers.extend(HEADERS)
        if request.endpoint != "static":
            response.headers["Cache-Control"] = "no-store"
            response.headers["Vary"] = "HX-Request, Accept-Encoding"
        if is_secure:
            response.headers["Strict-Transport-Security"] = f"max-age={A_YEAR}; includeSubDomains"
        return response
