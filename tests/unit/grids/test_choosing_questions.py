"""A sheet never tells one side alone, and holds as much as its pages do."""

import pytest

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Question, about_self_harm
from sdm_tool.domain.grid_selection import chosen_questions, questions_that_fit
from tests.factories.grids import minimal_grid


def ids(questions: tuple[Question, ...]) -> list[str]:
    return [question.id for question in questions]


@pytest.mark.parametrize(
    ("asked", "printed"),
    [
        (["better"], ["better", "downsides"]),
        (["how-many"], ["how-many", "downsides"]),
        (["downsides"], ["better", "downsides"]),
        (["downsides", "how-many"], ["how-many", "downsides"]),
        (["wait", "what"], ["what", "wait"]),
    ],
)
def test_good_points_and_downsides_are_printed_together(asked: list[str], printed: list[str]):
    assert ids(chosen_questions(minimal_grid(), asked)) == printed


@pytest.mark.parametrize("asked", [[], ["colour"]])
def test_nothing_and_what_is_not_there_are_refused(asked: list[str]):
    with pytest.raises(DomainError):
        chosen_questions(minimal_grid(), asked)


def test_questions_are_added_while_the_pages_hold_them():
    chosen = questions_that_fit(minimal_grid(), lambda some: 1 if len(some) <= 4 else 3, 2)
    assert ids(chosen) == ["what", "better", "how-many", "downsides"]


def test_pages_that_both_sides_need_anyway_are_filled():
    chosen = questions_that_fit(minimal_grid(), lambda some: 3 if len(some) <= 3 else 4, 2)
    assert ids(chosen) == ["better", "how-many", "downsides"]


@pytest.mark.parametrize(
    ("slug", "title", "safety_first", "is_about_it"),
    [
        ("self-harm", "Self-harm", True, True),
        ("self-harm-parents", "Self-harm and eating", True, True),
        ("hurting-yourself", "Hurting yourself", True, True),
        ("eating", "Eating", True, False),
        ("meals", "Difficulties with eating", True, False),
        ("low-mood", "Low mood", False, False),
    ],
)
def test_a_grid_about_self_harm_is_known(
    slug: str, title: str, *, safety_first: bool, is_about_it: bool
):
    assert about_self_harm(slug, title, safety_first=safety_first) == is_about_it
