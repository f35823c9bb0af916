"""`audit report`: the board's paper or the workbook as a file, on a demonstration store."""

from pathlib import Path

import pytest

from tests.integration.cli.conftest import Run
from tests.integration.outputs.reading_pdf import faults_of, words_of


def test_the_report_of_a_team_is_written_for_its_owner_alone(
    run: Run, data_home: Path, tmp_path: Path
):
    file = tmp_path / "board.pdf"
    ran = run("audit", "report", "--team", "Schools", "--out", file)
    assert (ran.code, ran.out) == (0, "")
    assert f"Written: {file}" in ran.err
    assert file.stat().st_mode & 0o777 == 0o600
    assert "Schools" in words_of(file.read_bytes())
    assert faults_of(file.read_bytes()) == []


def test_the_workbook_is_written_too(run: Run, data_home: Path, tmp_path: Path):
    file = tmp_path / "figures.xlsx"
    assert run("audit", "report", "--format", "xlsx", "--out", file).code == 0
    assert file.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--team", "Nobody"), "There is no such team or site here"),
        (("--site", "Eastfield", "--team", "Schools"), "Schools is at "),
        (("--to", "2999-01"), "is not closed yet"),
        (("--from", "May"), "Write the month as a year and a month"),
        (("--from", "2026-05", "--to", "2026-04"), "the wrong way round"),
    ],
)
def test_a_wrong_call_exits_2_and_writes_nothing(
    run: Run, data_home: Path, tmp_path: Path, wrong: tuple[str, ...], said: str
):
    file = tmp_path / "board.pdf"
    ran = run("audit", "report", *wrong, "--out", file)
    assert ran.code == 2
    assert said in ran.err
    assert not file.exists()


def test_a_folder_that_is_not_there_is_said_first(run: Run, data_home: Path, tmp_path: Path):
    assert run("audit", "report", "--out", tmp_path / "nowhere" / "x.pdf").code == 2
