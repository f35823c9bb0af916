"""A form that is a section: filled from one, giving one back, knowing what it was based on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wtforms import HiddenField
from wtforms.fields import Field

from sdm_tool.web.forms.base import SdmForm, flat_fields

NUMBER = re.compile(r"\d{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two people filled differently."""

    label: str
    mine: str
    theirs: str


class SectionForm(SdmForm):
    """The base of the section forms. `base` is the version the author saw."""

    base = HiddenField()

    @property
    def base_number(self) -> int:
        """Return the version the author saw; what is not a number counts as none."""
        return whole_number(self.base.data)


def whole_number(text: str | None) -> int:
    """Return the number a hidden field holds; what is no short number counts as 0."""
    return int(text) if text and NUMBER.fullmatch(text) else 0


def differences(mine: SdmForm, theirs: SdmForm) -> list[Difference]:
    """Return the fields that differ, in the order of the page."""
    theirs_by_name = {field.name: field for field in _compared(theirs)}
    found = []
    for field in _compared(mine):
        other = theirs_by_name.get(field.name)
        a, b = _words(field), _words(other) if other is not None else ""
        if a != b:
            found.append(Difference(field.label.text, a, b))
    return found


def _compared(form: SdmForm) -> Iterator[Field]:
    return (field for field in flat_fields(form) if field.name not in ("base", "csrf_token"))


def _words(field: Field) -> str:
    data = field.data
    if isinstance(data, bool):
        return "Ticked" if data else "Not ticked"
    choices = {choice.value: choice.label for choice in getattr(field, "choices", None) or ()}
    if isinstance(data, list):
        return ", ".join(str(choices.get(item, item)) for item in data)
    return str(choices.get(data, data)) if data else ""
