"""A grid finds its columns and rows, keeps them A to Z, and cannot be changed."""

from dataclasses import FrozenInstanceError

import pytest

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Answer
from tests.factories.grids import FIGURE, grid_content, minimal_grid


def test_options_stand_in_a_to_z_order_whatever_the_order_of_the_file_and_the_case():
    content = grid_content()
    names = ["talking", "Ärger first", "alpha", "Beta", "Keep things as they are for now"]
    options = [
        content["options"][1] | {"id": f"o{number}", "name": name, "no_change": number == 4}
        for number, name in enumerate(names)
    ]
    answers = {option["id"]: content["answers"]["group"] for option in options}
    same = [FIGURE | {"like_for_like": "one"}]
    for row in answers.values():
        row["how-many"]["figures"] = same
    grid = minimal_grid(options=options, answers=answers)
    assert [option.name for option in grid.options] == [
        "alpha",
        "Ärger first",
        "Beta",
        "Keep things as they are for now",
        "talking",
    ]


def test_a_grid_finds_its_parts():
    grid = minimal_grid()
    assert grid.option("group").name == "Group meetings"
    assert grid.option("group").ages.youngest == 12
    assert grid.question("wait").by_service
    assert grid.answer("group", "how-many").figures[0].with_option == 67
    assert grid.answer("keep-as-is", "how-many").figures == ()
    assert grid.answer("group", "wait") is None
    assert grid.answer("nothing", "wait") is None
    assert grid.no_change_option.id == "keep-as-is"


@pytest.mark.parametrize(("part", "field"), [("option", "option"), ("question", "question")])
def test_a_part_that_is_not_there_is_refused_by_name_of_the_field(part, field):
    with pytest.raises(DomainError) as refused:
        getattr(minimal_grid(), part)("elsewhere")
    assert refused.value.field == field


def test_a_grid_cannot_be_changed():
    grid = minimal_grid()
    with pytest.raises(FrozenInstanceError):
        grid.title = "Another"
    with pytest.raises(TypeError):
        grid.answers["group"] = {}
    with pytest.raises(TypeError):
        grid.answers["group"]["what"] = Answer("Changed")


def test_an_answer_is_never_empty():
    with pytest.raises(DomainError):
        Answer()


@pytest.mark.parametrize(
    ("title", "audience", "difficulty", "nobody"),
    [
        ("Sleep", "young-person", "Sleep", "no clinician and no young person"),
        ("Sleep: parents of children 5 to 10", "parent", "Sleep", "no clinician and no parent"),
    ],
)
def test_a_grid_for_parents_is_about_the_same_and_checked_by_parents(
    title: str, audience: str, difficulty: str, nobody: str
):
    grid = minimal_grid(title=title, audience=audience)
    assert (grid.difficulty, grid.nobody_checked) == (difficulty, nobody)
