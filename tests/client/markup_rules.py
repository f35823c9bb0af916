"""Rules for the markup of every page: each looks at a page and yields what is wrong with it."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from tests.client.page import Page, text_of

EMPTY_WORDS = {"here", "click here", "click", "more", "read more", "link", "this", "this page"}
UNLABELLED_KINDS = ("hidden", "submit", "button", "reset", "image")
LOADS = {
    "script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src",
    "audio": "src", "embed": "src", "object": "data", "link": "href", "use": "href",
    "image": "href", "form": "action",
}  # fmt: skip
SVG = "{http://www.w3.org/2000/svg}"


def valid_html(page: Page) -> Iterator[str]:
    yield from page.parse_faults


def unique_ids(page: Page) -> Iterator[str]:
    counts = Counter(element.get("id") for element in page.having("id"))
    yield from (f"id {name!r} is used {count} times" for name, count in counts.items() if count > 1)


def one_heading(page: Page) -> Iterator[str]:
    count = len(page.named("h1"))
    if count != 1:
        yield f"{count} h1 elements, not one"


def title_starts_with_heading(page: Page) -> Iterator[str]:
    if len(page.tree.findall("head/title")) != 1 or len(page.named("h1")) != 1:
        yield "no title, or no single h1, to compare"
        return
    title = page.title.removeprefix("Error: ") if page.status == 422 else page.title
    if not page.h1 or not title.startswith(page.h1):
        yield f"title {page.title!r} does not start with the h1 {page.h1!r}"


def language(page: Page) -> Iterator[str]:
    if not page.tree.get("lang"):
        yield "the html element has no lang"


def labels(page: Page) -> Iterator[str]:
    worded = [label for label in page.named("label") if text_of(label)]
    named = {label.get("for") for label in worded}
    wrapped = {id(inner) for label in worded for inner in label.iter()}
    ids = {element.get("id") for element in page.having("id")}
    for control in page.named("input", "select", "textarea"):
        if control.get("type") in UNLABELLED_KINDS:
            continue
        pointed = set((control.get("aria-labelledby") or "").split())
        is_labelled = (
            control.get("id") in named - {None}
            or id(control) in wrapped
            or control.get("aria-label")
            or (pointed and pointed <= ids)
        )
        if not is_labelled:
            yield f"no label for {_shown(control)}"
    yield from (
        f"no words on {_shown(button)}"
        for button in page.named("button")
        if not (text_of(button) or button.get("aria-label"))
    )


def forms(page: Page) -> Iterator[str]:
    for form in page.named("form"):
        if not form.get("action"):
            yield f"no action on {_shown(form)}"
        if form.get("method", "get").lower() != "post":
            continue
        tokens = [i for i in form.iter("input") if i.get("name") == "csrf_token" and i.get("value")]
        if not tokens:
            yield f"no csrf_token in {_shown(form)}"


def nothing_inline(page: Page) -> Iterator[str]:
    for element in page.elements:
        if element.tag in ("style", f"{SVG}style"):
            yield f"{_shown(element)} element"
        if element.tag == "script" and (not element.get("src") or text_of(element)):
            yield "script without src, or with text"
        for name, value in element.items():
            if name == "style" or name.startswith(("on", "hx-on", "data-hx-on")):
                yield f"{name} attribute on {_shown(element)}"
            if value.strip().lower().startswith("javascript:"):
                yield f"javascript: in {name} of {_shown(element)}"


def link_words(page: Page) -> Iterator[str]:
    for link in page.named("a"):
        if link.get("href") is None:
            continue
        pictures = " ".join(image.get("alt", "") for image in link.iter("img"))
        words = (link.get("aria-label") or f"{text_of(link)} {pictures}").strip()
        if not words:
            yield f"no words in the link to {link.get('href')!r}"
        if words.lower().rstrip(".") in EMPTY_WORDS:
            yield f"link words {words!r} do not say where it leads"


def text_alternatives(page: Page) -> Iterator[str]:
    for image in page.named("img"):
        if image.get("alt") is None and image.get("aria-hidden") != "true":
            yield f"no alt on {_shown(image)}"
    hiding = [part for part in page.having("aria-hidden") if part.get("aria-hidden") == "true"]
    hidden = {id(inner) for part in hiding for inner in part.iter()}
    for drawing in page.named(f"{SVG}svg"):
        titles = [text_of(title) for title in drawing.iter(f"{SVG}title")]
        named = drawing.get("aria-label") or drawing.get("aria-labelledby") or any(titles)
        if not named and id(drawing) not in hidden:
            yield f"no title, name or aria-hidden on {_shown(drawing)}"


def nothing_remote(page: Page) -> Iterator[str]:
    for element in page.elements:
        name = LOADS.get(element.tag.rpartition("}")[2], "")
        value = element.get(name) or element.get(f"{{http://www.w3.org/1999/xlink}}{name}") or ""
        parts = urlsplit(value)
        if parts.netloc or parts.scheme not in ("", "data"):
            yield f"{_shown(element)} loads {value}"
        if "//" in element.get("srcset", ""):
            yield f"srcset on {_shown(element)}"


def says_demonstration(page: Page) -> Iterator[str]:
    if "demonstration" not in page.text.lower():
        yield "the page does not say that it is a demonstration"


def _shown(element: Element) -> str:
    attributes = " ".join(f'{name}="{value}"' for name, value in element.items())
    return f"<{element.tag.rpartition('}')[2]} {attributes}>"
