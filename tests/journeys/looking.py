"""Looking at an open page: accessibility, sideways scrolling, pictures to keep."""

import os
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parent.parent / "vendor" / "axe-4.14.1.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def require_accessible(page: Page) -> None:
    """Fail with each rule axe finds broken and the markup that breaks it.

    axe is itself a script: of a page without scripts it examines a copy, where only axe may run.
    """
    if not page.evaluate("matchMedia('(scripting: none)').matches"):
        _run_axe(page)
        return
    state, size, html = page.context.storage_state(), page.viewport_size, page.content()
    with page.context.browser.new_context(storage_state=state, viewport=size) as context:
        context.route("**/*.js", lambda route: route.abort())
        context.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html"))
        copy = context.new_page()
        copy.goto(page.url)
        _run_axe(copy)


def require_no_sideways_scroll(page: Page) -> None:
    wide, seen = page.evaluate(
        "[document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]"
    )
    assert wide <= seen, f"{page.url} is {wide} px wide in a window of {seen}"


def keep_picture(page: Page, name: str) -> None:
    """Save a picture of the whole page in the folder SDM_SCREENSHOTS names, if it names one."""
    folder = os.environ.get("SDM_SCREENSHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def _run_axe(page: Page) -> None:
    page.evaluate(_axe())
    results = page.evaluate(
        "standards => axe.run({runOnly: standards, resultTypes: ['violations']})", STANDARDS
    )
    faults = [
        f"{violation['id']}: {violation['help']}\n    {node['html']}"
        for violation in results["violations"]
        for node in violation["nodes"]
    ]
    assert not faults, f"axe on {page.url}:\n  " + "\n  ".join(faults)


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")
