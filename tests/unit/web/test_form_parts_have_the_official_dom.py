"""Our form parts are the NHS.UK components, element by element, but for what is listed here.

Our details (`sdm-part`) are parts of our own: HTML's element with our look, not their component.

The official Jinja port of NHS.UK frontend is the oracle: both are rendered and the trees compared.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask
from jinja2 import ChainableUndefined, Environment, FileSystemLoader, PackageLoader, StrictUndefined

from sdm_tool.resources import templates_folder
from sdm_tool.web.forms.base import SdmForm
from sdm_tool.web.forms.fields import Choice, Choices, Line, Note

OURS = Environment(
    loader=FileSystemLoader(templates_folder()),
    undefined=StrictUndefined,
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
OFFICIAL = Environment(
    loader=PackageLoader("nhsuk_frontend_jinja"),
    undefined=ChainableUndefined,
    autoescape=True,
)
# Deliberate differences. Attributes that one side has and the other does not need:
OWN_ATTRIBUTES = {
    "data-sdm-limit": "our script counts the room that is left",
    "data-sdm-focus": "our script puts the focus here after a swap",
    "tabindex": "so that the focus can be put there without a script's help",
    "autocomplete": "a shared tablet must not offer what another family typed",
    "data-module": "their script, which we do not load",
}
# A fieldset has our field's id, so that the error summary leads to it when no box is ticked.
FIELDSET_ID = "fieldset"
# The room left in a note stands under it, and is part of what describes it.
ROOM = "sdm-room"

A, B = "First words", "Second words"
HINT, ERROR = "What helps", "Choose one."


class Parts(SdmForm):
    """One field of each kind."""

    class Meta:
        csrf = False

    plain_line = Line("A line")
    line = Line("A line", description=HINT)
    note = Note("A note", description=HINT)
    choice = Choice("A choice", options={"a": A, "b": B}, description=HINT)
    choices = Choices("Choices", options={"a": A, "b": B}, hints={"b": "More about it"})


@pytest.fixture
def form() -> Iterator[Parts]:
    with Flask("parts").test_request_context():
        yield Parts(data={"line": "<b>", "note": "One\n<two>", "choice": "b", "choices": ["a"]})


def tree(html: str) -> list:
    """The elements as (tag, attributes, text, children), without the differences above."""
    parsed = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [_node(child) for child in parsed if _counts(child)]


def _counts(element: Element) -> bool:
    return ROOM not in element.get("class", "")


def _node(element: Element) -> tuple:
    attributes = {
        name: _described(name, value)
        for name, value in element.items()
        if name not in OWN_ATTRIBUTES and (name, element.tag) != ("id", FIELDSET_ID)
    }
    attributes = {name: value for name, value in attributes.items() if value or name == "value"}
    text = [element.text or "", *(child.tail or "" for child in element)]
    words = " ".join(" ".join(text).split())
    children = [_node(child) for child in element if _counts(child)]
    return element.tag, attributes, words, children


def _described(name: str, value: str) -> str:
    if name == "class":
        return " ".join(sorted(value.split()))
    if name == "aria-describedby":
        return " ".join(part for part in value.split() if not part.endswith("-room"))
    return value


def ours(macro: str, *arguments: object) -> list:
    return tree(getattr(OURS.get_template("components/fields.html").module, macro)(*arguments))


def official(folder: str, macro: str, params: dict) -> list:
    module = OFFICIAL.get_template(f"nhsuk/components/{folder}/macro.jinja").module
    return tree(getattr(module, macro)(params))


def error_of(has_error: bool) -> dict:  # noqa: FBT001  a case of a table
    return {"errorMessage": {"text": ERROR}} if has_error else {}


WITH_AND_WITHOUT_ERROR = pytest.mark.parametrize("has_error", [False, True])


@WITH_AND_WITHOUT_ERROR
def test_a_line(form: Parts, *, has_error: bool):
    form.line.errors = [ERROR] * has_error
    wanted = {"id": "line", "name": "line", "label": "A line", "hint": HINT, "value": "<b>"}
    assert ours("text", form.line) == official("input", "input", wanted | error_of(has_error))


def test_a_line_without_a_hint(form: Parts):
    form.plain_line.data = "x"
    wanted = {"id": "plain_line", "name": "plain_line", "label": "A line", "value": "x"}
    assert ours("text", form.plain_line) == official("input", "input", wanted)


@WITH_AND_WITHOUT_ERROR
def test_a_note(form: Parts, *, has_error: bool):
    form.note.errors = [ERROR] * has_error
    wanted = {
        "id": "note",
        "name": "note",
        "label": "A note",
        "hint": HINT,
        "value": "One\n<two>",
        "rows": 3,
    }
    assert ours("textarea", form.note) == official(
        "textarea", "textarea", wanted | error_of(has_error)
    )


@WITH_AND_WITHOUT_ERROR
def test_radios(form: Parts, *, has_error: bool):
    form.choice.errors = [ERROR] * has_error
    wanted = {
        "idPrefix": "choice",
        "name": "choice",
        "hint": HINT,
        "fieldset": _legend("A choice"),
        "items": [
            {"id": "choice-0", "value": "a", "text": A},
            {"id": "choice-1", "value": "b", "text": B, "checked": True},
        ],
    }
    assert ours("radios", form.choice) == official("radios", "radios", wanted | error_of(has_error))


@WITH_AND_WITHOUT_ERROR
def test_checkboxes(form: Parts, *, has_error: bool):
    form.choices.errors = [ERROR] * has_error
    wanted = {
        "idPrefix": "choices",
        "name": "choices",
        "fieldset": _legend("Choices"),
        "items": [
            {"id": "choices-0", "value": "a", "text": A, "checked": True},
            {"id": "choices-1", "value": "b", "text": B, "hint": {"text": "More about it"}},
        ],
    }
    assert ours("checkboxes", form.choices) == official(
        "checkboxes", "checkboxes", wanted | error_of(has_error)
    )


def test_the_error_summary(form: Parts):
    form.line.errors = ["Type a line."]
    form.choice.errors = [ERROR]
    wanted = {
        "heading": {"text": "Some things to put right"},
        "errorList": [
            {"text": "Type a line.", "href": "#line"},
            {"text": ERROR, "href": "#choice"},
        ],
    }
    page = OURS.get_template("components/_error_summary.html").render(form=form)
    assert tree(page) == official("error-summary", "errorSummary", wanted)


def _legend(words: str) -> dict:
    return {"legend": {"text": words, "classes": "nhsuk-fieldset__legend--s"}}
