"""The grids that come with the tool pass their own checks and claim nothing they have not had."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from sdm_tool.domain.grid_json import canonical_json, grid_from_json
from sdm_tool.services.grid_files import check_grids, load_grids, report_lines

SHELF = Path(__file__).parents[3] / "option_grids"
GRIDS = list(load_grids(SHELF).grids.values())


def test_every_shipped_grid_loads_without_a_fault():
    checks = check_grids([SHELF])
    assert [check.slug for check in checks if not check.ok] == [], report_lines(checks)
    assert len(GRIDS) == len(checks) > 0


@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: grid.slug)
def test_a_shipped_grid_is_an_honest_draft(grid):
    assert grid.is_draft
    assert grid.reviewers == ()


@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: grid.slug)
def test_a_shipped_grid_can_be_pinned(grid):
    assert grid_from_json(canonical_json(grid)) == grid


@pytest.mark.parametrize(
    "file", sorted(SHELF.glob("*/grid.yaml")), ids=lambda file: file.parent.name
)
def test_a_shipped_grid_follows_the_schema_that_editors_use(file):
    schema = json.loads((SHELF / "schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(yaml.safe_load(file.read_bytes()))
