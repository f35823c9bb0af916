"""The self-assessment of a grid version: what people of the service answered, line by line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_document import GridTexts
from sdm_tool.domain.grid_json import content_hash
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.self_assessment import ANSWERABLE, CRITERIA, Criterion, Judgement
from sdm_tool.persistence.engine import lock_trail, writing
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

    def __bool__(self) -> bool:
        """Whether anything is written."""
        return self.judgement is not None or bool(self.note)


class AnsweredMeanwhile(Exception):
    """Somebody else answered lines after this person opened the form; `faults` name each."""

    def __init__(self, faults: tuple[DomainError, ...]) -> None:
        super().__init__("answered meanwhile")
        self.faults = faults


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
    opened_at: datetime,
    scope: Scope,
    now: datetime,
) -> None:
    """Save the lines that changed; the others keep the name and day of whoever answered them.

    Pins the version and keeps its files. Refuses an answer without a note, and any answer to a
    line that was written from memory: nothing may claim that it is met. What others answered since
    `opened_at` stays: raises AnsweredMeanwhile when this person wrote something else there.
    """
    for fault in find_faults(answers):
        raise fault
    lines = [(line.id, _trimmed(answers.get(line.id, Answered()))) for line in ANSWERABLE]
    with writing(session):
        # One person at a time, so that the later one sees what the first wrote.
        lock_trail(session)
        grid_hash = _assessed_hash(session, grid)
        kept = {
            row.item: row
            for row in session.scalars(
                select(GridSelfAssessment).where(GridSelfAssessment.content_hash == grid_hash)
            )
        }
        changed = [(item, said) for item, said in lines if said != _as_kept(kept.get(item))]
        newer = {item for item, row in kept.items() if row.answered_at > opened_at}
        if faults := _written_twice(item for item, said in changed if said and item in newer):
            raise AnsweredMeanwhile(faults)
        changed = [(item, said) for item, said in changed if item not in newer]
        if not changed:
            return
        if grid_hash == content_hash(grid):
            pin(session, grid, by=scope.account_id, now=now)
            keep_texts(session, grid_hash, texts)
        for item, said in changed:
            _put(session, grid_hash, item, said, scope=scope, now=now)
        append(session, Event.GRID_ASSESSED, by=scope.account_id, at=now, subject=grid_hash)


def _written_twice(items: Iterable[str]) -> tuple[DomainError, ...]:
    return tuple(
        DomainError(
            "Somebody else answered this while you wrote. Read the evidence sheet, then save again "
            f"to put your words there. {CRITERIA[item].words}",
            field=f"{item}-note",
        )
        for item in items
    )


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
    if not answer:
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
