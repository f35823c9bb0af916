"""Two files of past answers are read whole, or every wrong row is named."""

import pytest

from sdm_tool.domain.collaborate import Answers, Mode, Respondent
from sdm_tool.domain.past_answers import Group, Known, PastFaultsError, read_past_answers

HEADER = "month,team,respondent,mode,q1,q2,q3"
OFFERS_HEADER = "month,team,respondent,mode,offered"
SCHOOLS = "2026-03,Schools,young person,paper"
KNOWN = Known(
    {"schools": "t1", "alder": "", "alder (north)": "t2"},
    lambda month: "this month was brought in already" if month == "2026-01" else "",
)


def file_of(header: str, *rows: str, ends: str = "\n") -> bytes:
    return ends.join((header, *rows, "")).encode()


def read(answers: list[str], offers: list[str]):
    return read_past_answers(file_of(HEADER, *answers), file_of(OFFERS_HEADER, *offers), KNOWN)


def faults(answers: list[str], offers: list[str]) -> tuple[list[str], list[str]]:
    with pytest.raises(PastFaultsError) as refusal:
        read(answers, offers)
    found = refusal.value
    return [str(fault) for fault in found.answers], [str(fault) for fault in found.offers]


def test_files_without_a_fault_are_read():
    past = read(
        [f"{SCHOOLS},9,8,7", "2026-03,alder (North),Parent,tablet handed over,0,,9"],
        [
            f"{SCHOOLS},4",
            "2026-03,Alder (North),parent,hand-over,1",
            "2026-04,Schools,parent,paper,3",
        ],
    )
    schools = Group("2026-03", "t1", Respondent.YOUNG_PERSON, Mode.PAPER)
    alder = Group("2026-03", "t2", Respondent.PARENT, Mode.HAND_OVER)
    assert past.answers == ((schools, Answers(9, 8, 7)), (alder, Answers(0, None, 9)))
    assert (past.offered[schools], past.offered[alder]) == (4, 1)
    assert past.months == ("2026-03", "2026-04")


def test_a_file_as_a_spreadsheet_saves_it_is_read():
    answers = b"\xef\xbb\xbf" + file_of(f"note,{HEADER}", f'"a, b",{SCHOOLS},9,8,7', ends="\r\n")
    past = read_past_answers(answers, file_of(OFFERS_HEADER, f"{SCHOOLS},4"), KNOWN)
    assert len(past.answers) == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2026-3,Schools,parent,paper,9,9,9", "line 3, column month: write the month as"),
        ("2026-01,Schools,parent,paper,9,9,9", "line 3, column month: this month was brought"),
        ("2026-03,School,parent,paper,9,9,9", "line 3, column team: there is no team"),
        ("2026-03,Alder,parent,paper,9,9,9", "line 3, column team: several teams"),
        ("2026-03,Schools,mother,paper,9,9,9", "line 3, column respondent: write young person"),
        ("2026-03,Schools,parent,post,9,9,9", "line 3, column mode: write hand-over"),
        (f"{SCHOOLS},10,9,9", "line 3, column q1: write a whole number from 0 to 9"),
        (f"{SCHOOLS},9,4.5,9", "line 3, column q2: write a whole number from 0 to 9"),
        (f"{SCHOOLS},9,9,-1", "line 3, column q3: write a whole number from 0 to 9"),
        (f"{SCHOOLS},,,", "line 3: no answer at all"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_named_by_line_and_column_and_no_answer_is_repeated(row: str, said: str):
    answers, offers = faults([f"{SCHOOLS},9,9,9", row], [f"{SCHOOLS},4"])
    assert len(answers) == 1
    assert answers[0].startswith(said)
    assert offers == []


def test_every_fault_of_both_files_is_named_at_once():
    answers, offers = faults(["x,y,z,w,a,b,c"], [f"{SCHOOLS},0", "2026-03,,,paper,4"])
    assert len(answers) == 7
    assert [fault.partition(":")[0] for fault in offers] == [
        "line 2, column offered",
        "line 3, column team",
        "line 3, column respondent",
    ]


def test_whoever_answered_was_asked():
    other = "2026-03,Schools,parent,paper"
    assert faults([f"{SCHOOLS},9,9,9", f"{other},1,1,1"], [f"{SCHOOLS},1"])[0] == [
        "line 3: the file of offers has no line for this month, team, respondent and mode"
    ]
    assert faults([f"{SCHOOLS},9,9,9", f"{SCHOOLS},1,1,1"], [f"{SCHOOLS},1"])[1] == [
        "line 2, column offered: fewer were offered the form than the 2 answers of the other file"
    ]


def test_a_group_stands_once_among_the_offers():
    assert faults([f"{SCHOOLS},9,9,9"], [f"{SCHOOLS},2", f"{SCHOOLS},3"])[1] == [
        "line 3: line 2 is about the same month, team, respondent and mode"
    ]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (b"", "line 1: the file is empty"),
        (b"month,team\n", "line 1, column respondent: the file has no such column"),
        (f"{HEADER}\n".encode(), "line 1: there is no row below the header"),
        (b"\xff\xfe\x00", "line 1: this is not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(answers: bytes, said: str):
    with pytest.raises(PastFaultsError) as refusal:
        read_past_answers(answers, file_of(OFFERS_HEADER, f"{SCHOOLS},4"), KNOWN)
    assert str(refusal.value.answers[0]).startswith(said)
