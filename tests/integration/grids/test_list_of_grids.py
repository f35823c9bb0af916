"""The list shows every grid with its state, and to some what is wrong with the files."""

from pathlib import Path

import pytest
from flask import Flask

from sdm_tool.domain.permissions import Role
from sdm_tool.services.grids import load_catalogue
from tests.factories.grids import minimal_evidence_yaml, minimal_grid_yaml
from tests.integration.grids.conftest import Browser


@pytest.fixture
def faulty(app: Flask, tmp_path: Path) -> None:
    """One good grid, and one with an option that nothing answers for."""
    good, bad = tmp_path / "good", tmp_path / "bad"
    for folder in (good, bad):
        folder.mkdir()
        (folder / "evidence.yaml").write_bytes(minimal_evidence_yaml())
    (good / "grid.yaml").write_bytes(minimal_grid_yaml())
    (bad / "grid.yaml").write_bytes(minimal_grid_yaml(slug="bad", title="A bad grid", answers={}))
    app.extensions["sdm_catalogue"] = load_catalogue((tmp_path,))


def test_a_grid_nobody_approved_says_so(browser: Browser):
    page = browser("okafor", Role.CLINICIAN).get("/grids")

    assert "Low mood For young people, ages 11 to 17. Version 0.1." in page.text
    assert "Draft: two people have to approve it here" in page.text


@pytest.mark.parametrize("role", [Role.CONTENT_EDITOR, Role.ADMINISTRATOR])
def test_a_fault_is_named_by_file_line_and_rule(browser: Browser, faulty: None, role: Role):
    page = browser("editor", role).get("/grids")

    assert "bad/grid.yaml, line " in page.text
    assert "Rule: " in page.text
    assert "Low mood, an example" in page.text


def test_a_fault_does_not_tell_where_files_are_kept(browser: Browser, faulty: None, tmp_path: Path):
    assert str(tmp_path) not in browser("editor", Role.CONTENT_EDITOR).get("/grids").html


def test_a_clinician_is_not_shown_faults(browser: Browser, faulty: None):
    page = browser("okafor", Role.CLINICIAN).get("/grids")

    assert "Grids that did not load" not in page.text
    assert "A bad grid" not in page.text
