"""Plain text to paste into the service's own record system."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CopyText:
    """What the text says; words and dates are already written out, empty ones are left out."""

    status_line: str
    problem: str
    meeting: str
    options: tuple[str, ...]
    """The names of the options that were talked about."""
    decision: str
    agreed_by: str
    basis: str
    seen_differently_by: str
    """Who has reservations; what they said stays here."""
    actions: tuple[str, ...]
    """Each as one line: who, what, by when."""
    review: str
    grid: str
    """Grid title and version, or "No grid was used"."""
    record_code: str
    notices: tuple[str, ...] = ()
    """Practice, demonstration, replaced, entered in error."""


def copy_for_record_system(copied: CopyText) -> str:
    """Lines of "Label: words", ending in a line break. No HTML, tabs or ruled lines, so that it
    survives any record system; line breaks inside a text become spaces.
    """
    lines = [
        *copied.notices,
        *_labelled("Shared decision", copied.status_line),
        *_labelled("About", copied.problem),
        *_labelled("Meeting", copied.meeting),
        *_labelled("Options talked about", "; ".join(copied.options)),
        *_labelled("Decision", copied.decision),
        *_labelled("Agreed by", copied.agreed_by),
        *_labelled("On what basis", copied.basis),
        *_labelled("Seen differently by", copied.seen_differently_by),
        *(line for action in copied.actions for line in _labelled("Action", action)),
        *_labelled("Look again", copied.review),
        *_labelled("Option grid", copied.grid),
        *_labelled("Record", copied.record_code),
    ]
    return "".join(f"{' '.join(line.split())}\n" for line in lines)


def _labelled(label: str, words: str) -> list[str]:
    return [f"{label}: {words}"] if words.strip() else []
