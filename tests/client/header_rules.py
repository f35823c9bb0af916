"""Rules for the headers of every answer, whatever its kind."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from tests.client.page import Page

QUIET_REFERRERS = ("no-referrer", "same-origin")
NEEDED_IN_POLICY = ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
REFUSED_IN_POLICY = ("unsafe-", "http:", "https:", "*", "data:")


def security_headers(page: Page) -> Iterator[str]:
    policy = page.headers.get("Content-Security-Policy", "")
    for part in NEEDED_IN_POLICY:
        if part not in policy:
            yield f"Content-Security-Policy lacks {part}"
    for part in REFUSED_IN_POLICY:
        if part in policy:
            yield f"Content-Security-Policy allows {part}"
    if page.headers.get("X-Content-Type-Options") != "nosniff":
        yield "X-Content-Type-Options is not nosniff"
    if page.headers.get("Referrer-Policy") not in QUIET_REFERRERS:
        yield f"Referrer-Policy is not one of {QUIET_REFERRERS}"
    if page.headers.get("X-Frame-Options") != "DENY":
        yield "X-Frame-Options is not DENY"
    if not page.headers.get("Permissions-Policy"):
        yield "there is no Permissions-Policy"


def not_cached(page: Page) -> Iterator[str]:
    if urlsplit(page.url).path.startswith("/static/"):
        return
    if "no-store" not in page.headers.get("Cache-Control", ""):
        yield "Cache-Control is without no-store"
