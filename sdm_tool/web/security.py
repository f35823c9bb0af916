"""What every answer carries: one strict content policy, no caching, no framing."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from types import TracebackType
from typing import TypeAlias
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Request, Response, g, json, session
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
NOT_TO_BE_KEPT = {"Cache-Control": "no-store", "Vary": "HX-Request, Accept-Encoding"}
A_YEAR = 31_536_000
MOST_COOKIES = 1_000


class UncachedSessions(SecureCookieSessionInterface):
    """Flask's sessions without "Vary: Cookie", which means nothing on what no cache may keep.

    A cookie whose signature was found good is not checked anew with every page. What it is worth is
    asked of the database each time all the same.
    """

    def __init__(self) -> None:
        self._good: dict[str, str] = {}

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return what the cookie holds; nothing when its signature is not ours."""
        value = request.cookies.get(self.get_cookie_name(app), "")
        content = self._good.get(value)
        if content is not None:
            return self.session_class(json.loads(content))
        session = super().open_session(app, request)
        if session:
            if len(self._good) >= MOST_COOKIES:
                self._good.clear()
            self._good[value] = json.dumps(dict(session))
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


ExceptionInfo: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]
)


class HeadersOnAll:
    """Put the headers on every answer, whatever made it: a view, an error page, a file."""

    def __init__(self, answer: WSGIApplication, *, is_secure: bool) -> None:
        self._answer = answer
        transport = {"Strict-Transport-Security": f"max-age={A_YEAR}; includeSubDomains"}
        self._for_files = list((HEADERS | (transport if is_secure else {})).items())
        self._for_pages = [*self._for_files, *NOT_TO_BE_KEPT.items()]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer as the application does, with the headers."""
        is_below_files = environ.get("PATH_INFO", "").startswith("/static/")

        def start(
            status: str, headers: list[tuple[str, str]], error: ExceptionInfo | None = None
        ) -> Callable[[bytes], object]:
            is_file = is_below_files and not status.startswith("4")
            ours = self._for_files if is_file else self._for_pages
            return start_response(status, [*headers, *ours], error)

        return self._answer(environ, start)


def register(app: Flask, *, is_secure: bool) -> None:
    """Put the headers on every answer, errors included."""
    app.session_interface = UncachedSessions()
    app.before_request(_reuse_form_token)
    app.wsgi_app = HeadersOnAll(app.wsgi_app, is_secure=is_secure)  # type: ignore[method-assign]
