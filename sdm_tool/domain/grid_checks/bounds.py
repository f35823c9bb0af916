"""How much a grid may hold: far above any real one, so that no file keeps the checks busy."""

from sdm_tool.domain.grid_checks.draft import Draft
from sdm_tool.domain.grid_tree import Row

_MOST_CHARACTERS = 200_000


def within_bounds(draft: Draft) -> bool:
    """Whether the grid is small enough to check further; if not, that is among the findings."""
    cells = list(draft.cells())
    held = (
        ("options", len(draft.options), 20),
        ("questions", len(draft.questions), 40),
        ("answers", len(cells), 800),
        ("figures", sum(len(cell.figures) for cell in cells), 200),
        ("sources", sum(len(cell.sources) for cell in cells), 2_000),
        ("records in evidence.yaml", _records(draft), 500),
        ("characters", sum(len(passage.words) for passage in draft.passages()), _MOST_CHARACTERS),
    )
    for what, count, most in held:
        if count > most:
            message = f"This grid has {count} {what}. The most that is read is {most}."
            draft.findings.fault(draft.root, "structure.too-many", message)
    return all(count <= most for _, count, most in held)


def _records(draft: Draft) -> int:
    if draft.evidence is None:
        return 0
    lists = (draft.evidence.entries.get(kind) for kind in ("evidence", "guidelines"))
    return sum(len(found.items) for found in lists if isinstance(found, Row))
