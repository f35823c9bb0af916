"""What may be typed: checks of shape that hold for every text."""

import re
import unicodedata
from datetime import timedelta
from typing import ClassVar

from wtforms import Form
from wtforms.fields import Field
from wtforms.validators import StopValidation

from sdm_tool.domain.sections import NOTE_LIMIT
from sdm_tool.domain.wording import london_day
from sdm_tool.web.database import now

ALLOWED_CONTROLS = frozenset("\n\t")
DIGITS = re.compile(r"\d{1,9}", re.ASCII)
# They turn the words around them: a phone number could be read backwards.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
NOT_READABLE = "\ufffd"
"""What stands where bytes were no text, such as a lone surrogate."""


class PlainText:
    """Text as people type it: no control characters, no lone surrogates, and a limit."""

    def __init__(self, limit: int = NOTE_LIMIT) -> None:
        self.limit = limit

    def __call__(self, _form: Form, field: Field) -> None:
        """Refuse with what to do; the text stays in the field."""
        text = field.data or ""
        if any(
            character == NOT_READABLE
            or character in TURNING
            or (
                unicodedata.category(character) in ("Cc", "Cs")
                and character not in ALLOWED_CONTROLS
            )
            for character in text
        ):
            raise StopValidation(
                "There is a character here that cannot be kept. Type the words again."
            )
        if len(text) > self.limit:
            raise StopValidation(
                f"This is {len(text):,} characters. Cut it to {self.limit:,} or fewer."
            )


class Needed:
    """Something has to be there; the message says what to do."""

    field_flags: ClassVar[dict[str, bool]] = {}

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, _form: Form, field: Field) -> None:
        """Refuse an empty field with the message."""
        if field.data is None or (isinstance(field.data, str) and not field.data.strip()):
            raise StopValidation(self.message)


class Pattern:
    """Typed in one way only; the message shows the way. Empty passes."""

    def __init__(self, pattern: str, message: str) -> None:
        self.pattern, self.message = re.compile(pattern, re.ASCII), message

    def __call__(self, _form: Form, field: Field) -> None:
        """Refuse what does not match with the message."""
        if field.data and not self.pattern.fullmatch(field.data):
            raise StopValidation(self.message)


class WholeNumber:
    """A whole number between two ends, both included. Empty passes."""

    def __init__(self, low: int, high: int, message: str) -> None:
        self.low, self.high, self.message = low, high, message

    def __call__(self, _form: Form, field: Field) -> None:
        """Refuse what is no such number with the message."""
        text = field.data or ""
        if text and not (DIGITS.fullmatch(text) and self.low <= int(text) <= self.high):
            raise StopValidation(self.message)


class NotAfterTomorrow:
    """A day that has come: a meeting far ahead is a slip of the year. Empty passes."""

    def __call__(self, _form: Form, field: Field) -> None:
        """Refuse a later day, with what to look at."""
        if field.data and field.data > london_day(now()) + timedelta(days=1):
            raise StopValidation("This day has not come yet. Check the year.")
