"""Fetches pages with Flask's test client and holds every one of them to the rules.

Each rule has a name; a test that means to break one names it: `client.get(url, without={"cache"})`.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from urllib.parse import urljoin, urlsplit

from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.client import header_rules, markup_rules
from tests.client.page import Form, Page

RULES_FOR_ANSWERS = {
    "headers": header_rules.security_headers,
    "cache": header_rules.not_cached,
}
RULES_FOR_PARTS = {
    "html": markup_rules.valid_html,
    "ids": markup_rules.unique_ids,
    "labels": markup_rules.labels,
    "forms": markup_rules.forms,
    "inline": markup_rules.nothing_inline,
    "links": markup_rules.link_words,
    "alternatives": markup_rules.text_alternatives,
    "remote": markup_rules.nothing_remote,
}
RULES_FOR_PAGES = {
    "heading": markup_rules.one_heading,
    "title": markup_rules.title_starts_with_heading,
    "language": markup_rules.language,
    "demonstration": markup_rules.says_demonstration,
}
RULES = RULES_FOR_ANSWERS | RULES_FOR_PARTS | RULES_FOR_PAGES
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="csrf_token"')

CHOSEN_BY_CHANCE = re.compile(r"(?<=[\"/=])(?=[\w.-]*[A-Z])[\w.-]{22,}")
"""Tokens and ids in a page: pages that differ in nothing else keep the same rules.

Nothing we name ourselves has capitals.
"""
_kept: dict[tuple[str, int, bool], frozenset[str]] = {}
"""Which rules a page was found to keep. Reading each of many equal pages took half of all tests."""

Data = Mapping[str, object]
Rule = Callable[[Page], Iterable[str]]


class PageClient:
    """One browser: keeps cookies and the form token of the last page it saw.

    `is_demonstration` says whether every page must call itself a demonstration.
    """

    def __init__(self, app: Flask, *, is_demonstration: bool = False) -> None:
        self.flask = app.test_client()
        self.token = ""
        self._never = frozenset() if is_demonstration else frozenset({"demonstration"})

    def get(self, url: str, status: int = 200, *, without: Collection[str] = ()) -> Page:
        """Fetch a page, which must answer with `status` and keep the rules."""
        return self._page(self.flask.get(url), url, status, without)

    def post(
        self, url: str, data: Data, status: int = 303, *, without: Collection[str] = ()
    ) -> Page:
        """Send a form and return the page a person sees next.

        With 303 the answer must redirect within the site, and the next page be found there; with
        any other status the answer is the page. The token of the last page goes along unless
        `data` has its own.
        """
        if status == 303:
            location = self.post_and_stay(url, data)
            return self.get(urljoin(url, location), without=without)
        return self._page(self._send(url, data), url, status, without)

    def post_and_stay(self, url: str, data: Data) -> str:
        """Send a form that must redirect; return where to, without going there."""
        answer = self._send(url, data)
        _require_status(answer, url, 303)
        self._require_rules(_page_of(answer, url), RULES_FOR_ANSWERS, ())
        assert not urlsplit(answer.location).netloc, f"{url} leads away to {answer.location}"
        return answer.location

    def submit(
        self, form: Form, values: Data | None = None, status: int | None = None, *,
        button: str | None = None, without: Collection[str] = (),
    ) -> Page:  # fmt: skip
        """Fill a form found on a page, press `button` (or none), return the page that follows.

        Expects 303 of a POST form and 200 of a GET form unless `status` says otherwise.
        """
        assert button in [None, *(words for words, _, _ in form.buttons)], f"no button {button!r}"
        sent = form.filled(values or {}).values
        for words, name, value in form.buttons:
            if words == button and name:
                sent.add(name, value)
        if form.method == "post":
            return self.post(form.action, sent, status or 303, without=without)
        answer = self.flask.get(form.action, query_string=sent)
        return self._page(answer, form.action, status or 200, without)

    def fragment(
        self, url: str, data: Data | None = None, status: int = 200, *,
        without: Collection[str] = (),
    ) -> Page:  # fmt: skip
        """Ask for part of a page as htmx does; with `data`, by POST."""
        asked = {"HX-Request": "true"}
        if data is None:
            answer = self.flask.get(url, headers=asked)
        else:
            answer = self._send(url, data, headers=asked)
        _require_status(answer, url, status)
        assert answer.mimetype == "text/html", f"{url} is {answer.mimetype}, not part of a page"
        page = _page_of(answer, url, is_fragment=True)
        self._require_rules(page, RULES_FOR_ANSWERS | RULES_FOR_PARTS, without)
        vary = {name.strip() for name in answer.headers.get("Vary", "").split(",")}
        assert "HX-Request" in vary, f"{url}: Vary does not name HX-Request"
        return page

    def download(
        self, url: str, kind: str, status: int = 200, *, without: Collection[str] = ()
    ) -> bytes:
        """Fetch a file of the media type `kind`."""
        answer = self.flask.get(url)
        _require_status(answer, url, status)
        assert answer.mimetype == kind, f"{url} is {answer.mimetype}, not {kind}"
        self._require_rules(_page_of(answer, url), RULES_FOR_ANSWERS, without)
        return answer.data

    def _page(self, answer: TestResponse, url: str, status: int, without: Collection[str]) -> Page:
        _require_status(answer, url, status)
        assert answer.mimetype == "text/html", f"{url} is {answer.mimetype}, not a page"
        page = _page_of(answer, url)
        self._require_rules(page, RULES, without)
        found = TOKEN.search(answer.text)
        if found:
            self.token = found[1] or found[2]
        return page

    def _require_rules(
        self, page: Page, rules: Mapping[str, Rule], without: Collection[str]
    ) -> None:
        unknown = set(without) - set(RULES)
        assert not unknown, f"no such rule: {sorted(unknown)}; there are {sorted(RULES)}"
        asked = {name: rules[name] for name in rules if name not in self._never | set(without)}
        of_markup = frozenset(asked) - set(RULES_FOR_ANSWERS)
        like = (_by_place(page.html), page.status, page.is_fragment)
        if _kept.get(like, frozenset()) >= of_markup:
            asked = {name: asked[name] for name in asked if name not in of_markup}
        faults = [f"{name}: {fault}" for name, rule in asked.items() for fault in rule(page)]
        assert not faults, f"{page.url} breaks {len(faults)} rules:\n  " + "\n  ".join(faults)
        _kept[like] = _kept.get(like, frozenset()) | of_markup

    def _send(self, url: str, data: Data, headers: Mapping[str, str] | None = None) -> TestResponse:
        sent = MultiDict(data)
        if self.token and "csrf_token" not in sent:
            sent["csrf_token"] = self.token
        return self.flask.post(url, data=sent, headers=headers)


def _require_status(answer: TestResponse, url: str, status: int) -> None:
    said = f", to {answer.location}" if answer.location else ""
    assert answer.status_code == status, (
        f"{urlsplit(url).path} answered {answer.status_code}{said}, not {status}:\n"
        f"{answer.text[:2000] if answer.mimetype.startswith('text/') else answer.mimetype}"
    )


def _by_place(html: str) -> str:
    """Put the number of its first place for what was chosen by chance: equal ones stay equal."""
    numbers: dict[str, str] = {}
    return CHOSEN_BY_CHANCE.sub(
        lambda found: numbers.setdefault(found[0], f"chance{len(numbers)}"), html
    )


def _page_of(answer: TestResponse, url: str, *, is_fragment: bool = False) -> Page:
    html = answer.text if answer.mimetype == "text/html" else ""
    return Page(url, answer.status_code, answer.headers, html, is_fragment)
