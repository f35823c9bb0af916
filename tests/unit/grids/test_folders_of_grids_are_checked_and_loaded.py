"""Grids are found in folders; a faulty one is named and left out while the rest still load."""

import json

import pytest

from sdm_tool.domain.errors import DomainError
from sdm_tool.services.grid_files import (
    check_grids,
    check_report,
    find_grid_folders,
    list_report,
    load_grids,
    report_lines,
)
from tests.factories.grids import minimal_evidence_yaml, minimal_grid_yaml


def put(folder, name, **changes):
    place = folder / name
    place.mkdir(parents=True)
    (place / "grid.yaml").write_bytes(minimal_grid_yaml(**changes))
    (place / "evidence.yaml").write_bytes(minimal_evidence_yaml())
    return place


@pytest.fixture
def shelf(tmp_path):
    put(tmp_path, "good")
    put(tmp_path, "bad", slug="bad", setting="camhs", title="")
    put(tmp_path, "deeper/other", slug="other")
    return tmp_path


def test_a_path_may_be_the_file_its_folder_or_any_folder_above(shelf):
    good = shelf / "good"
    assert find_grid_folders([good / "grid.yaml"]) == (good,)
    assert find_grid_folders([good]) == (good,)
    assert find_grid_folders([shelf]) == (shelf / "bad", shelf / "deeper/other", good)
    assert find_grid_folders([good, shelf / "good" / "grid.yaml"]) == (good,)


@pytest.mark.parametrize("name", ["absent", "empty", "empty/notes.txt"])
def test_a_path_without_a_grid_is_refused_by_name(tmp_path, name):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty/notes.txt").write_text("nothing", encoding="utf-8")
    with pytest.raises(DomainError, match=name) as refused:
        check_grids([tmp_path / name])
    assert refused.value.field == "path"


def test_a_faulty_grid_is_named_and_the_rest_still_load(shelf):
    loaded = load_grids(shelf)
    assert set(loaded.grids) == {("low-mood-example", "1.0"), ("other", "1.0")}
    assert {(fault.rule, fault.file) for fault in loaded.faults} == {
        ("structure.choice", str(shelf / "bad/grid.yaml")),
        ("structure.empty", str(shelf / "bad/grid.yaml")),
    }


def test_an_empty_folder_loads_nothing(tmp_path):
    assert load_grids(tmp_path).grids == {}


def test_the_same_slug_and_version_twice_is_refused(shelf):
    put(shelf, "zz-copy", title="A copy")
    loaded = load_grids(shelf)
    assert loaded.grids["low-mood-example", "1.0"].title == "Low mood, an example"
    (fault,) = [fault for fault in loaded.faults if fault.rule == "grid.same-version"]
    assert fault.file == str(shelf / "zz-copy/grid.yaml")
    assert str(shelf / "good/grid.yaml") in fault.message


def test_two_versions_of_one_grid_both_load(shelf):
    put(shelf, "newer", version="1.1")
    assert {("low-mood-example", "1.0"), ("low-mood-example", "1.1")} <= set(
        load_grids(shelf).grids
    )


def test_an_absent_evidence_file_is_a_fault_of_that_file(shelf):
    (shelf / "good/evidence.yaml").unlink()
    (check,) = check_grids([shelf / "good"])
    assert not check.ok
    assert [(fault.file, fault.line, fault.rule) for fault in check.faults] == [
        (str(shelf / "good/evidence.yaml"), 1, "file.unreadable")
    ]


def test_a_file_that_cannot_be_read_as_yaml_is_known_by_its_folder(shelf):
    (shelf / "good/grid.yaml").write_bytes(b"slug: [")
    (check,) = check_grids([shelf / "good"])
    assert (check.slug, check.version, check.ok) == ("good", None, False)
    assert check.faults[0].rule == "yaml.syntax"


def test_lines_read_file_line_rule_message(shelf):
    lines = report_lines(check_grids([shelf / "bad"]))
    assert (
        lines[0]
        == f"{shelf / 'bad/grid.yaml'}:4 structure.empty This is empty. Write what belongs here."
    )
    assert len(lines) == 2


def test_the_report_is_one_json_document_with_every_key(shelf):
    report = json.loads(json.dumps(check_report(check_grids([shelf]))))
    assert [(entry["slug"], entry["version"], entry["ok"]) for entry in report["grids"]] == [
        ("bad", "1.0", False),
        ("other", "1.0", True),
        ("low-mood-example", "1.0", True),
    ]
    fault = report["grids"][0]["faults"][0]
    assert set(fault) == {"file", "line", "path", "rule", "severity", "message"}
    assert (fault["line"], fault["path"], fault["severity"]) == (4, "title", "fault")


def test_the_list_tells_the_state_and_the_review_date(tmp_path):
    put(tmp_path, "draft")
    put(tmp_path, "published", version="1.1", published="2026-11-21", review_by="2028-11-21")
    report = json.loads(json.dumps(list_report(load_grids(tmp_path).grids.values())))
    assert report["grids"] == [
        {
            "slug": "low-mood-example",
            "version": version,
            "title": "Low mood, an example",
            "audience": "young-person",
            "ages": {"from": 11, "to": 17},
            "state": state,
            "review_by": review_by,
        }
        for version, state, review_by in [
            ("1.0", "draft", None),
            ("1.1", "published", "2028-11-21"),
        ]
    ]
