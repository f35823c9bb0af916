"""Using the tool with the keys alone, and seeing at every step where the focus is."""

from playwright.sync_api import Page

MOST_STOPS = 200
WHERE = """() => {
  const here = document.activeElement;
  const label = here.labels?.[0];
  const shows = (part, pseudo) => {
    const style = getComputedStyle(part, pseudo);
    const drawn = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return drawn || style.boxShadow !== 'none';
  };
  const parts = [here, label, here.nextElementSibling].filter(Boolean);
  const box = here.getClientRects()[0];
  const top = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    name: (label ?? here).textContent.trim().replace(/\\s+/g, ' '),
    isSeen: parts.some((part) => [null, '::before'].some((pseudo) => shows(part, pseudo))),
    isOnTop: Boolean(top) && (here.contains(top) || Boolean(label?.contains(top))),
    html: here.outerHTML.slice(0, 120),
  };
}"""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control whose words begin with `name` has the focus.

    Fails when a stop on the way shows no focus or lies under something else.
    """
    page.wait_for_load_state()  # before its styles arrive, a page shows no focus
    passed = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(WHERE)
        assert stop["isSeen"], f"no focus to be seen on {stop['html']}"
        assert stop["isOnTop"], f"something covers {stop['html']}"
        if stop["name"].startswith(name):
            return
        passed.append(stop["name"])
    message = f"Tab does not reach {name!r}; it stopped at {passed}"
    raise AssertionError(message)


def press(page: Page, name: str, key: str = "Enter") -> None:
    """Go to a control and press a key on it."""
    tab_to(page, name)
    page.keyboard.press(key)


def write(page: Page, label: str, words: str) -> None:
    """Go to a field and type over what is in it."""
    tab_to(page, label)
    page.keyboard.press("Control+A")
    page.keyboard.type(words)
