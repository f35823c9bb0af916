"""The evidence file of a grid as staff may read it, and which answers rest on each part of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_document import EVIDENCE_NAME, Document, document_of

LEAD = "-pointer"
"""How the id of a guideline record ends that is only a lead: nobody saw the guideline say so."""


class ShownTo(StrEnum):
    """Who may be shown a record. What nobody may be shown has no word here and is never read."""

    FAMILY = "family"
    WORDS = "words"
    CLINICIAN = "clinician"


@dataclass(frozen=True, slots=True)
class Use:
    """One answer of the grid."""

    option_id: str
    question_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """One evidence record. Numbers stand just as they were published; empty when none was seen."""

    id: str
    option: str
    outcome: str
    comparator: str
    events: str
    total: str
    with_option: str
    with_comparator: str
    timeframe: str
    population: str
    certainty: str
    citation: str
    year: str
    url: str
    study: str
    is_verified: bool
    shown_to: ShownTo
    shown_why: str
    note: str
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a guideline says, in our own words."""

    id: str
    guideline: str
    title: str
    recommendation: str
    year: str
    ages: str
    option: str
    strength: str
    paraphrase: str
    url: str
    was_seen: bool
    """True when the text itself was read, not only what others say of it."""
    checked_on: str
    note: str
    uses: tuple[Use, ...]

    @property
    def is_lead(self) -> bool:
        """Whether nobody saw the guideline say so."""
        return self.id.endswith(LEAD)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What rests on agreement or general knowledge and not on a record."""

    about: str
    statement: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything in the file that staff may read, in the order of the file."""

    searched: str
    studies: tuple[Study, ...]
    positions: tuple[Position, ...]
    agreed: tuple[Agreed, ...]


def read_evidence(text: str, grid: Grid) -> Evidence:
    """Return what a checked evidence file says. A record that nobody may be shown is left out.

    Raises Unreadable when the text is no such file.
    """
    document, uses = document_of(text, EVIDENCE_NAME), uses_of(grid)
    studies = (record for record in _rows(document, "evidence"))
    return Evidence(
        searched=_text(document, "searched"),
        studies=tuple(
            _study(record, uses) for record in studies if record.get("display") in set(ShownTo)
        ),
        positions=tuple(_position(record, uses) for record in _rows(document, "guidelines")),
        agreed=tuple(
            Agreed(_text(row, "about"), _text(row, "statement"))
            for row in _rows(document, "consensus")
        ),
    )


def uses_of(grid: Grid) -> Mapping[str, tuple[Use, ...]]:
    """Return the answers that rest on each source, by its id, in the order of the grid."""
    found: dict[str, list[Use]] = {}
    for option in grid.options:
        for question in grid.questions:
            answer = grid.answer(option.id, question.id)
            if answer is None:
                continue
            behind = (*answer.sources, *(figure.evidence_id for figure in answer.figures))
            for source in dict.fromkeys(behind):
                found.setdefault(source, []).append(Use(option.id, question.id))
    return {source: tuple(uses) for source, uses in found.items()}


def _study(record: Document, uses: Mapping[str, tuple[Use, ...]]) -> Study:
    return Study(
        id=_text(record, "id"),
        option=_text(record, "option"),
        outcome=_text(record, "outcome"),
        comparator=_text(record, "comparator"),
        events=_text(record, "intervention_events"),
        total=_text(record, "intervention_total"),
        with_option=_text(record, "intervention_per_100"),
        with_comparator=_text(record, "comparator_per_100"),
        timeframe=_text(record, "timeframe"),
        population=_text(record, "population"),
        certainty=_text(record, "certainty"),
        citation=_text(record, "citation"),
        year=_text(record, "year"),
        url=_text(record, "url"),
        study=_text(record, "study"),
        is_verified=record.get("verified") is True,
        shown_to=ShownTo(record["display"]),
        shown_why=_text(record, "display_why"),
        note=_text(record, "note"),
        uses=uses.get(_text(record, "id"), ()),
    )


def _position(record: Document, uses: Mapping[str, tuple[Use, ...]]) -> Position:
    return Position(
        id=_text(record, "id"),
        guideline=_text(record, "guideline"),
        title=_text(record, "title"),
        recommendation=_text(record, "rec"),
        year=_text(record, "year"),
        ages=_text(record, "ages"),
        option=_text(record, "option"),
        strength=_text(record, "strength"),
        paraphrase=_text(record, "paraphrase"),
        url=_text(record, "url"),
        was_seen=record.get("seen") == "primary",
        checked_on=_text(record, "checked_on"),
        note=_text(record, "note"),
        uses=uses.get(_text(record, "id"), ()),
    )


def _rows(document: Document, name: str) -> list[Document]:
    rows: Any = document.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _text(document: Document, name: str) -> str:
    value = document.get(name)
    return "" if value is None else str(value).strip()
