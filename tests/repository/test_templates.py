"""Templates only say things: they hold no rules, no styles and no scripts, and name what exists."""

import re
from pathlib import Path

import jinja2
import jinja2.meta
import pytest
from jinja2 import nodes

from sdm_tool.app import create_app
from sdm_tool.config import demonstration_settings
from tests.repository.tracked import CHECKOUT, named, tracked_files

TEMPLATES = tracked_files("templates/*.html", "templates/*.svg", "templates/*.txt")
ARITHMETIC = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)
FORMATTING = ("safe", "format", "round", "filesizeformat", "replace", "tojson", "xmlattr")
INLINE = {
    "a style element": r"<style\b",
    "a style attribute": r"\sstyle\s*=",
    "a script without src": r"<script\b(?![^>]*\bsrc=)",
    "an event handler": r"\son[a-z]+\s*=",
    "an htmx handler": r"\bhx-on\b",
    "an htmx attribute without data-": r"\shx-[a-z]",
    "a javascript: address": r"javascript:",
}

every_template = pytest.mark.parametrize("template", TEMPLATES, ids=named)


@every_template
def test_a_template_has_nothing_inline(template: Path):
    source = template.read_text(encoding="utf-8")
    assert [name for name, pattern in INLINE.items() if re.search(pattern, source)] == []


@every_template
def test_a_template_does_no_arithmetic_and_no_formatting(template: Path):
    tree = jinja2.Environment(autoescape=True).parse(template.read_text(encoding="utf-8"))
    sums = [f"line {node.lineno}: {type(node).__name__}" for node in tree.find_all(ARITHMETIC)]
    filters = [
        f"line {node.lineno}: {node.name}"
        for node in tree.find_all(nodes.Filter)
        if node.name in FORMATTING
    ]
    assert sums + filters == []


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> jinja2.Environment:
    return create_app(demonstration_settings(tmp_path_factory.mktemp("demo"))).jinja_env


def test_an_unknown_name_in_a_template_is_an_error(environment: jinja2.Environment):
    assert environment.undefined is jinja2.StrictUndefined


@every_template
def test_a_template_compiles_with_the_filters_there_are(
    template: Path, environment: jinja2.Environment
):
    environment.get_template(template.relative_to(CHECKOUT / "templates").as_posix())


@every_template
def test_a_template_refers_to_templates_that_exist(template: Path, environment: jinja2.Environment):
    tree = environment.parse(template.read_text(encoding="utf-8"))
    for name in jinja2.meta.find_referenced_templates(tree):
        if name is not None:  # a name worked out while the program runs is found by page tests
            environment.get_template(name)
