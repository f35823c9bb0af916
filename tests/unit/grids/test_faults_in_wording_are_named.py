"""Each fault in the words of a grid is named by rule, line and a message that says what to do."""

import pytest

from tests.factories.grids import grid_content, minimal_grid_yaml, read
from tests.factories.planting import found, planted

ANSWER = "Things stay as they are. This is the answer about what."


@pytest.mark.parametrize(
    ("words", "rule", "told"),
    [
        ("It helps 67 of 100.", "number.naked-count", "67 of 100"),
        ("It helps 67 out of 100.", "number.naked-count", "67 out of 100"),
        ("It helps two in three.", "number.naked-count", "two in three"),
        ("It helps 6/10.", "number.naked-count", "6/10"),
        ("We asked 40 teenagers.", "number.naked-count", "40 teenagers"),
        ("We asked sixty young people.", "number.naked-count", "sixty young people"),
        ("It helps 1 in 5.", "number.one-in-x", "1 in x"),
        ("It helps one in five.", "number.one-in-x", "1 in x"),
        ("It helps one out of every three.", "number.one-in-x", "1 in x"),
        ("It helps 40% of them.", "number.percent", "per cent"),
        ("It helps forty per cent.", "number.percent", "per cent"),
        ("It helps forty percent.", "number.percent", "per cent"),
        ("It is three times as likely.", "number.relative", "more often than"),
        ("It is one and a half times as likely.", "number.relative", "more often than"),
        ("It is 1.5x the usual.", "number.relative", "more often than"),
        ("It is half as bad.", "number.relative", "more often than"),
        ("It doubles the chance.", "number.relative", "more often than"),
        ("A twofold rise.", "number.relative", "more often than"),
        ("Bad effects are rare.", "wording.rare-common", "rare"),
        ("Headaches are common.", "wording.rare-common", "common"),
        ("You are unlikely to feel ill.", "wording.rare-common", "unlikely"),
        ("You are likely to feel well.", "wording.rare-common", "likely"),
        ("This is the best one.", "wording.recommends", "best"),
        ("This is recommended.", "wording.recommends", "recommended"),
        ("You should choose this.", "wording.recommends", "should choose"),
        ("This is the most popular.", "wording.recommends", "most popular"),
        ("Read **this** now.", "wording.markup", "**"),
        ("Read <b>this</b> now.", "wording.markup", "<b"),
        ("Look at https://example.org now.", "wording.address", "address"),
        ("Ring 01632 960 001 now.", "wording.phone-number", "phone"),
        ("Ring 999 now.", "wording.phone-number", "phone"),
        ("It takes 8 weeks.", "source.missing", "8"),
        ("It takes two weeks.", "source.missing", "two weeks"),
        ("About half of young people get well.", "source.missing", "About half"),
    ],
)
def test_a_fault_in_an_answer_is_named(words, rule, told):
    grid_yaml, line = planted(ANSWER, words)
    fault = found(grid_yaml, rule)
    assert (fault.line, fault.path) == (line, "answers.keep-as-is.what.text")
    assert fault.file == "grid.yaml"
    assert fault.severity == "fault"
    assert told.casefold() in fault.message.casefold()
    assert read(grid_yaml).grid is None


@pytest.mark.parametrize(
    "words",
    [
        "It gets better by fits and starts. Do your best.",
        "Someone will look at your best interests.",
        "You meet one to one. Tell us what you have in common.",
        "We do not know how likely this is.",
        "It helped fewer than 1 of 100.",
        "Some felt worse more often than others.",
        "Bring a friend. People take turns. At times the group is loud, at other times less so.",
        "Sometimes the leader asks you to speak. You can stop three times the same day.",
    ],
)
def test_fair_words_pass(words):
    grid_yaml, _ = planted(ANSWER, words)
    rules = {fault.rule for fault in read(grid_yaml).faults}
    assert rules <= {"source.missing"}


def test_a_number_with_a_source_passes():
    grid_yaml, _ = planted(
        f"text: {ANSWER}", "text: It takes 8 weeks.\n      sources: [look-again]"
    )
    assert read(grid_yaml).faults == ()


@pytest.mark.parametrize(
    ("old", "path"),
    [
        ("title: Low mood, an example", "title"),
        ("urgent_help: If you are not safe", "urgent_help"),
        ("line: You meet with other", "options.2.line"),
        ("text: How many people does it", "questions.4.text"),
        ("how_sure: Not very sure.", "answers.group.how-many.figures.1.how_sure"),
    ],
)
def test_the_rules_hold_for_everything_a_family_reads(old, path):
    grid_yaml, line = planted(old, f"{old} best")
    fault = found(grid_yaml, "wording.recommends")
    assert (fault.line, fault.path) == (line, path)


def test_the_people_studied_may_be_counted_in_a_figure_but_not_in_per_cents():
    grid_yaml, line = planted("123 teenagers with", "123 teenagers, 80% with")
    assert found(grid_yaml, "number.percent").line == line


HARD = (
    "Psychological interventions necessitate considerable organisational collaboration, "
    "facilitating individualised multidisciplinary rehabilitation opportunities."
)


def test_a_column_that_is_too_hard_is_refused():
    answers = {key: {"text": HARD} for key in minimal_answers()}
    grid_yaml = with_kept(answers)
    fault = found(grid_yaml, "reading.too-hard")
    assert fault.severity == "fault"
    assert fault.path == "options.1"
    assert "Keep things as they are for now" in fault.message
    assert read(grid_yaml).grid is None


def test_a_column_that_is_hard_is_a_warning_only():
    words = (
        "You and the leader talk about your worries together, and you agree on one small thing "
        "that you would like to change in the family before the next meeting."
    )
    grid_yaml = with_kept({key: {"text": words} for key in minimal_answers()})
    fault = found(grid_yaml, "reading.hard")
    assert fault.severity == "warning"
    assert read(grid_yaml).grid is not None


def test_a_short_answer_beside_a_long_one_is_a_warning():
    answers = minimal_answers()
    answers["asks"] = {"text": "You can go on as you do now. " * 6}
    fault = found(with_kept(answers), "balance.length")
    assert (fault.severity, fault.path) == ("warning", "answers.keep-as-is.asks")
    assert "equal detail" in fault.message


def test_a_long_good_side_with_a_short_hard_side_is_a_warning():
    answers = minimal_answers()
    answers["better"] = {"text": "Your mood may lift. " * 9}
    answers["downsides"] = {"text": "None known."}
    fault = found(with_kept(answers), "balance.sides")
    assert (fault.severity, fault.path) == ("warning", "answers.keep-as-is.downsides")


def minimal_answers():
    return grid_content()["answers"]["keep-as-is"]


def with_kept(answers):
    content = grid_content()["answers"]
    return minimal_grid_yaml(answers={**content, "keep-as-is": answers})
