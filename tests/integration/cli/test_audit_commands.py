"""`audit spc`, `pchart`, `funnel` and `suppress`: exit codes, one JSON document, named faults."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integration.cli.conftest import Run

RISING = "period,value\n" + "".join(f"2026-{month:02},{month}\n" for month in range(1, 11))
COUNTS = ",events,n\nA,30,50\nB,12,40\nC,45,60\nD,20,25\nE,9,26\nF,0,0\n"
GOOD = {
    "spc": RISING,
    "pchart": f"period{COUNTS}",
    "funnel": f"unit{COUNTS}",
    "suppress": "count\n0\n2\n5\n8\n16\n57\n10023\n",
}
EVERY_COMMAND = pytest.mark.parametrize("command", GOOD)

WriteFile = Callable[[str], Path]


@pytest.fixture
def write_file(tmp_path: Path) -> WriteFile:
    def write(text: str) -> Path:
        file = tmp_path / "figures.csv"
        file.write_bytes(text.encode())
        return file

    return write


@EVERY_COMMAND
def test_json_is_one_document_and_words_are_lines(run: Run, write_file: WriteFile, command: str):
    file = write_file(GOOD[command])
    ran = run("audit", command, file, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert isinstance(json.loads(ran.out), dict)
    plain = run("audit", command, file)
    assert (plain.code, plain.err) == (0, "")
    assert len(plain.out.splitlines()) >= len(GOOD[command].splitlines()) - 1
    assert "{" not in plain.out


@EVERY_COMMAND
def test_a_file_as_a_spreadsheet_writes_it_gives_the_same(
    run: Run, write_file: WriteFile, command: str
):
    plain = run("audit", command, write_file(GOOD[command]), "--json")
    dressed = "\ufeff" + GOOD[command].replace("\n", "\r\n\r\n")
    assert run("audit", command, write_file(dressed), "--json") == plain


@EVERY_COMMAND
def test_an_absent_file_exits_2(run: Run, tmp_path: Path, command: str):
    ran = run("audit", command, tmp_path / "absent.csv", "--json")
    assert (ran.code, ran.out) == (2, "")
    assert "absent.csv cannot be read" in ran.err


@EVERY_COMMAND
def test_a_file_without_the_columns_exits_1(run: Run, write_file: WriteFile, command: str):
    ran = run("audit", command, write_file("a,b\n1,2\n"), "--json")
    assert (ran.code, ran.out) == (1, "")
    assert all("line 1, column" in line for line in ran.err.splitlines())


@pytest.mark.parametrize(
    ("command", "text", "places"),
    [
        pytest.param(
            "spc", "period,value\na,1\na,2\n\nb,nan\nc,\n,3\n",
            ["line 3, column period", "line 5, column value", "line 6, column value",
             "line 7, column period"], id="spc",
        ),
        pytest.param(
            "pchart", "period,events,n\na,1,2\na,3,2\nb,x,-1\n",
            ["line 3, column period", "line 3, column events", "line 4, column events",
             "line 4, column n"], id="pchart",
        ),
        pytest.param(
            "funnel", "unit,events,n\nA,1,2\nA,3,2\n,1,2.5\n",
            ["line 3, column unit", "line 3, column events", "line 4, column unit",
             "line 4, column n"], id="funnel",
        ),
        pytest.param(
            "suppress", "count\n9\n-1\n4.2\n",
            ["line 3, column count", "line 4, column count"], id="suppress",
        ),
    ],
)  # fmt: skip
def test_every_fault_is_named_at_once_and_exits_1(
    run: Run, write_file: WriteFile, command: str, text: str, places: list[str]
):
    for form in ([], ["--json"]):
        ran = run("audit", command, write_file(text), *form)
        assert (ran.code, ran.out) == (1, "")
        said = ran.err.splitlines()
        assert len(said) == len(places)
        assert all(place in line for place, line in zip(places, said, strict=True))
        assert all("figures.csv" in line for line in said)


def test_the_published_series_from_1_to_10(run: Run, write_file: WriteFile):
    document = json.loads(run("audit", "spc", write_file(RISING), "--json").out)
    assert document["limits"] == "trial"
    assert (document["lower"], document["upper"]) == pytest.approx((2.84, 8.16))
    flags = [point["flag"] for point in document["points"]]
    assert flags == [*["outside"] * 2, *["trend"] * 6, *["outside"] * 2]


def test_changes_divide_the_series_and_an_unknown_one_exits_2(run: Run, write_file: WriteFile):
    file = write_file(RISING)
    ran = run("audit", "spc", file, "--change", "2026-08", "--change", "2026-03", "--json")
    document = json.loads(ran.out)
    assert [segment["from"] for segment in document["segments"]] == [
        *("2026-01", "2026-03", "2026-08")
    ]
    assert [segment["limits"] for segment in document["segments"]] == ["none", "trial", "none"]
    wrong = run("audit", "spc", file, "--change", "2026-11", "--json")
    assert (wrong.code, wrong.out) == (2, "")
    assert "'2026-11'" in wrong.err


def test_screening_and_a_baseline_are_taken_only_when_asked_for(run: Run, write_file: WriteFile):
    values = [1, 2, 1, 2, 10, *[1, 2] * 6, 1, 2]
    file = write_file(
        "period,value\n" + "".join(f"{place},{value}\n" for place, value in enumerate(values))
    )
    assert _upper(run("audit", "spc", file, "--json")) == pytest.approx(6.824035, abs=1e-6)
    screened = run("audit", "spc", file, "--screen", "--json")
    assert _upper(screened) == pytest.approx(4.607368, abs=1e-6)
    fixed = run("audit", "spc", file, "--screen", "--baseline", "12", "--json")
    assert json.loads(fixed.out)["mean"] == pytest.approx(26 / 12)


@pytest.mark.parametrize("baseline", ["11", "0", "-12", "12.5", "twelve"])
def test_a_baseline_under_12_exits_2(run: Run, write_file: WriteFile, baseline: str):
    ran = run("audit", "spc", write_file(RISING), "--baseline", baseline, "--json")
    assert (ran.code, ran.out) == (2, "")
    assert "--baseline" in ran.err


def test_units_stay_in_the_order_of_the_file(run: Run, write_file: WriteFile):
    document = json.loads(run("audit", "funnel", write_file(GOOD["funnel"]), "--json").out)
    assert [unit["unit"] for unit in document["units"]] == list("ABCDEF")
    assert [unit["label"] for unit in document["units"]] == [
        *("in", "low998", "high95", "high95", "low95", "in")
    ]
    assert document["units"][-1]["percent"] is None


def test_a_month_with_nobody_is_null_in_a_pchart(run: Run, write_file: WriteFile):
    document = json.loads(run("audit", "pchart", write_file(GOOD["pchart"]), "--json").out)
    last = document["points"][-1]
    assert {last[name] for name in ("percent", "lower", "upper", "flag")} == {None}
    assert [point["flag"] for point in document["points"]].count("outside") == 1


def test_suppressed_counts_are_printed_one_a_line(run: Run, write_file: WriteFile):
    shown = ["0", "*", "*", "10", "15", "55", "10025"]
    file = write_file(GOOD["suppress"])
    assert run("audit", "suppress", file).out.splitlines() == shown
    assert json.loads(run("audit", "suppress", file, "--json").out) == {"counts": shown}


def test_half_a_command_or_an_unknown_option_exits_2(run: Run, write_file: WriteFile):
    file = write_file(GOOD["spc"])
    for call in ((), ("spc",), ("rank", file), ("funnel", file, "--screen")):
        ran = run("audit", *call)
        assert (ran.code, ran.out) == (2, "")


def _upper(ran):
    return json.loads(ran.out)["upper"]
