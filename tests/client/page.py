"""A fetched page, read the way a person reads it: heading, text, links, errors, forms."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from urllib.parse import urljoin

import cssselect2
import html5lib
from html5lib.constants import E
from werkzeug.datastructures import Headers, MultiDict

CHOICES = ("checkbox", "radio")
NEVER_SENT = ("submit", "button", "reset", "image", "file")


def text_of(element: ET.Element) -> str:
    """Return what the element says, with runs of white space as one space."""
    return " ".join("".join(element.itertext()).split())


@dataclass(frozen=True)
class Link:
    text: str
    href: str


@dataclass(frozen=True)
class Form:
    """A form as it would be sent now; `filled` returns it with other values."""

    action: str
    method: str
    values: MultiDict[str, str]
    names: frozenset[str]
    """Every field, also those that would send nothing now."""
    buttons: tuple[tuple[str, str, str], ...]
    """(words on it, name, value) of each button."""

    def filled(self, values: Mapping[str, str | list[str]]) -> "Form":
        """Refuses a name that the form has no field for."""
        changed = self.values.copy()
        for name, value in values.items():
            assert name in self.names, f"the form has no field {name!r}, only {sorted(self.names)}"
            changed.setlist(name, value if isinstance(value, list) else [value])
        return replace(self, values=changed)


@dataclass(frozen=True)
class Page:
    """`url` is where it was found in the end; it is parsed when somebody first looks inside."""

    url: str
    status: int
    headers: Headers
    html: str
    is_fragment: bool = False

    @property
    def tree(self) -> ET.Element:
        """The document, or the fragment, as a browser reads it."""
        return self._parsed[0]

    @property
    def parse_faults(self) -> tuple[str, ...]:
        """Every place where the HTML is not valid."""
        return self._parsed[1]

    @property
    def title(self) -> str:
        return self._words_of_the_one(self.tree.findall("head/title"))

    @property
    def h1(self) -> str:
        return self._words_of_the_one(self.named("h1"))

    @property
    def text(self) -> str:
        """Everything the body says, scripts left out."""
        bodies = self.tree.findall("body")
        return text_of(bodies[0] if bodies else self.tree)

    @property
    def links(self) -> list[Link]:
        return [
            Link(text_of(a), a.get("href", ""))
            for a in self.named("a")
            if a.get("href") is not None
        ]

    @property
    def errors(self) -> list[str]:
        """What the error summary lists."""
        return [text_of(item) for item in self.all(".nhsuk-error-summary li")]

    @property
    def forms(self) -> list[Form]:
        return [_form(element, self.url) for element in self.named("form")]

    def all(self, selector: str) -> list[ET.Element]:
        """Return every element that the CSS selector matches, in order."""
        return [found.etree_element for found in self._root.query_all(*_compiled(selector))]

    @cached_property
    def elements(self) -> list[ET.Element]:
        """Every element in order, comments left out."""
        return [element for element in self.tree.iter() if isinstance(element.tag, str)]

    def named(self, *tags: str) -> list[ET.Element]:
        """The elements with one of these tags: `all` for one word, and quicker."""
        return [element for element in self.elements if element.tag in tags]

    def having(self, attribute: str) -> list[ET.Element]:
        return [element for element in self.elements if element.get(attribute) is not None]

    def one(self, selector: str) -> ET.Element:
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} elements match {selector!r} on {self.url}"
        return found[0]

    def link(self, text: str) -> str:
        """Return where the link with these words leads."""
        found = {link.href for link in self.links if link.text == text}
        assert len(found) == 1, f"{len(found)} targets for link {text!r}: {self.links}"
        return found.pop()

    def form(self, marker: str = "") -> Form:
        """Return the only form whose action or one of whose buttons has `marker` in it."""
        found = [
            form
            for form in self.forms
            if marker in form.action or any(marker in words for words, _, _ in form.buttons)
        ]
        actions = [form.action for form in self.forms]
        assert len(found) == 1, f"{len(found)} forms match {marker!r}; actions here: {actions}"
        return found[0]

    def _words_of_the_one(self, found: list[ET.Element]) -> str:
        assert len(found) == 1, f"{len(found)} titles or headings, not one, on {self.url}"
        return text_of(found[0])

    @cached_property
    def _parsed(self) -> tuple[ET.Element, tuple[str, ...]]:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        read = parser.parseFragment if self.is_fragment else parser.parse
        tree = read(self.html)
        faults = tuple(
            f"line {line}, column {column}: {E.get(code, code) % values}"
            for (line, column), code, values in parser.errors
        )
        return tree, faults

    @cached_property
    def _root(self) -> cssselect2.ElementWrapper:
        return cssselect2.ElementWrapper.from_html_root(self.tree)


@cache
def _compiled(selector: str) -> list[cssselect2.compiler.CompiledSelector]:
    return cssselect2.compile_selector_list(selector)


def _form(element: ET.Element, url: str) -> Form:
    values: MultiDict[str, str] = MultiDict()
    names = set()
    for control in element.iter():
        name = control.get("name")
        if name is None or control.tag not in ("input", "select", "textarea"):
            continue
        names.add(name)
        for value in _sent_values(control):
            values.add(name, value)
    buttons = tuple(
        (text_of(button), button.get("name", ""), button.get("value", ""))
        for button in element.iter("button")
    )
    method = element.get("method", "get").lower()
    return Form(
        urljoin(url, element.get("action") or ""), method, values, frozenset(names), buttons
    )


def _sent_values(control: ET.Element) -> list[str]:
    if control.tag == "textarea":
        return ["".join(control.itertext())]
    if control.tag == "select":
        return _selected(control)
    kind = control.get("type", "text")
    if kind in NEVER_SENT or (kind in CHOICES and control.get("checked") is None):
        return []
    return [control.get("value", "on" if kind in CHOICES else "")]


def _selected(select: ET.Element) -> list[str]:
    options = list(select.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None]
    if not chosen and select.get("multiple") is None:
        chosen = options[:1]
    return [option.get("value", text_of(option)) for option in chosen]
