"""What a browser window complains of while a test uses it."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

REFUSED_BY_US = re.compile(r"Failed to load resource.*status of 4\d\d")
"""Chromium logs a refused form (422) or a page not found as an error; both are answers of ours."""
CUT_BY_US = "net::ERR_INTERNET_DISCONNECTED"
"""What Chromium logs while a test has taken the connection away."""
LOCAL = ("127.0.0.1", "localhost")


@dataclass
class Watch:
    """Collects console errors, policy complaints, server errors, and requests to elsewhere."""

    faults: list[str] = field(default_factory=list)

    @classmethod
    def over(cls, context: BrowserContext) -> "Watch":
        watch = cls()
        context.on("request", watch._request)
        context.on("console", watch._console)
        context.on("weberror", watch._error)
        context.on("response", watch._response)
        return watch

    def _request(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in ("data", "blob") and url.hostname not in LOCAL:
            self.faults.append(f"a request to another machine: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        is_ours = REFUSED_BY_US.search(message.text) or CUT_BY_US in message.text
        if message.type in ("error", "warning") and not is_ours:
            self.faults.append(f"console {message.type}: {message.text}")

    def _error(self, error: WebError) -> None:
        self.faults.append(f"script error: {error.error}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} from {response.url}")
