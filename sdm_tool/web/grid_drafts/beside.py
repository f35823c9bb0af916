"""What stands beside a part of the grid: what families will see of it, and how it reads."""

from typing import Any

from sdm_tool.domain.grid_document import Document, preview_of
from sdm_tool.domain.grid_edit import answer_of, answers_to, option_of, options_of
from sdm_tool.web.grid_drafts.evidence_presenters import present_behind
from sdm_tool.web.grid_drafts.presenters import (
    Check,
    present_answers,
    present_checks,
    present_part,
)
from sdm_tool.web.grid_presenters import present_once


def beside(
    draft_id: str,
    files: tuple[Document, Document],
    kind: str,
    *,
    option_id: str = "",
    question_id: str = "",
) -> dict[str, Any]:
    """Return what the page of a part shows around its form; an id that is empty names nothing."""
    grid, evidence = files
    is_answer = bool(option_id and question_id)
    return {
        "answers": present_answers(draft_id, grid, question_id, (), option_id) if is_answer else (),
        "behind": present_behind(draft_id, evidence, answer_of(grid, option_id, question_id)),
        "checks": _checks(grid, kind, option_id, question_id),
        "part": present_part(draft_id, grid, option_id, question_id),
        "written": answers_to(grid, question_id),
        **_view(grid, evidence, kind, option_id, question_id),
    }


def _checks(grid: Document, kind: str, option_id: str, question_id: str) -> tuple[Check, ...]:
    if kind == "answer":
        part = answer_of(grid, option_id, question_id)
        others = [
            answer_of(grid, str(each.get("id")), question_id).get("text")
            for each in options_of(grid)
            if each.get("id") != option_id
        ]
        answers = grid.get("answers")
        column = answers.get(option_id) if isinstance(answers, dict) else None
        return present_checks([part.get("text"), part.get("unknown")], column, others)
    if kind == "option":
        return present_checks(option_of(grid, option_id), None, ())
    return ()


def _view(
    grid: Document, evidence: Document, kind: str, option_id: str, question_id: str
) -> dict[str, Any]:
    """Return the family's view of the part; nothing while the grid is too far from one."""
    preview = preview_of(grid, evidence)
    shown = present_once(preview) if preview else None
    seen: dict[str, Any] = {"grid": shown, "cell": None}
    if shown and kind == "answer":
        row = next((row for row in shown.rows if row.id == question_id), None)
        cells = row.cells if row else ()
        seen["cell"] = next((cell for cell in cells if cell.option_id == option_id), None)
    if shown and kind == "option":
        seen["cell"] = next((each for each in shown.options if each.id == option_id), None)
    if shown and kind == "question":
        seen["cell"] = next((row for row in shown.rows if row.id == question_id), None)
    return seen
