"""What pages for families say about whom to turn to: numbers to tap, and when they were checked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sdm_tool.domain.wording import plain_date
from sdm_tool.persistence.organisation import CrisisContact

# Numbers to ring in the United Kingdom, with their spaces; a number for texts is none of them.
RINGS = re.compile(
    r"(?<![\w+])(?:\+44 ?|0)\d(?: ?\d){6,10}(?!\w)|(?<![\w+])(?:999|112|111|101|116 ?\d{3})(?!\w)"
)


@dataclass(frozen=True, slots=True)
class ContactPart:
    """Some words of a contact; with `ring` they are a number to tap."""

    words: str
    ring: str = ""


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One crisis contact."""

    situation: str
    parts: tuple[ContactPart, ...]


def present_contacts(contacts: Iterable[CrisisContact]) -> list[ContactLine]:
    """Return each contact once, its numbers apart from its words."""
    lines = [ContactLine(contact.situation, _parts(contact.contact)) for contact in contacts]
    return list(dict.fromkeys(lines))


def present_checks(contacts: Iterable[CrisisContact]) -> str:
    """Return in one sentence when the contacts were checked, the longest ago where they differ."""
    days = [contact.checked_on for contact in contacts]
    known = [day for day in days if day]
    if not known or len(known) < len(days):
        return "Not all of these were checked yet."
    since = "" if len(set(known)) == 1 else " or later"
    return f"Checked on {plain_date(min(known))}{since}."


def _parts(contact: str) -> tuple[ContactPart, ...]:
    parts, end = [], 0
    for number in RINGS.finditer(contact):
        parts.append(ContactPart(contact[end : number.start()]))
        parts.append(ContactPart(number[0], ring=number[0].replace(" ", "")))
        end = number.end()
    parts.append(ContactPart(contact[end:]))
    return tuple(part for part in parts if part.words)
