"""From a piece of evidence to what its form shows, and back: a number with every digit."""

from datetime import date
from typing import Any

from sdm_tool.domain.evidence_edit import LAYOUT, EvidenceList
from sdm_tool.domain.grid_checks.values import Choice, Day, Flag, Kind, Published
from sdm_tool.domain.grid_checks.yaml_tree import number_in
from sdm_tool.domain.grid_document import Document
from sdm_tool.domain.grid_edit import mark_of
from sdm_tool.web.grid_drafts.evidence_forms import SOURCE_FORMS, FoundForm, SourceForm, field_name


def source_form(kind: EvidenceList, source: Document) -> SourceForm:
    """Return the form of an entry, filled with what stands in the file."""
    shown = {field_name(key): _shown(source.get(key), of) for key, of in _fields(kind).items()}
    return SOURCE_FORMS[kind](data=shown | {"seen": mark_of(source)})


def source_from(form: SourceForm, kind: EvidenceList, source: Document) -> Document:
    """Return an entry as the form has it. What nobody changed stays as the file wrote it."""
    return {
        key: _changed(form[field_name(key)].data, source.get(key), of)
        for key, of in _fields(kind).items()
    }


STATEMENT = ("about", "statement")


def found_values(found: Document) -> dict[str, Any]:
    """Return what the form of what was found shows: every statement, and an empty one to add."""
    return {
        "searched": _words(found.get("searched")),
        "agreed": [
            {key: _words(each.get(key)) for key in STATEMENT} for each in (*_statements(found), {})
        ],
    }


def found_from(form: FoundForm, found: Document) -> tuple[str, list[Any]]:
    """Return how it was looked for, and the statements; one with nothing in it is none.

    What the form does not show of the statements as they are `found` stays in its place.
    """
    rows = iter(
        [{key: entry.form[key].data.strip() for key in entry.data} for entry in form.agreed]
    )
    statements = []
    for stored in _consensus(found):
        if isinstance(stored, dict):
            unseen = {key: stored[key] for key in stored if key not in STATEMENT}
            statements.append(_written(next(rows, {})) | unseen)
        else:
            statements.append(stored)
    statements += [_written(row) for row in rows]
    return form.searched.data.strip(), [each for each in statements if each]


def _written(row: dict[str, str]) -> Document:
    return {key: words for key, words in row.items() if words}


def _fields(kind: EvidenceList) -> dict[str, Kind]:
    return {key: of for key, of in LAYOUT[kind].required.items() if key != "id"}


def _shown(value: object, of: Kind) -> object:
    if isinstance(of, Flag):
        return value is True
    if isinstance(of, Choice):
        return value if value in of.words else None
    return _day(value) if isinstance(of, Day) else _words(value)


def _typed(data: Any, of: Kind) -> object:  # noqa: ANN401  each kind of field holds its own
    if isinstance(of, Flag):
        return bool(data)
    if isinstance(of, Day):
        return data.isoformat() if data else ""
    words = str(data or "").strip()
    return number_in(words) if isinstance(of, Published) and of.number_only else words


def _changed(data: Any, stored: object, of: Kind) -> object:  # noqa: ANN401  as above
    shown = _shown(stored, of)
    if isinstance(data, str) and isinstance(shown, str):
        is_same = data.strip() == shown.strip()
    else:
        is_same = data == shown
    # A flag that is not in the file shows as a no, and has to be written as one.
    return stored if is_same and not isinstance(of, Flag) else _typed(data, of)


def _statements(found: Document) -> list[Document]:
    return [each for each in _consensus(found) if isinstance(each, dict)]


def _consensus(found: Document) -> list[Any]:
    consensus = found.get("consensus")
    return consensus if isinstance(consensus, list) else []


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _words(value: object) -> str:
    return "" if value is None else str(value)
