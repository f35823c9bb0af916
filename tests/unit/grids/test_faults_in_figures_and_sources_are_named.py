"""A figure shows what its record bears out; every number and id leads to a record."""

import pytest

from tests.factories.grids import (
    FIGURE,
    evidence_content,
    grid_content,
    minimal_grid_yaml,
    read,
)
from tests.factories.planting import found, planted

RECORD = "evidence: group-recovery"
FIGURE_PATH = "answers.group.how-many.figures.1"


@pytest.mark.parametrize(
    ("old", "new", "rule", "key", "told"),
    [
        (RECORD, "evidence: nowhere", "figure.not-in-evidence", "evidence", "Copy it there"),
        (RECORD, "evidence: unseen", "figure.not-verified", "evidence", "not verified"),
        (RECORD, "evidence: staff-only", "figure.not-family", "evidence", "clinician"),
        (RECORD, "evidence: not-shown", "figure.not-family", "evidence", "no"),
        (RECORD, "evidence: course-in-words", "figure.no-pair", "evidence", "words"),
        (RECORD, "evidence: beyond", "figure.number-range", "evidence", "0 and 100"),
        (RECORD, "evidence: tiny", "figure.words-only", "evidence", "words"),
        (RECORD, "evidence: single-arm", "figure.no-comparator", "evidence", "compares"),
        ("with_option: 67", "with_option: 66", "figure.number-differs", "with_option", "67"),
        ("with_comparator: 48", "with_comparator: 49", "figure.number-differs", None, "48"),
        ("with_option: 67", "with_option: 167", "figure.sum", "with_option", "0 to 100"),
        ("with_option: 67", "with_option: 66.7", "structure.type", "with_option", "whole number"),
        ("with_option: 67", "with_option: '67'", "structure.type", "with_option", "whole number"),
        ("after: after 8 weeks", "after: ''", "structure.empty", "after", "empty"),
        ("people: 123", "persons: 123", "structure.missing", None, "people"),
        ("people: 123", "persons: 123", "structure.unknown-key", "persons", "people"),
        ("compared_with: being", "like: being", "structure.missing", None, "compared_with"),
    ],
)
def test_a_fault_in_a_figure_is_named(old, new, rule, key, told):
    grid_yaml, line = planted(old, new)
    fault = found(grid_yaml, rule)
    assert fault.path.startswith(FIGURE_PATH)
    if key:
        assert (fault.line, fault.path) == (line, f"{FIGURE_PATH}.{key}")
    assert told in fault.message
    assert read(grid_yaml).grid is None


def two_figures(first=None, second=None, *, note=None, in_one_cell=False):
    """The small grid with a second figure in the row, in the other column unless told."""
    content = grid_content()
    one, two = FIGURE | (first or {}), FIGURE | {"evidence": "group-response"} | (second or {})
    holder = "group" if in_one_cell else "keep-as-is"
    answers = content["answers"]
    answers["group"]["how-many"]["figures"] = [one]
    figures = answers[holder]["how-many"].setdefault("figures", [])
    figures.append(two)
    if note:
        content["questions"][3]["note"] = note
    return minimal_grid_yaml(**content)


def test_figures_side_by_side_must_say_they_cannot_be_compared():
    grid_yaml = two_figures()
    fault = found(grid_yaml, "figure.not-comparable")
    assert fault.path == "questions.4"
    assert grid_yaml.decode().splitlines()[fault.line - 1] == "- id: how-many"
    assert "cannot compare them across" in fault.message


def test_a_note_that_says_something_else_is_not_enough():
    grid_yaml = two_figures(note="These numbers are old.")
    fault = found(grid_yaml, "figure.not-comparable")
    assert fault.path == "questions.4.note"


def test_figures_with_the_note_pass():
    note = "These come from different studies. You cannot compare them across."
    assert read(two_figures(note=note)).faults == ()


def test_one_like_for_like_set_needs_no_note():
    same = {"like_for_like": "example-8w"}
    assert read(two_figures(same, same)).faults == ()


def test_one_study_told_twice_in_one_column_needs_no_note():
    assert read(two_figures(in_one_cell=True)).faults == ()


def test_a_set_over_two_studies_is_refused():
    same = {"like_for_like": "example-8w"}
    fault = found(two_figures(same, same | {"evidence": "other-trial"}), "figure.not-like-for-like")
    assert fault.path.endswith("how-many.figures.1.like_for_like")


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("nowhere", "source.unknown"),
        ("staff-only", "source.not-for-families"),
        ("not-shown", "source.not-for-families"),
        ("unseen", "source.not-verified"),
        ("heard-of-pointer", "source.lead-only"),
    ],
)
def test_a_source_that_families_may_not_be_told_is_named(source, rule):
    grid_yaml, line = planted("- look-again", f"- {source}")
    fault = found(grid_yaml, rule)
    assert (fault.line, fault.path) == (line, "answers.group.who-where.sources.1")
    assert fault.severity == "fault"


@pytest.mark.parametrize("source", ["group-recovery", "course-in-words", "look-again"])
def test_evidence_in_words_and_guidelines_may_stand_behind_words(source):
    grid_yaml, _ = (
        (minimal_grid_yaml(), 0)
        if source == "look-again"
        else planted("- look-again", f"- {source}")
    )
    grid = read(grid_yaml).grid
    assert source in [known.id for known in grid.sources]


def test_only_records_that_answers_use_become_sources_of_the_grid():
    grid = read(minimal_grid_yaml()).grid
    assert [(source.id, source.kind, source.year) for source in grid.sources] == [
        ("group-recovery", "evidence", 1999),
        ("look-again", "guideline", 2020),
    ]
    assert len(evidence_content()["evidence"]) > 1
