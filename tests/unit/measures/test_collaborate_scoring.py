"""`collaborate score` counts every row, names every wrong cell, and keeps the floor of 25."""

import json

import pytest

from sdm_tool.domain.csv_reading import CsvFaultsError, UnknownColumnError
from sdm_tool.services.collaborate_scoring import plain_lines, score_csv

HEADER = "q1,q2,q3\n"
TOP, OTHER, PART = "9,9,9\n", "6,7,8\n", "9,,9\n"
WORKED_CASE = HEADER + TOP * 12 + OTHER * 15 + PART * 3


def scored(text, by=None):
    return score_csv(text.encode(), by=by)["groups"]


def faults(text):
    with pytest.raises(CsvFaultsError) as refused:
        score_csv(text.encode(), by=None)
    return [(fault.line, fault.column) for fault in refused.value.faults]


def in_team(rows, team):
    return "".join(f"{row},{team}\n" for row in rows.splitlines())


def test_the_worked_case_in_full():
    document = score_csv(WORKED_CASE.encode(), by=None)
    assert document["scale"] == "0-9"
    (group,) = document["groups"]
    assert group == {
        "group": None,
        "offered": 30,
        "complete": 27,
        "incomplete": 3,
        "shown": True,
        "why_not": None,
        "top_score": pytest.approx(44.444444444),
        "top_score_ci95": [pytest.approx(27.6, abs=0.05), pytest.approx(62.7, abs=0.05)],
        "mean": pytest.approx((12 * 9 + 15 * 7) / 27),
        "wording": "too few to compare teams",
    }


def test_the_document_is_plain_json_in_the_promised_order():
    document = score_csv(WORKED_CASE.encode(), by=None)
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    assert list(document["groups"][0]) == [
        *("group", "offered", "complete", "incomplete", "shown", "why_not"),
        *("top_score", "top_score_ci95", "mean", "wording"),
    ]


def test_under_25_complete_the_counts_are_given_and_the_score_is_null():
    (group,) = scored(HEADER + TOP * 24 + PART)
    assert (group["offered"], group["complete"], group["incomplete"]) == (25, 24, 1)
    assert not group["shown"]
    assert group["why_not"] == "fewer than 25 complete"
    for hidden in ("top_score", "top_score_ci95", "mean", "wording"):
        assert group[hidden] is None


def test_a_file_without_rows_is_nobody_offered():
    (group,) = scored(HEADER)
    assert (group["offered"], group["shown"]) == (0, False)
    assert scored("q1,q2,q3,team\n", by="team") == []


def test_groups_keep_the_floor_each_and_the_order_of_the_file():
    text = "team,q1,q2,q3\n" + "South,9,9,9\n" * 30 + "North,9,9,9\n" * 24 + "South,0,0,0\n" * 10
    south, north = scored(text, by="team")
    assert (south["group"], south["offered"], south["top_score"]) == ("South", 40, 75)
    assert (north["group"], north["complete"], north["top_score"]) == ("North", 24, None)


def test_a_row_with_only_its_group_is_incomplete():
    text = "team,q1,q2,q3\n" + "A,9,9,9\n" * 25 + "A,,,\nA\n,,,\n"
    team, unnamed = scored(text, by="team")
    assert (team["offered"], team["complete"], team["incomplete"]) == (27, 25, 2)
    assert (unnamed["group"], unnamed["offered"]) == ("", 1)


def test_blank_lines_marks_and_windows_line_ends_change_nothing():
    dressed = "\ufeff" + WORKED_CASE.replace("\n", "\r\n\r\n")
    assert scored(dressed) == scored(WORKED_CASE)


def test_a_group_name_may_hold_a_comma_or_a_line_end():
    text = "q1,q2,q3,team\n" + '9,9,9,"North, and\nSouth"\n' * 25
    (group,) = scored(text, by="team")
    assert (group["group"], group["complete"]) == ("North, and\nSouth", 25)


@pytest.mark.parametrize("wrong", ["10", "-1", "4.5", "9.0", "nine", "٩", "NA", "9 9"])
def test_a_wrong_value_is_refused_never_skipped(wrong):
    assert faults(f"{HEADER}9,9,9\n9,{wrong},9\n") == [(3, "q2")]


def test_every_wrong_cell_is_named_by_its_physical_line():
    text = 'q1,q2,q3,note\n\n9,9,9,"two\nlines"\n10,9,-1,\n\n9,x,9,\n'
    assert faults(text) == [(5, "q1"), (5, "q3"), (7, "q2")]


def test_the_message_says_what_is_wrong_and_what_to_do():
    with pytest.raises(CsvFaultsError) as refused:
        score_csv(f"{HEADER}9,10,9\n".encode(), by=None)
    assert str(refused.value) == (
        "line 2, column q2: '10' is not a whole number from 0 to 9; "
        "leave the cell empty where there is no answer"
    )


def test_each_missing_column_is_named():
    assert faults("q1,Q2,score\n9,9,9\n") == [(1, "q2"), (1, "q3")]


@pytest.mark.parametrize("unknown", ["teem", "", "Team"])
def test_an_unknown_group_column_is_a_wrong_call(unknown):
    with pytest.raises(UnknownColumnError, match="The columns are: q1, q2, q3, team"):
        score_csv(b"q1,q2,q3,team\n9,9,99,A\n", by=unknown)


def test_words_for_a_scored_and_an_unscored_group():
    text = "q1,q2,q3,team\n" + in_team(TOP * 12 + OTHER * 15 + PART * 3, "A") + "9,9,9,\n"
    assert plain_lines(score_csv(text.encode(), by="team")) == [
        (
            "A: 30 offered, 27 complete, 3 incomplete. Top Score 44.4 % "
            "(95 % interval 27.6 to 62.7), mean 7.89 of 9: too few to compare teams."
        ),
        "(blank): 1 offered, 1 complete, 0 incomplete. No score: fewer than 25 complete.",
    ]


def test_a_group_is_one_line_of_words_whatever_its_name_holds():
    (line,) = plain_lines(score_csv(b'q1,q2,q3,t\n1,1,1,"a\n\x1b[2Jb"\n', by="t"))
    assert line.startswith("a  [2Jb: 1 offered")


def test_without_groups_the_line_is_about_all():
    assert plain_lines(score_csv(HEADER.encode(), by=None)) == [
        "All: 0 offered, 0 complete, 0 incomplete. No score: fewer than 25 complete."
    ]
