"""Changing the evidence of a grid that is being written: its records, positions and statements."""

from enum import StrEnum
from typing import Any

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.evidence import Use
from sdm_tool.domain.grid_checks.layout import EVIDENCE_RECORD, GUIDELINE
from sdm_tool.domain.grid_checks.shape import Named
from sdm_tool.domain.grid_checks.values import IDENTIFIER, Published
from sdm_tool.domain.grid_document import Document
from sdm_tool.domain.grid_edit import options_of, question_of

LONGEST_ID = 80
FIRST_PLACES = 3


class EvidenceList(StrEnum):
    """The two lists of evidence.yaml whose entries an answer can rest on, by their names there."""

    RECORD = "evidence"
    POSITION = "guidelines"


LAYOUT: dict[EvidenceList, Named] = {
    EvidenceList.RECORD: EVIDENCE_RECORD,
    EvidenceList.POSITION: GUIDELINE,
}
ORDER = {
    EvidenceList.RECORD: (
        "id",
        "presentation",
        "option",
        "outcome",
        "intervention_events",
        "intervention_total",
        "comparator",
        "comparator_per_100",
        "intervention_per_100",
        "timeframe",
        "population",
        "certainty",
        "citation",
        "year",
        "url",
        "verified",
        "note",
        "display",
        "display_why",
        "study",
        "direction",
        "kind",
    ),
    EvidenceList.POSITION: (
        "id",
        "guideline",
        "title",
        "rec",
        "year",
        "ages",
        "presentation",
        "option",
        "strength",
        "paraphrase",
        "url",
        "seen",
        "checked_on",
        "note",
    ),
}
"""The order in which a file names the values of an entry."""


def sources_of(evidence: Document, kind: EvidenceList) -> list[Document]:
    """Return the entries of one list as they stand in the file."""
    return [entry for entry in _list(evidence.get(kind)) if isinstance(entry, dict)]


def source_of(evidence: Document, kind: EvidenceList, source_id: str) -> Document:
    """Return one entry; refused when there is none of that id."""
    for source in sources_of(evidence, kind):
        if source.get("id") == source_id:
            return source
    raise DomainError("There is no such evidence in this draft.")


def add_source(evidence: Document, kind: EvidenceList, source_id: str) -> None:
    """Add an entry of which nothing is known yet.

    Refuses an id that is not written as ids are, or that a record or a position has already.
    """
    if not IDENTIFIER.fullmatch(source_id) or len(source_id) > LONGEST_ID:
        raise DomainError(
            "Write it with small letters, numbers and hyphens, for example cbt-group-2019."
        )
    if any(
        each.get("id") == source_id for kind in EvidenceList for each in sources_of(evidence, kind)
    ):
        raise DomainError("A record or a guideline position has this id already. Choose another.")
    empty: Document = {"id": source_id}
    if "verified" in LAYOUT[kind].required:
        empty["verified"] = False
    evidence[kind.value] = [*_list(evidence.get(kind)), _in_order(kind, empty)]


def change_source(evidence: Document, kind: EvidenceList, source_id: str, values: Document) -> None:
    """Put values into an entry. An empty one is left out, or is null where none was published."""
    source = source_of(evidence, kind, source_id)
    changed = _in_order(kind, source | values)
    source.clear()
    source.update(changed)


def remove_source(grid: Document, evidence: Document, kind: EvidenceList, source_id: str) -> None:
    """Take an entry out. Refuses one that an answer rests on, and says which answers do."""
    gone = source_of(evidence, kind, source_id)
    if uses := uses_in(grid, source_id):
        raise DomainError(f"{_places(grid, uses)} Take it out of there first.")
    evidence[kind.value] = [each for each in _list(evidence.get(kind)) if each is not gone]


def uses_in(grid: Document, source_id: str) -> tuple[Use, ...]:
    """Return the answers whose words or figures rest on an entry, in the order of the file."""
    answers = grid.get("answers")
    return tuple(
        Use(str(option_id), str(question_id))
        for option_id, row in (answers.items() if isinstance(answers, dict) else ())
        for question_id, answer in (row.items() if isinstance(row, dict) else ())
        if isinstance(answer, dict) and source_id in behind(answer)
    )


def behind(answer: Document) -> tuple[str, ...]:
    """Return the ids that the figures and the words of an answer rest on, each once."""
    figures = [each for each in _list(answer.get("figures")) if isinstance(each, dict)]
    named = [*(figure.get("evidence") for figure in figures), *_list(answer.get("sources"))]
    return tuple(dict.fromkeys(each for each in named if isinstance(each, str)))


def place_words(grid: Document, use: Use) -> str:
    """Return an answer by its option and its question, for example "CBT group: What is it?"."""
    option = next((o for o in options_of(grid) if o.get("id") == use.option_id), {})
    try:
        question = question_of(grid, use.question_id)
    except DomainError:
        question = {}
    name, text = option.get("name") or use.option_id, question.get("text") or use.question_id
    return f"{name}: {text}"


def found_of(evidence: Document) -> Document:
    """Return how the evidence was looked for, and what rests on agreement."""
    return {key: evidence.get(key) for key in ("searched", "consensus")}


def set_found(evidence: Document, searched: str, consensus: list[Any]) -> None:
    """Write how the evidence was looked for, and what rests on agreement; both stand first."""
    others = {key: value for key, value in evidence.items() if key not in found_of(evidence)}
    evidence.clear()
    if searched:
        evidence["searched"] = searched
    evidence["consensus"] = consensus
    evidence.update(others)


def _in_order(kind: EvidenceList, source: Document) -> Document:
    known = {key: source.get(key) for key in ORDER[kind]}
    others = {key: value for key, value in source.items() if key not in known}
    return {
        key: value if value not in ("", None) else None
        for key, value in (known | others).items()
        if value not in ("", None) or isinstance(LAYOUT[kind].required.get(key), Published)
    }


def _places(grid: Document, uses: tuple[Use, ...]) -> str:
    named = "; ".join(f"“{place_words(grid, use)}”" for use in uses[:FIRST_PLACES])
    more = len(uses) - FIRST_PLACES
    others = f" and {more} more" if more > 0 else ""
    noun = "answer rests" if len(uses) == 1 else "answers rest"
    return f"{len(uses)} {noun} on this: {named}{others}."


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
