"""What a language is called, in English and in itself, and which way it is written."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError

ENGLISH = "en"


def language_words(code: str) -> str:
    """Return for example "Welsh (Cymraeg)"; the code itself for a language nobody named."""
    known = _known(code)
    if known is None or code == ENGLISH:
        return "English" if code == ENGLISH else code
    return f"{known.get_display_name(ENGLISH)} ({known.get_display_name()})"


def is_known_language(code: str) -> bool:
    """Return whether two letters stand for a language that has a name here."""
    return _known(code) is not None


def direction_of(code: str) -> str:
    """Return "rtl" for a language written from right to left, else "ltr"."""
    known = _known(code)
    return known.text_direction if known else "ltr"


@lru_cache(maxsize=256)
def _known(code: str) -> Locale | None:
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return None
