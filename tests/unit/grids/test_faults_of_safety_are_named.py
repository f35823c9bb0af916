"""Grids that put safety first hold no means, weights or other studies; medicines are explained."""

import pytest

from sdm_tool.domain.grid_checks.structure import SAFE_NO_CHANGE
from tests.factories.grids import FIGURE, grid_content, minimal_grid_yaml, read
from tests.factories.planting import found

DBT_FIGURE = FIGURE | {"evidence": "sh-dbt-completion"}


def self_harm_content(**changes):
    content = grid_content(slug="self-harm-example", title="Self-harm", safety_first=True)
    content["options"][0]["name"] = SAFE_NO_CHANGE
    content["answers"]["group"]["how-many"]["figures"] = [DBT_FIGURE]
    return content | changes


def with_words(words, **changes):
    content = self_harm_content(**changes)
    content["answers"]["group"]["what"]["text"] = words
    return minimal_grid_yaml(**content)


def test_a_self_harm_grid_within_the_rules_has_no_fault():
    assert read(minimal_grid_yaml(**self_harm_content())).faults == ()


@pytest.mark.parametrize(
    "word",
    ["cutting", "an overdose", "blades", "your wrists", "your arm", "ice", "an elastic band"],
)
def test_no_means_place_or_substitute_is_named(word):
    fault = found(with_words(f"Some people think of {word}."), "safety.means")
    assert fault.path == "answers.group.what.text"
    assert word.split()[-1] in fault.message.split(":")[0]


@pytest.mark.parametrize("word", ["calories", "your BMI", "45 kg", "a target weight"])
def test_no_weight_bmi_or_calories_are_named(word):
    grid_yaml = with_words(f"The team looks at {word}.", slug="eating-example", title="Eating")
    assert found(grid_yaml, "safety.weights").path == "answers.group.what.text"


def test_such_words_pass_in_grids_that_do_not_put_safety_first():
    content = grid_content()
    content["answers"]["group"]["what"]["text"] = "Bring ice to the party."
    assert read(minimal_grid_yaml(**content)).faults == ()


@pytest.mark.parametrize("slug", ["self-harm", "eating-parents"])
def test_these_grids_must_put_safety_first(slug):
    assert found(minimal_grid_yaml(slug=slug), "safety.first").path == "safety_first"


def test_the_no_change_option_has_its_own_name():
    content = self_harm_content()
    content["options"][0]["name"] = "Keep things as they are for now"
    fault = found(minimal_grid_yaml(**content), "safety.no-change-name")
    assert fault.path == "options.1.name"
    assert SAFE_NO_CHANGE in fault.message


def test_only_the_allowed_studies_stand_behind_words():
    content = self_harm_content()
    content["answers"]["group"]["what"]["sources"] = ["sh-any-therapy"]
    assert read(minimal_grid_yaml(**content)).faults == ()
    for other in ("sh-repeat", "course-in-words"):
        content["answers"]["group"]["what"]["sources"] = [other]
        fault = found(minimal_grid_yaml(**content), "safety.evidence")
        assert fault.path == "answers.group.what.sources.1"


def test_only_finishing_the_programme_may_be_a_figure():
    content = self_harm_content()
    content["answers"]["group"]["how-many"]["figures"] = [FIGURE | {"evidence": "sh-repeat-pair"}]
    fault = found(minimal_grid_yaml(**content), "safety.figure")
    assert fault.path == "answers.group.how-many.figures.1.evidence"


def test_repeats_have_no_figure_in_other_grids_either():
    content = grid_content()
    content["answers"]["group"]["how-many"]["figures"] = [FIGURE | {"evidence": "sh-repeat-pair"}]
    assert found(minimal_grid_yaml(**content), "safety.figure").severity == "fault"


def test_no_medicine_is_an_option_for_self_harm():
    content = self_harm_content()
    content["options"][1]["name"] = "Fluoxetine tablets"
    content["answers"]["group"]["what"]["sources"] = ["ssri-fda-suicidality"]
    assert found(minimal_grid_yaml(**content), "safety.medicine").path == "options.2.name"


def test_an_antidepressant_is_explained():
    content = grid_content()
    content["options"][1]["name"] = "Fluoxetine"
    assert found(minimal_grid_yaml(**content), "safety.antidepressant").path == "options.2.name"
    content["answers"]["group"]["downsides"]["sources"] = ["ssri-fda-suicidality"]
    assert read(minimal_grid_yaml(**content)).faults == ()
