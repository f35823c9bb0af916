"""The whole evidence sheet of a version, its self-assessment among it."""

from collections.abc import Iterable, Iterator, Mapping

from sdm_tool.domain.evidence import read_evidence
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_document import GridTexts
from sdm_tool.domain.self_assessment import PARTS, Criterion, Judgement
from sdm_tool.domain.self_assessment_seen import Seen, look_through
from sdm_tool.domain.wording import ended, london_day, plain_date
from sdm_tool.outputs.evidence_paper import EvidenceSheet, SheetLine, SheetPart
from sdm_tool.persistence.queries.grid_assessments import AssessmentSeen
from sdm_tool.web.grid_presenters import paragraphs
from sdm_tool.web.grids.evidence_presenters import (
    present_agreed,
    present_positions,
    present_studies,
)

JUDGEMENTS = {
    Judgement.MET: "Met",
    Judgement.PARTLY: "Partly met",
    Judgement.NOT_MET: "Not met",
}
NOT_ANSWERED = "Not answered yet"
TO_BE_CHECKED = "To be checked by the service"


def present_sheet(
    grid: Grid,
    texts: GridTexts,
    answers: Mapping[str, AssessmentSeen],
    *,
    state: str,
    marks: Iterable[str],
) -> EvidenceSheet:
    """Return the sheet of a version from its two files and what people answered."""
    evidence = read_evidence(texts.evidence, grid)
    every_mark = ("For staff", *marks, "Draft" if grid.is_draft else "")
    return EvidenceSheet(
        title=f"Evidence sheet of “{grid.title}”, version {grid.version}",
        marks=" ".join(ended(mark) for mark in every_mark if mark),
        state=ended(state),
        searched=paragraphs(evidence.searched),
        questions=tuple(question.text for question in grid.questions),
        studies=present_studies(grid, evidence),
        guidelines=present_positions(grid, evidence),
        agreed=present_agreed(grid, evidence.agreed),
        parts=present_parts(look_through(grid, texts.read().faults), answers),
    )


def present_parts(
    seen: Mapping[str, Seen], answers: Mapping[str, AssessmentSeen]
) -> tuple[SheetPart, ...]:
    """Return every line of both lists. Nothing is met unless it was worked out or answered."""
    return tuple(
        SheetPart(
            name=part.name,
            source=part.source,
            lines=tuple(
                SheetLine(
                    asks=_asks(line),
                    stands=_stands(line, seen.get(line.id), answers.get(line.id)),
                    notes=tuple(_notes(line, seen.get(line.id), answers.get(line.id))),
                )
                for line in part.criteria
            ),
        )
        for part in PARTS
    )


def _asks(line: Criterion) -> str:
    return line.words if line.id.startswith("nice-") else f"{line.id}. {line.words}"


def _stands(line: Criterion, seen: Seen | None, answer: AssessmentSeen | None) -> str:
    if line.recalled:
        return TO_BE_CHECKED
    if line.asked:
        said = answer.answer if answer else None
        return JUDGEMENTS[Judgement(said)] if said else NOT_ANSWERED
    return JUDGEMENTS[seen.judgement] if seen and seen.judgement else NOT_ANSWERED


def _notes(line: Criterion, seen: Seen | None, answer: AssessmentSeen | None) -> Iterator[str]:
    if answer is not None:
        day = plain_date(london_day(answer.answered_at))
        yield f"{answer.display_name}, {day}: {ended(answer.note)}"
    if seen is not None:
        is_asked = line.asked or line.recalled
        yield f"What the tool sees: {seen.note}" if is_asked else seen.note
