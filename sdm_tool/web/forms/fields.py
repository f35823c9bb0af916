"""Fields that know their limits, and a date in three boxes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms import (
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # stubs of 3.2
from wtforms.widgets import CheckboxInput, ListWidget

from sdm_tool.domain.sections import NOTE_LIMIT
from sdm_tool.web.forms.validators import PlainText

LINE_LIMIT = 200
YEAR = re.compile(r"20\d{2}", re.ASCII)
NUMBER = re.compile(r"\d{1,2}", re.ASCII)


def _one_kind_of_line_end(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").replace("\r", "\n")


class Line(StringField):
    """One line of text."""

    data: str

    def __init__(
        self, label: str, validators: Sequence[Any] = (), *, limit: int = LINE_LIMIT, **kwargs: Any
    ) -> None:
        super().__init__(
            label,
            [*validators, PlainText(limit)],
            filters=[lambda text: (text or "").strip()],
            **kwargs,
        )


class Password(PasswordField):
    """A password: never shown again, never trimmed."""

    data: str


class Note(TextAreaField):
    """Several lines of a person's words, kept as typed but for line ends."""

    data: str

    def __init__(
        self, label: str, validators: Sequence[Any] = (), *, limit: int = NOTE_LIMIT, **kwargs: Any
    ) -> None:
        self.limit, self.limit_words = limit, f"{limit:,}"
        super().__init__(
            label, [*validators, PlainText(limit)], filters=[_one_kind_of_line_end], **kwargs
        )


class Choice(RadioField):
    """One of a few, none chosen beforehand. `hints` explains choices by value."""

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] = (),
        *,
        options: Mapping[str, str] | None = None,
        hints: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("validate_choice", True)
        super().__init__(label, list(validators), choices=choices_from(options or {}), **kwargs)
        self.hints = hints or {}

    def pre_validate(self, form: Any) -> None:
        """Let nothing be chosen: what must be chosen is a validator's or the domain's rule."""
        if self.data in (None, "", "None"):
            self.data = None
            return
        super().pre_validate(form)


class Choices(SelectMultipleField):
    """Any of a few, as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] = (),
        *,
        options: Mapping[str, str] | None = None,
        hints: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, list(validators), choices=choices_from(options or {}), **kwargs)
        self.hints = hints or {}


class Select(SelectField):
    """One of many, in a list."""

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] = (),
        *,
        options: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, list(validators), choices=choices_from(options or {}), **kwargs)

    def pre_validate(self, form: Any) -> None:
        """Let nothing be chosen: what must be chosen is a validator's or the domain's rule."""
        if self.data not in (None, ""):
            super().pre_validate(form)


def choices_from(options: Mapping[str, str]) -> list[SelectChoice]:
    """Return WTForms choices from value-to-label pairs."""
    return [SelectChoice(value=value, label=label) for value, label in options.items()]


@dataclass(frozen=True, slots=True)
class DatePart:
    """One box of a date."""

    key: str
    label: str
    width: int
    value: str


class DateParts(Field):
    """A date typed as day, month and year. Empty is None; half a date is refused."""

    data: date | None
    _boxes = (("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4))

    def __init__(self, label: str, validators: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(label, list(validators), **kwargs)
        self._typed: dict[str, str] = {}

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Read the three boxes, keeping what was typed so that it can be shown again."""
        self.process_errors: list[str] = []
        self.data = data if isinstance(data, date) else None
        if not formdata or not any(f"{self.name}-{key}" in formdata for key, *_ in self._boxes):
            return
        self._typed = {
            key: (formdata.get(f"{self.name}-{key}") or "").strip()[:10] for key, *_ in self._boxes
        }
        self.data = None
        if not any(self._typed.values()):
            return
        try:
            self.data = date(*(self._number(key) for key in ("year", "month", "day")))
        except ValueError:
            self.process_errors.append(
                f"{self.label.text}: put in a real date, for example 17 12 2026."
            )

    def _number(self, key: str) -> int:
        text = self._typed[key]
        if not (YEAR if key == "year" else NUMBER).fullmatch(text):
            raise ValueError(key)
        return int(text)

    def parts(self) -> list[DatePart]:
        """Return the boxes with what belongs in them."""
        stored = (
            {"day": self.data.day, "month": self.data.month, "year": self.data.year}
            if self.data
            else {}
        )
        return [
            DatePart(key, label, width, self._typed.get(key, str(stored.get(key, ""))))
            for key, label, width in self._boxes
        ]
