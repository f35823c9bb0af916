"""Each fault in the structure of a grid is named by rule, line, path and what to do."""

import pytest

from tests.factories.grids import grid_content, minimal_grid_yaml, read
from tests.factories.planting import found, planted, planted_evidence


@pytest.mark.parametrize(
    ("old", "new", "rule", "path", "told"),
    [
        ("title: Low mood, an example", "title: ''", "structure.empty", "title", "empty"),
        ("title: Low mood, an example", "title: 12", "structure.type", "title", "quotes"),
        ("title: Low mood, an example", "title: [a]", "structure.type", "title", "words"),
        ("title: Low", f"title: {'x' * 121}", "structure.too-long", "title", "120"),
        ("version: '1.0'", "version: 1.0", "structure.type", "version", "quotes"),
        ("version: '1.0'", "version: one", "structure.format", "version", "1.0"),
        ("slug: low-mood-example", "slug: Low Mood", "structure.format", "slug", "hyphens"),
        ("setting: nhs", "setting: camhs", "structure.choice", "setting", "outside-nhs"),
        ("- getting-help", "- thrving", "structure.choice", "groupings.1", "thriving"),
        ("safety_first: false", "safety_first: 'no'", "structure.type", "safety_first", "true"),
        ("published: null", "published: soon", "structure.date", "published", "2026-11-21"),
        ("published: null", "published: 2026-02-30", "structure.date", "published", "2026-11-21"),
        ("from: 11", "from: 40", "structure.range", "ages.from", "25"),
        ("from: 11", "from: 18", "structure.ages", "ages", "youngest"),
        ("funder: none", "fundr: none", "structure.unknown-key", "fundr", "funder"),
        ("funder: none", "fundr: none", "structure.missing", "funder", "Add it"),
        ("reviewers: []", "reviewers: none", "structure.type", "reviewers", "list"),
        ("- id: group\n", "- id: keep-as-is\n", "structure.duplicate-id", "options.2.id", "twice"),
        ("- id: sure\n", "- id: what\n", "structure.duplicate-id", "questions.10.id", "twice"),
        ("no_change: true", "no_change: false", "option.no-change", "options", "no_change: true"),
        ("- id: wait\n", "- id: waiting\n", "question.missing", "questions", "wait"),
        ("  group:\n", "  grup:\n", "answer.unknown-option", "answers.grup", "grup"),
        (
            "    better:\n",
            "    betr:\n",
            "answer.unknown-question",
            "answers.keep-as-is.betr",
            "betr",
        ),
        ("    better:\n", "    betr:\n", "answer.missing", "answers.keep-as-is.better", "unknown"),
        (
            "text: Things stay as they are. This is the answer about asks.",
            "text: ' '",
            "answer.empty",
            "answers.keep-as-is.asks.text",
            "Write",
        ),
        (
            "text: Things stay as they are. This is the answer about asks.",
            "sources: [look-again]",
            "answer.empty",
            "answers.keep-as-is.asks",
            "unknown",
        ),
        (
            "    better:\n",
            "    wait:\n      text: Long.\n    better:\n",
            "answer.by-service",
            "answers.keep-as-is.wait",
            "service",
        ),
    ],
)
def test_a_fault_in_the_structure_is_named(old, new, rule, path, told):
    grid_yaml, _ = planted(old, new)
    named = [fault for fault in read(grid_yaml).faults if (fault.rule, fault.path) == (rule, path)]
    assert len(named) == 1, read(grid_yaml).faults
    assert told in named[0].message


def test_the_line_is_the_physical_line_of_the_value():
    grid_yaml, line = planted("setting: nhs", "setting: camhs")
    assert found(grid_yaml, "structure.choice").line == line
    commented = b"# one\n# two\n" + grid_yaml
    assert found(commented, "structure.choice").line == line + 2


def test_a_missing_answer_is_shown_where_its_option_begins():
    grid_yaml, _ = planted("    better:\n", "    betr:\n")
    line = found(grid_yaml, "answer.missing").line
    assert grid_yaml.decode().splitlines()[line - 1] == "  keep-as-is:"


def test_a_second_no_change_option_is_refused():
    grid_yaml, _ = planted("id: group\n", "id: group\n  no_change: true\n")
    assert found(grid_yaml, "option.no-change").path == "options.2.no_change"


def test_two_options_of_one_name_are_refused():
    grid_yaml, line = planted("name: Group meetings", "name: KEEP things as they are for now")
    assert found(grid_yaml, "option.same-name").line == line


def test_a_published_grid_needs_a_review_date_after_it():
    grid_yaml = minimal_grid_yaml(published="2026-11-21", review_by="2026-11-21")
    assert found(grid_yaml, "structure.review-date").path == "review_by"
    in_order = read(minimal_grid_yaml(published="2026-11-21", review_by="2028-11-21"))
    assert in_order.grid.is_draft is False
    assert in_order.grid.review_by.year == 2028


def test_no_reviewers_and_no_date_are_a_state_and_not_a_fault():
    reading = read(minimal_grid_yaml(reviewers=[], published=None, review_by=None))
    assert reading.faults == ()
    assert reading.grid.is_draft


def test_a_missing_default_question_is_a_warning_only():
    content = grid_content()
    content["questions"] = [q for q in content["questions"] if q["id"] != "wait"]
    reading = read(minimal_grid_yaml(**content))
    assert [(fault.rule, fault.severity) for fault in reading.faults] == [
        ("question.missing", "warning")
    ]
    assert reading.grid is not None


def test_every_fault_is_listed_at_once_in_the_order_of_the_file():
    text = minimal_grid_yaml().decode()
    text = text.replace("language: en", "language: english")
    text = text.replace("with_option: 67", "with_option: 60")
    text = text.replace("update_policy: Looked", "policy: Looked")
    faults = read(text.encode()).faults
    assert {"structure.format", "figure.number-differs", "structure.missing"} <= {
        fault.rule for fault in faults
    }
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)


def test_a_fault_in_the_evidence_is_named_in_its_own_file():
    evidence_yaml, line = planted_evidence("display: words", "display: no")
    reading = read(minimal_grid_yaml(), evidence_yaml)
    assert [(fault.file, fault.line, fault.rule) for fault in reading.faults] == [
        ("evidence.yaml", line, "structure.choice")
    ]
    assert "'no'" in reading.faults[0].message
    assert reading.grid is None


def test_a_record_that_is_not_copied_whole_is_refused():
    evidence_yaml, _ = planted_evidence("  certainty: Not rated; one small study\n", "")
    fault = found(minimal_grid_yaml(), "structure.missing", evidence_yaml)
    assert fault.path == "evidence.1.certainty"


def test_two_records_with_one_id_are_refused():
    evidence_yaml, _ = planted_evidence("id: group-response", "id: group-recovery")
    faults = read(minimal_grid_yaml(), evidence_yaml).faults
    assert {fault.rule for fault in faults} == {"structure.duplicate-id"}
    assert {fault.path for fault in faults} == {"evidence.1.id", "evidence.2.id"}
