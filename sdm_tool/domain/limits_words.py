"""Which of the grid's answers stands beside a prompt of Limits, and what it says."""

from collections.abc import Iterator

from sdm_tool.domain.figures import Framing, both_framings
from sdm_tool.domain.grid import Answer, Figure, Grid
from sdm_tool.domain.sections import Talk
from sdm_tool.domain.wording import ended

LIKELY, UNKNOWN = "likely", "unknown"
GRID_ANSWERS = {
    "good": "better",
    "hard": "downsides",
    LIKELY: "how-many",
    "if_not": "if-not",
    "ends": "ends",
}
"""The question that answers each prompt. UNKNOWN has none of its own: see `not_known`."""
_NOT_KNOWN = "We do not know."


def grid_answer(grid: Grid | None, option_id: str, prompt: str) -> Answer | None:
    """Return the answer that stands beside a prompt, if the grid has one for this option."""
    question = GRID_ANSWERS.get(prompt)
    return grid.answer(option_id, question) if grid and question else None


def answers_behind(grid: Grid | None, option_id: str, prompt: str) -> tuple[Answer, ...]:
    """Return every answer that the grid's words beside a prompt are taken from."""
    if prompt == UNKNOWN:
        return tuple(answer for answer in _answers(grid, option_id) if answer.unknown)
    answer = grid_answer(grid, option_id, prompt)
    return (answer,) if answer else ()


def not_known(grid: Grid | None, option_id: str) -> tuple[str, ...]:
    """Return what the grid does not know about an option, each once, in the order of questions."""
    said = (answer.unknown for answer in _answers(grid, option_id) if answer.unknown)
    parts = ((words.strip().removeprefix(_NOT_KNOWN).strip() or words) for words in said)
    return tuple(dict.fromkeys(parts))


def told(talk: Talk, grid: Grid | None, option_id: str, prompt: str) -> tuple[str, ...]:
    """Return what was said at a prompt: their words, then the grid's if "We said this" is ticked.

    The grid's words come with the figures they speak of, in words; at LIKELY without its own
    figures, which are drawn there. What was not ticked or written was not said, and is not
    returned.
    """
    said = [line for line in talk.words.split("\n") if line.strip()]
    if talk.said_grid and grid:
        said.extend(_grid_says(grid, option_id, prompt))
    return tuple(said)


def figure_words(figure: Figure) -> str:
    """Return both sides of a figure both ways, when, among whom, and how sure it is."""
    both = both_framings(figure)
    return (
        f"{_side(both.with_option, figure)}, {figure.after}, among {ended(figure.people)} "
        f"Compared with {figure.compared_with}: {ended(_side(both.with_comparator, figure))} "
        f"{ended(figure.how_sure)}"
    )


def _grid_says(grid: Grid, option_id: str, prompt: str) -> Iterator[str]:
    if prompt == UNKNOWN:
        yield from not_known(grid, option_id)
        return
    answer = grid_answer(grid, option_id, prompt)
    if answer is None:
        return
    yield from (part.strip() for part in (answer.text or "").split("\n\n") if part.strip())
    if prompt != LIKELY:
        yield from map(figure_words, answer.figures)
    if answer.unknown:
        begins = answer.unknown.startswith("We do not")
        yield answer.unknown if begins else f"{_NOT_KNOWN} {answer.unknown}"


def _answers(grid: Grid | None, option_id: str) -> Iterator[Answer]:
    for question in grid.questions if grid else ():
        answer = grid.answer(option_id, question.id) if grid else None
        if answer:
            yield answer


def _side(side: Framing, figure: Figure) -> str:
    return f"{side.happened_words}, {side.did_not} {figure.did_not}"
