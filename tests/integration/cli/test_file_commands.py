"""`grids` and `collaborate`: exit codes, one JSON document, and messages elsewhere."""

import json
import shutil
from pathlib import Path

from sdm_tool.resources import option_grids_folder
from tests.integration.cli.conftest import Run

ANSWERS = "q1,q2,q3,team\n" + "9,9,9,North\n" * 30 + "8,7,,South\n"


def test_the_shipped_grids_are_checked_when_no_path_is_given(run: Run):
    ran = run("grids", "check", "--json")
    document = json.loads(ran.out)
    assert ran.code == 0
    assert {"low-mood", "self-harm"} <= {grid["slug"] for grid in document["grids"]}
    assert all(grid["ok"] for grid in document["grids"])
    assert document["grids"][0].keys() == {"slug", "version", "ok", "faults"}


def test_a_fault_is_named_by_file_and_line_and_exits_1(run: Run, tmp_path: Path):
    folder = _broken_grid(tmp_path)
    plain = run("grids", "check", folder)
    assert plain.code == 1
    assert f"{folder / 'grid.yaml'}:" in plain.out
    ran = run("grids", "check", folder, "--json")
    assert ran.code == 1
    faults = json.loads(ran.out)["grids"][0]["faults"]
    assert {"file", "line", "path", "rule", "severity", "message"} == faults[0].keys()


def test_a_path_without_a_grid_exits_2(run: Run, tmp_path: Path):
    for path in (tmp_path, tmp_path / "nowhere"):
        ran = run("grids", "check", path, "--json")
        assert (ran.code, ran.out) == (2, "")
        assert str(path) in ran.err


def test_the_list_names_state_and_ages(run: Run):
    ran = run("grids", "list", "--json")
    assert ran.code == 0
    low_mood = next(g for g in json.loads(ran.out)["grids"] if g["slug"] == "low-mood")
    assert low_mood["state"] == "draft"
    assert low_mood["ages"] == {"from": 11, "to": 17}
    assert "Low mood" in run("grids", "list").out


def test_grids_of_ones_own_are_listed_and_what_does_not_load_exits_1(
    run: Run, tmp_path: Path, monkeypatch
):
    _broken_grid(tmp_path)
    monkeypatch.setenv("SDM_OPTION_GRIDS", str(tmp_path))
    ran = run("grids", "list", "--json")
    assert ran.code == 1
    assert json.loads(ran.out)["grids"]
    assert "grid.yaml:" in ran.err


def test_scores_come_by_column(run: Run, tmp_path: Path):
    file = _answers(tmp_path, ANSWERS)
    ran = run("collaborate", "score", file, "--by", "team", "--json")
    assert ran.code == 0
    north, south = json.loads(ran.out)["groups"]
    assert (north["group"], north["complete"], north["top_score"]) == ("North", 30, 100.0)
    assert (south["group"], south["shown"], south["top_score"]) == ("South", False, None)
    assert "North: 30 offered" in run("collaborate", "score", file, "--by", "team").out


def test_every_wrong_cell_is_named_and_exits_1(run: Run, tmp_path: Path):
    file = _answers(tmp_path, "q1,q2,q3\n9,9,9\n\n10,-1,4.5\n")
    ran = run("collaborate", "score", file, "--json")
    assert (ran.code, ran.out) == (1, "")
    assert [f"line 4, column q{n}" in line for n, line in enumerate(ran.err.splitlines(), 1)] == [
        True
    ] * 3


def test_an_absent_file_or_column_exits_2(run: Run, tmp_path: Path):
    file = _answers(tmp_path, ANSWERS)
    assert run("collaborate", "score", tmp_path / "absent.csv").code == 2
    ran = run("collaborate", "score", file, "--by", "clinician", "--json")
    assert (ran.code, ran.out) == (2, "")
    assert "clinician" in ran.err


def test_half_a_command_exits_2(run: Run):
    for call in ((), ("grids",), ("collaborate",), ("grids", "score"), ("--unknown",)):
        assert run(*call).code == 2


def _answers(folder: Path, text: str) -> Path:
    file = folder / "answers.csv"
    file.write_text(text)
    return file


def _broken_grid(folder: Path) -> Path:
    broken = folder / "broken"
    shutil.copytree(option_grids_folder() / "low-mood", broken)
    file = broken / "grid.yaml"
    file.write_text(file.read_text().replace("safety_first: false", "safety_first: perhaps"))
    return broken
