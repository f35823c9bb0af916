"""Which of the grid's answers stands beside a prompt of Limits, and what it says."""

from sdm_tool.domain.grid import Answer, Grid
from sdm_tool.domain.sections import Talk

GRID_ANSWERS = {
    "good": "better",
    "hard": "downsides",
    "likely": "how-many",
    "if_not": "if-not",
    "ends": "ends",
    "unknown": "sure",
}


def grid_answer(grid: Grid | None, option_id: str, prompt: str) -> Answer | None:
    """Return the answer that stands beside a prompt, if the grid has one for this option."""
    question = GRID_ANSWERS.get(prompt)
    return grid.answer(option_id, question) if grid and question else None


def told(talk: Talk, grid: Grid | None, option_id: str, prompt: str) -> tuple[str, ...]:
    """Return what was said at a prompt: their words, then the grid's if "We said this" is ticked.

    What was not ticked or written was not said, and is not returned.
    """
    said = [line for line in talk.words.split("\n") if line.strip()]
    answer = grid_answer(grid, option_id, prompt) if talk.said_grid else None
    if answer and answer.text:
        said.extend(part for part in answer.text.split("\n\n") if part.strip())
    if answer and answer.unknown:
        said.append(f"We do not know: {answer.unknown}")
    return tuple(said)
