"""Looking at an open page: accessibility, sideways scrolling, pictures to keep."""

import os
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

LEAST_TARGET, LEAST_IN_SENTENCE = 44, 24
SMALL_TARGETS = """([least, inSentence]) => {
  const sizeOf = (part) => {
    const box = part.getBoundingClientRect();
    return [box.width, box.height];
  };
  const controls = document.querySelectorAll('a[href], button, input, select, textarea, summary');
  return [...controls].flatMap((control) => {
    const isShown = control.checkVisibility() && !control.matches('.nhsuk-skip-link, [inert] *');
    if (!isShown) return [];
    const labels = control.matches('[type=radio], [type=checkbox]') ? control.labels : [];
    const spread = getComputedStyle(control, '::after').position === 'absolute';
    const parts = [control, ...labels, ...(spread ? [control.offsetParent] : [])];
    const width = Math.max(...parts.map((part) => sizeOf(part)[0]));
    const height = Math.max(...parts.map((part) => sizeOf(part)[1]));
    let around = control.parentElement;
    while (getComputedStyle(around).display === 'inline') around = around.parentElement;
    const isInSentence =
      getComputedStyle(control).display === 'inline' &&
      around.textContent.trim() !== control.textContent.trim();
    const needed = isInSentence ? inSentence : least;
    const isLarge = height >= needed - 0.5 && (isInSentence || width >= needed - 0.5);
    const size = `${Math.round(width)} by ${Math.round(height)}`;
    return isLarge ? [] : [`${size}: ${control.outerHTML.slice(0, 120)}`];
  });
}"""
"""Fingers shake: 44 px for everything to press (WCAG 2.5.5), 24 px for a link inside a sentence."""
AXE = Path(__file__).parent.parent / "vendor" / "axe-4.14.1.min.js"
FAULTS = """async ([runOnly, rules]) => {
  const { violations } = await axe.run({ runOnly, rules, resultTypes: ['violations'] });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\\n    ${node.html}`));
}"""
"""Only the faults cross from the browser: all that axe has to tell takes longer than its work."""
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def require_accessible(page: Page, *, without: tuple[str, ...] = ()) -> None:
    """Fail with each rule axe finds broken and the markup that breaks it.

    `without` names rules of axe that are broken on purpose.

    axe is itself a script: of a page without scripts it examines a copy, where only axe may run.
    """
    if not page.evaluate("matchMedia('(scripting: none)').matches"):
        _run_axe(page, without)
        return
    state, size, html = page.context.storage_state(), page.viewport_size, page.content()
    with page.context.browser.new_context(storage_state=state, viewport=size) as context:
        context.route("**/*.js", lambda route: route.abort())
        context.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html"))
        copy = context.new_page()
        copy.goto(page.url)
        _run_axe(copy, without)


def require_no_sideways_scroll(page: Page) -> None:
    wide, seen = page.evaluate(
        "[document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]"
    )
    assert wide <= seen, f"{page.url} is {wide} px wide in a window of {seen}"


def require_large_targets(page: Page) -> None:
    small = page.evaluate(SMALL_TARGETS, [LEAST_TARGET, LEAST_IN_SENTENCE])
    assert not small, f"{page.url} has targets too small to press:\n  " + "\n  ".join(small)


def keep_picture(page: Page, name: str) -> None:
    """Save a picture of the whole page in the folder SDM_SCREENSHOTS names, if it names one."""
    folder = os.environ.get("SDM_SCREENSHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True, caret="initial")


def _run_axe(page: Page, without: tuple[str, ...]) -> None:
    rules = {rule: {"enabled": False} for rule in without}
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    faults = page.evaluate(FAULTS, [STANDARDS, rules])
    assert not faults, f"axe on {page.url}:\n  " + "\n  ".join(faults)


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")
