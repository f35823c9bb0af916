"""Which questions of a grid are printed, when not all of them are: never one side alone."""

from collections.abc import Callable, Collection

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid, Question

GOOD_POINTS = ("better", "how-many")
COUNTS = GOOD_POINTS[1]
"""How many people it helps: never left out where the downsides are told in numbers."""
HARD_POINTS = "downsides"
BOTH_SIDES = (GOOD_POINTS[0], HARD_POINTS)
"""On every sheet that is chosen for people: without them it would tell a family half of it."""
ADDED_WITH_ROOM = ("how-many", "what", "if-not", "asks", "sure", "who-where", "ends", "wait")
"""What people ask next, in the order in which it is added while there is room."""


def chosen_questions(
    grid: Grid, asked: Collection[str], *, with_numbers: bool = True
) -> tuple[Question, ...]:
    """Return the questions asked for in the grid's order, with both sides among them.

    Who asks for a row of good points gets the row of downsides too, and the other way round; with
    numbers of one side come the numbers of the other.
    Refuses a question that the grid does not have, and nothing at all.
    """
    if not asked:
        raise DomainError("Choose at least one question.", field="question")
    wanted = {grid.question(question_id).id for question_id in asked}
    is_told_in_numbers = with_numbers and any(_has_figures(grid, each) for each in wanted)
    if wanted & {*GOOD_POINTS, HARD_POINTS} or is_told_in_numbers:
        wanted.add(HARD_POINTS)
        if not wanted & set(GOOD_POINTS):
            wanted.add(GOOD_POINTS[0])
        if with_numbers and (is_told_in_numbers or any(_has_figures(grid, q) for q in BOTH_SIDES)):
            wanted.add(COUNTS)
    return tuple(question for question in grid.questions if question.id in wanted)


def questions_that_fit(
    grid: Grid,
    pages: Callable[[tuple[Question, ...]], int],
    most: int,
    *,
    with_numbers: bool = True,
) -> tuple[Question, ...]:
    """Return both sides, and with them what people ask next while the pages hold it.

    Where both sides alone need more than `most` pages, those pages are filled. Without numbers,
    how many people it helps is not asked: it would be a question without its answer.
    """
    chosen = chosen_questions(grid, BOTH_SIDES, with_numbers=with_numbers)
    most = max(most, pages(chosen))
    for question_id in ADDED_WITH_ROOM:
        if question_id == COUNTS and not with_numbers:
            continue
        asked = {*(question.id for question in chosen), question_id}
        more = chosen_questions(grid, asked, with_numbers=with_numbers)
        if pages(more) <= most:
            chosen = more
    return chosen


def has_numbers(grid: Grid) -> bool:
    """Return whether any answer of the grid is told in numbers."""
    return any(_has_figures(grid, question.id) for question in grid.questions)


def _has_figures(grid: Grid, question_id: str) -> bool:
    answers = (grid.answer(option.id, question_id) for option in grid.options)
    return any(answer is not None and answer.figures for answer in answers)
