"""Words kept by "We said this" never speak of a number that is not there."""

from dataclasses import replace

import pytest

from sdm_tool.domain.grid import Answer, Figure, Grid
from sdm_tool.domain.limits_words import answers_behind, grid_answer, not_known, told
from sdm_tool.domain.sections import Talk
from tests.factories.grids import minimal_grid

TICKED = Talk(said_grid=True)
WORSE = Figure(
    evidence_id="group-recovery",
    with_option=6,
    with_comparator=13,
    happened="got clearly worse",
    did_not="did not",
    after="after about 2 months",
    people="teenagers having any kind of talking therapy",
    compared_with="being on a waiting list",
    how_sure="Not very sure",
)
IN_WORDS = (
    "6 of 100 got clearly worse, 94 did not, after about 2 months, among teenagers having any kind "
    "of talking therapy. Compared with being on a waiting list: 13 of 100 got clearly worse, 87 "
    "did not. Not very sure."
)


def grid_with(answers: dict[str, Answer]) -> Grid:
    grid = minimal_grid()
    return replace(grid, answers={**grid.answers, "group": {**grid.answers["group"], **answers}})


@pytest.mark.parametrize(("prompt", "question"), [("good", "better"), ("hard", "downsides")])
def test_a_number_stands_in_words_right_after_what_speaks_of_it(prompt: str, question: str):
    grid = grid_with({question: Answer(text="Some get worse.", figures=(WORSE,))})

    assert told(TICKED, grid, "group", prompt) == ("Some get worse.", IN_WORDS)


def test_how_likely_leaves_its_numbers_to_the_pictures():
    grid = grid_with({"how-many": Answer(text="Here is one number.", figures=(WORSE,))})

    assert told(TICKED, grid, "group", "likely") == ("Here is one number.",)


def test_what_is_not_known_never_says_so_twice():
    unknown = "We do not know how often it does."
    grid = grid_with({"downsides": Answer(unknown=unknown), "if-not": Answer(unknown="No study.")})

    assert told(TICKED, grid, "group", "hard") == (unknown,)
    assert told(TICKED, grid, "group", "if_not") == ("We do not know. No study.",)


def test_what_do_we_not_know_holds_only_what_is_not_known():
    grid = grid_with(
        {
            "better": Answer(text="You may feel better.", unknown="No study said how soon."),
            "downsides": Answer(unknown="We do not know. No study counted them."),
            "if-not": Answer(unknown="No study said how soon."),
            "ends": Answer(text="After eight meetings."),
            "how-many": Answer(text="Many."),
            "sure": Answer(text="NICE says it is good."),
        }
    )

    assert told(Talk("The wait.", said_grid=True), grid, "group", "unknown") == (
        "The wait.",
        "No study said how soon.",
        "No study counted them.",
    )
    assert all(answer.unknown for answer in answers_behind(grid, "group", "unknown"))
    assert grid_answer(grid, "group", "unknown") is None


def test_what_was_not_ticked_was_not_said():
    assert told(Talk("It is far."), minimal_grid(), "group", "hard") == ("It is far.",)


def test_without_a_grid_there_is_nothing_it_does_not_know():
    assert not_known(None, "group") == ()
    assert told(TICKED, None, "group", "unknown") == ()
