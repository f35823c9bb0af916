"""What is worked out for the self-assessment: it claims only what stands in the grid."""

from dataclasses import replace
from datetime import date

import pytest

from sdm_tool.domain.grid import Answer, Grid
from sdm_tool.domain.grid_file import Fault, Severity
from sdm_tool.domain.self_assessment import CRITERIA, PARTS, Judgement
from sdm_tool.domain.self_assessment_seen import Seen, look_through
from tests.factories.grids import minimal_grid

GRID = minimal_grid()
MET, PARTLY, NOT_MET = Judgement.MET, Judgement.PARTLY, Judgement.NOT_MET
UNBALANCED = Fault(
    "grid.yaml", 9, "answers", "balance.length", Severity.WARNING, "This answer has 90 words."
)
HARD_TO_READ = Fault("grid.yaml", 9, "options", "reading.hard", Severity.WARNING, "Too hard.")


def seen(line: str, grid: Grid = GRID, *findings: Fault) -> Seen:
    return look_through(grid, findings)[line]


def untold(question_id: str, *options: str) -> Grid:
    """The grid, not knowing the answer to a question for these options, or for all."""
    unknown = Answer(unknown="Nobody has counted it.")
    answers = {
        option: {**row, question_id: unknown} if not options or option in options else row
        for option, row in GRID.answers.items()
    }
    return replace(GRID, answers=answers)


@pytest.mark.parametrize(
    ("line", "question"), [("Q3", "what"), ("Q5", "downsides")]
)  # fmt: skip
def test_what_is_told_for_some_options_is_partly_met_and_names_the_others(line: str, question: str):
    first = GRID.options[0]

    assert seen(line).judgement is MET
    some = seen(line, untold(question, first.id))
    assert (some.judgement, first.name in some.note) == (PARTLY, True)
    assert seen(line, untold(question)).judgement is NOT_MET


def test_one_side_told_alone_is_not_equal_detail():
    assert seen("C1").judgement is MET

    one_sided = seen("C1", untold("downsides", GRID.options[0].id))

    assert one_sided.judgement is NOT_MET
    assert GRID.options[0].name in one_sided.note


def test_a_warning_of_the_length_check_is_told_and_other_warnings_are_not():
    found = seen("C1", GRID, UNBALANCED, HARD_TO_READ)

    assert found.judgement is PARTLY
    assert "This answer has 90 words." in found.note
    assert "Too hard." not in found.note


def test_a_draft_has_no_date_and_a_published_version_says_its_own():
    draft = replace(GRID, published=None, review_by=None)
    assert seen("C3", draft).judgement is NOT_MET
    assert seen("C4", draft).judgement is PARTLY

    published = replace(GRID, published=date(2026, 11, 3), review_by=date(2028, 11, 3))

    assert seen("C3", published) == Seen("Published on 3 November 2026.", MET)
    assert seen("C4", published).judgement is MET
    assert "Look again by 3 November 2028." in seen("C4", published).note


def test_a_grid_without_numbers_does_not_say_how_sure_its_numbers_are():
    without = {
        option: {each: replace(answer, text="Some.", figures=()) for each, answer in row.items()}
        for option, row in GRID.answers.items()
    }
    grid = replace(GRID, answers=without)

    assert seen("C5").judgement is MET
    assert seen("C5", grid).judgement is PARTLY
    assert seen("nice-numbers", grid).note == "The grid shows no number of people."


def test_a_grid_without_sources_cites_nothing():
    assert seen("C2").judgement is MET
    assert seen("C2", replace(GRID, sources=())).judgement is NOT_MET


def test_the_hardest_column_is_named_with_its_reading_age():
    hard = "Psychopharmacological interventions necessitate multidisciplinary deliberation. " * 9
    option = GRID.options[-1]
    answers = {**GRID.answers, option.id: {"what": Answer(text=hard)}}

    assert f"“{option.name}”" in seen("nice-reading", replace(GRID, answers=answers)).note


def test_only_lines_that_nobody_is_asked_and_that_were_read_are_judged():
    for line, found in look_through(GRID, ()).items():
        is_judged = found.judgement is not None
        assert is_judged is not (CRITERIA[line].asked or CRITERIA[line].recalled), line


def test_a_line_is_either_asked_or_recalled_or_worked_out():
    told = look_through(GRID, ())
    for line in CRITERIA.values():
        is_worked_out = line.id in told and told[line.id].judgement is not None
        assert [line.asked, line.recalled, is_worked_out].count(True) == 1


def test_every_line_of_ipdas_stands_once_and_none_was_recalled():
    ipdas = [line for part in PARTS[:2] for line in part.criteria]
    assert [line.id for line in ipdas] == [
        *(f"Q{number}" for number in range(1, 7)),
        *(f"C{number}" for number in range(1, 7)),
    ]
    assert not any(line.recalled for line in ipdas)
    assert all(line.recalled for part in PARTS[3:] for line in part.criteria)
