"""Which questions of a grid are printed, when not all of them are: never one side alone."""

from collections.abc import Callable, Collection

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid, Question

GOOD_POINTS = ("better", "how-many")
HARD_POINTS = "downsides"
BOTH_SIDES = (GOOD_POINTS[0], HARD_POINTS)
"""On every sheet that is chosen for people: without them it would tell a family half of it."""
ADDED_WITH_ROOM = ("how-many", "what", "if-not", "asks", "sure", "who-where", "ends", "wait")
"""What people ask next, in the order in which it is added while there is room."""


def chosen_questions(grid: Grid, asked: Collection[str]) -> tuple[Question, ...]:
    """Return the questions asked for in the grid's order, with both sides among them.

    Who asks for a row of good points gets the row of downsides too, and the other way round.
    Refuses a question that the grid does not have, and nothing at all.
    """
    if not asked:
        raise DomainError("Choose at least one question.", field="question")
    wanted = {grid.question(question_id).id for question_id in asked}
    if wanted & {*GOOD_POINTS, HARD_POINTS}:
        wanted.add(HARD_POINTS)
        if not wanted & set(GOOD_POINTS):
            wanted.add(GOOD_POINTS[0])
    return tuple(question for question in grid.questions if question.id in wanted)


def questions_that_fit(
    grid: Grid, pages: Callable[[tuple[Question, ...]], int], most: int
) -> tuple[Question, ...]:
    """Return both sides, and with them what people ask next while the pages hold it.

    Where both sides alone need more than `most` pages, those pages are filled.
    """
    chosen = chosen_questions(grid, BOTH_SIDES)
    most = max(most, pages(chosen))
    for question_id in ADDED_WITH_ROOM:
        more = chosen_questions(grid, {*(question.id for question in chosen), question_id})
        if pages(more) <= most:
            chosen = more
    return chosen
