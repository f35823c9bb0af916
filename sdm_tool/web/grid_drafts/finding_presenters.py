"""What the checks found in a draft, each with the page on which it is put right."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sdm_tool.domain.evidence_edit import EvidenceList
from sdm_tool.domain.grid_checks.values import IDENTIFIER
from sdm_tool.domain.grid_document import GRID_NAME, Document
from sdm_tool.domain.grid_edit import options_of, questions_of
from sdm_tool.domain.grid_file import Fault, Severity
from sdm_tool.web.grid_drafts.addresses import (
    answer_href,
    base_of,
    found_href,
    option_href,
    question_href,
    source_href,
)
from sdm_tool.web.grid_drafts.evidence_forms import label_of

ANSWER_DEPTH = 3
VALUE_DEPTH = 3
MISSING, EMPTY = "structure.missing", "This is empty. Write what belongs here."


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding, with the page on which it is put right."""

    message: str
    rule: str
    href: str
    place: str
    is_fault: bool


def present_findings(
    draft_id: str, grid: Document, evidence: Document, findings: Iterable[Fault]
) -> tuple[FindingLine, ...]:
    """Return each finding with where it is put right, faults first."""
    lines = []
    for found in findings:
        words = found.message
        if found.file == GRID_NAME:
            href, place = _place_in_grid(draft_id, grid, found)
        else:
            href, place = _place_in_evidence(draft_id, evidence, found)
            # A form leaves what is empty out of the file, and shows labels and not its names.
            words = EMPTY if found.rule == MISSING and not href.endswith("/text") else words
        lines.append(FindingLine(words, found.rule, href, place, found.severity is Severity.FAULT))
    return tuple(sorted(lines, key=lambda line: not line.is_fault))


def findings_at(lines: Iterable[FindingLine], href: str) -> tuple[FindingLine, ...]:
    """Return those that are put right on one page."""
    return tuple(line for line in lines if line.href == href)


def stop_words(lines: Iterable[FindingLine]) -> str:
    """Return "3 things stop review", or that nothing does."""
    count = sum(line.is_fault for line in lines)
    if not count:
        return "Nothing stops review"
    return "1 thing stops review" if count == 1 else f"{count} things stop review"


def _place_in_grid(draft_id: str, grid: Document, found: Fault) -> tuple[str, str]:
    base = base_of(draft_id)
    parts = found.path.split(".")
    if parts[0] == "answers" and len(parts) >= ANSWER_DEPTH:
        if not any(option.get("id") == parts[1] for option in options_of(grid)):
            return f"{base}/text", found.path
        return answer_href(draft_id, parts[1], parts[2]), f"{parts[1]}, {parts[2]}"
    for key, entries, href in (
        ("options", options_of(grid), option_href),
        ("questions", questions_of(grid), question_href),
    ):
        if parts[0] == key and len(parts) > 1 and parts[1].isdigit():
            entry = entries[int(parts[1]) - 1] if int(parts[1]) <= len(entries) else {}
            name = str(entry.get("name") or entry.get("text") or key)
            return (href(draft_id, entry), name) if entry.get("id") else (f"{base}/text", name)
    in_text = parts[0] in ("answers", "options", "questions", "phrases", "")
    return (f"{base}/text", found.path) if in_text else (f"{base}/about", "About the grid")


def _place_in_evidence(draft_id: str, evidence: Document, found: Fault) -> tuple[str, str]:
    parts = found.path.split(".")
    if parts[0] in ("searched", "consensus"):
        return found_href(draft_id), "How the evidence was found"
    for kind in EvidenceList:
        if parts[0] == kind and len(parts) > 1 and parts[1].isdigit():
            source_id = _id_at(evidence.get(kind), int(parts[1]))
            if source_id:
                label = label_of(kind, parts[2]) if len(parts) >= VALUE_DEPTH else ""
                place = f"{source_id}, {label}" if label else source_id
                return source_href(draft_id, kind, source_id), place
    return (
        f"{base_of(draft_id)}/text",
        f"evidence.yaml, {found.path}" if found.path else "evidence.yaml",
    )


def _id_at(entries: Any, number: int) -> str:  # noqa: ANN401  a file may hold anything here
    """The id of an entry that has a page of its own; empty for any other."""
    entry = entries[number - 1] if isinstance(entries, list) and number <= len(entries) else {}
    found = entry.get("id") if isinstance(entry, dict) else None
    return found if isinstance(found, str) and IDENTIFIER.fullmatch(found) else ""


def present_differences(draft_id: str, different: Iterable[str]) -> tuple[FindingLine, ...]:
    """Return what holds a linked version back: where it says something else than its source."""
    href = f"{base_of(draft_id)}/about"
    return tuple(
        FindingLine(words, "linked.differs", href, "The version it tells again", is_fault=True)
        for words in different
    )
