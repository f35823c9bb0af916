"""The self-assessment of a grid version: what people of the service answered, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_document import GridTexts
from sdm_tool.domain.grid_json import content_hash
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.self_assessment import ANSWERABLE, Criterion, Judgement
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.grids import GridSelfAssessment
from sdm_tool.persistence.queries.grid_assessments import AssessmentSeen, find_assessments
from sdm_tool.persistence.queries.grids import find_publications_of
from sdm_tool.services.grid_versions import keep_texts
from sdm_tool.services.grids import pin
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody writes about one line. Without a judgement and a note it is unanswered."""

    judgement: Judgement | None = None
    note: str = ""


def assessment_of(session: Session, grid: Grid) -> dict[str, AssessmentSeen]:
    """Return what was answered about a version, by line.

    What is in use rests on what was approved: the answers about the one count for the other.
    """
    return find_assessments(session, _assessed_hash(session, grid))


def find_faults(answers: Mapping[str, Answered]) -> tuple[DomainError, ...]:
    """Return every reason why these answers cannot be saved, each with the field to mend."""
    faults = (_fault(line, _trimmed(answers.get(line.id, Answered()))) for line in ANSWERABLE)
    return tuple(fault for fault in faults if fault is not None)


def save_assessment(
    session: Session,
    grid: Grid,
    texts: GridTexts,
    answers: Mapping[str, Answered],
    *,
    scope: Scope,
    now: datetime,
) -> None:
    """Save the lines that changed; the others keep the name and day of whoever answered them.

    Pins the version and keeps its files. Refuses an answer without a note, and any answer to a
    line that was written from memory: nothing may claim that it is met.
    """
    for fault in find_faults(answers):
        raise fault
    lines = [(line.id, _trimmed(answers.get(line.id, Answered()))) for line in ANSWERABLE]
    with writing(session):
        grid_hash = _assessed_hash(session, grid)
        kept = {
            row.item: row
            for row in session.scalars(
                select(GridSelfAssessment).where(GridSelfAssessment.content_hash == grid_hash)
            )
        }
        changed = [(item, said) for item, said in lines if said != _as_kept(kept.get(item))]
        if not changed:
            return
        if grid_hash == content_hash(grid):
            pin(session, grid, by=scope.account_id, now=now)
            keep_texts(session, grid_hash, texts)
        for item, said in changed:
            _put(session, grid_hash, item, said, scope=scope, now=now)
        append(session, Event.GRID_ASSESSED, by=scope.account_id, at=now, subject=grid_hash)


def _trimmed(answer: Answered) -> Answered:
    return Answered(answer.judgement, answer.note.strip())


def _fault(line: Criterion, answer: Answered) -> DomainError | None:
    if line.recalled and answer.judgement is not None:
        return DomainError("This line can hold only a note.", field=f"{line.id}-note")
    if answer.judgement is not None and not answer.note:
        return DomainError(f"Say what you saw. {line.words}", field=f"{line.id}-note")
    if line.asked and answer.note and answer.judgement is None:
        message = f"Choose an answer that fits your note. {line.words}"
        return DomainError(message, field=f"{line.id}-answer")
    return None


def _as_kept(row: GridSelfAssessment | None) -> Answered:
    if row is None:
        return Answered()
    return Answered(Judgement(row.answer) if row.answer else None, row.note)


def _put(
    session: Session, grid_hash: str, item: str, answer: Answered, *, scope: Scope, now: datetime
) -> None:
    session.execute(
        delete(GridSelfAssessment).where(
            GridSelfAssessment.content_hash == grid_hash, GridSelfAssessment.item == item
        )
    )
    if answer == Answered():
        return
    session.add(
        GridSelfAssessment(
            content_hash=grid_hash,
            item=item,
            answer=answer.judgement.value if answer.judgement else None,
            note=answer.note,
            account_id=scope.account_id,
            answered_at=now,
        )
    )
    session.flush()


def _assessed_hash(session: Session, grid: Grid) -> str:
    grid_hash = content_hash(grid)
    publication = find_publications_of(session, [grid_hash]).get(grid_hash)
    return publication.approved_hash if publication else grid_hash
