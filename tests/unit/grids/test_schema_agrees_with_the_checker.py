"""The schema that editors use is valid, and says the same as the checker about names and kinds."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from sdm_tool.domain.grid_checks.layout import ANSWER, FIGURE, GRID, OPTION, QUESTION
from tests.factories.grids import grid_content, minimal_grid_yaml, read

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads((ROOT / "option_grids/schema.json").read_text(encoding="utf-8"))
CHECKER = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_itself_valid():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        (SCHEMA, GRID),
        (SCHEMA["$defs"]["option"], OPTION),
        (SCHEMA["$defs"]["question"], QUESTION),
        (SCHEMA["$defs"]["figure"], FIGURE),
        (SCHEMA["$defs"]["answer"], ANSWER),
    ],
)
def test_the_schema_knows_the_names_that_the_checker_knows(part, kind):
    assert set(part["properties"]) == {*kind.required, *kind.optional}
    assert set(part.get("required", [])) == set(kind.required)
    assert part["additionalProperties"] is False


def test_a_good_grid_passes_both():
    CHECKER.validate(yaml.safe_load(minimal_grid_yaml()))
    assert read(minimal_grid_yaml()).faults == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"title": 5},
        {"version": 1.0},
        {"slug": "Low Mood"},
        {"setting": "camhs"},
        {"ages": {"from": 11}},
        {"ages": {"from": 11, "to": 99}},
        {"groupings": []},
        {"safety_first": "no"},
        {"authors": []},
        {"options": grid_content()["options"][:1]},
        {"answers": {"group": {"what": {}}}},
        {"colour": "blue"},
    ],
)
def test_a_fault_in_names_or_kinds_fails_both(changes):
    assert not CHECKER.is_valid(grid_content(**changes))
    assert read(minimal_grid_yaml(**changes)).grid is None
