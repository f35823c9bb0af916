"""What every answer carries: one strict content policy, no caching, no framing."""

from functools import lru_cache

from flask import Flask, Response, g, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
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


class UncachedSessions(SecureCookieSessionInterface):
    """Flask's sessions without "Vary: Cookie", which means nothing on what no cache may keep."""

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
