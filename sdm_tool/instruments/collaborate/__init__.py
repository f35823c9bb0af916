"""Loads the CollaboRATE text, which is licensed apart from this code (see NOTICE beside it)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TEXT_FILE = Path(__file__).with_name("collaborate.json")


class InstrumentNotInstalledError(Exception):
    """The licensed text was taken out of this copy of the software."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """The form as its authors publish it: show every word unchanged and in this order."""

    name: str
    version: str
    language: str
    scale: str
    low: str
    high: str
    items: Mapping[str, tuple[str, str, str]]
    """By respondent: "young-person" (the patient version) and "parent"."""
    credit: str
    licence: str
    licence_url: str
    home_url: str


def load_instrument(text_file: Path = TEXT_FILE) -> Instrument:
    """Return the form; InstrumentNotInstalledError, in plain words, when its text is not here."""
    try:
        published = json.loads(text_file.read_text(encoding="utf-8"))
    except FileNotFoundError as missing:
        raise InstrumentNotInstalledError(
            f"CollaboRATE is not installed: {text_file.name} is missing from {text_file.parent}. "
            "Put the published text back to offer or read the form."
        ) from missing
    items = {respondent: tuple(texts) for respondent, texts in published.pop("items").items()}
    return Instrument(**published, items=items)


def instrument_credit() -> str:
    """Return what its authors ask to be said where their scores are; nothing without its text."""
    try:
        return load_instrument().credit
    except InstrumentNotInstalledError:
        return ""
