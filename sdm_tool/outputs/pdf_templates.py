"""Turns templates and plain values into HTML for PDF files, apart from the web's own templates."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sdm_tool.outputs.long_words import breakable
from sdm_tool.outputs.pictures import Picture
from sdm_tool.outputs.template_pictures import TEMPLATE_PICTURES
from sdm_tool.resources import templates_folder

_PLAIN_LEAVES = (str, int, bool, date, type(None), Picture)


class NotPlain(TypeError):
    """A value handed to a template is not plain; the message says where it stands."""


def render(template: str, context: Mapping[str, object]) -> str:
    """The HTML of one template under `templates/`, every value escaped.

    The context is plain: text, whole numbers, yes or no, dates, None, pictures drawn here, and
    lists and mappings of those. Anything else (ready-made markup, rows, objects) raises NotPlain,
    so that a template can neither load more nor be handed HTML. A name that is missing raises
    UndefinedError.
    Words too long for a line are given room to break: a page of them would take too long to draw.
    """
    _require_plain(context, "context")
    return _environment().get_template(template).render(_breakable(context))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals = dict(TEMPLATE_PICTURES)
    return environment


def _breakable(value: object) -> object:
    if type(value) is str:
        return breakable(value)
    if isinstance(value, list | tuple):
        return [_breakable(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _breakable(item) for key, item in value.items()}
    return value


def _require_plain(value: object, place: str) -> None:
    """Exact types only: Markup is a kind of str that is not escaped."""
    if type(value) in _PLAIN_LEAVES or isinstance(value, StrEnum):
        return
    if isinstance(value, list | tuple):
        for position, item in enumerate(value):
            _require_plain(item, f"{place}[{position}]")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            _require_plain(item, f"{place}.{key}")
    else:
        raise NotPlain(f"{place} is a {type(value).__name__}, which is not plain")
