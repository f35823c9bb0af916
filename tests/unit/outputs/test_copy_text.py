"""The text for the record system is plain lines that survive any system."""

from dataclasses import replace

from sdm_tool.outputs.copy_text import CopyText, copy_for_record_system

COPIED = CopyText(
    status_line="Agreed on 19 November 2026",
    problem="Low mood",
    meeting="Thursday 19 November 2026, 14:00, Northgate clinic",
    options=("Being more active", "CBT in a group", "Going on as now"),
    decision="CBT in a group, and being more active",
    agreed_by="Young person, Mum, R. Okafor",
    basis="Young person under 16, competent for this decision",
    seen_differently_by="Mum",
    actions=("R. Okafor: asks for a place, by 27 November", "Mum: lifts, from 1 December"),
    review="17 December 2026",
    grid="Low mood, version 0.1",
    record_code="7KQ2-M9XD",
)


def test_the_text_holds_every_part_in_order() -> None:
    assert copy_for_record_system(COPIED).splitlines() == [
        "Shared decision: Agreed on 19 November 2026",
        "About: Low mood",
        "Meeting: Thursday 19 November 2026, 14:00, Northgate clinic",
        "Options talked about: Being more active; CBT in a group; Going on as now",
        "Decision: CBT in a group, and being more active",
        "Agreed by: Young person, Mum, R. Okafor",
        "On what basis: Young person under 16, competent for this decision",
        "Seen differently by: Mum",
        "Action: R. Okafor: asks for a place, by 27 November",
        "Action: Mum: lifts, from 1 December",
        "Look again: 17 December 2026",
        "Option grid: Low mood, version 0.1",
        "Record: 7KQ2-M9XD",
    ]


def test_what_is_empty_leaves_no_label() -> None:
    text = copy_for_record_system(replace(COPIED, review=" ", actions=()))
    assert "Look again" not in text
    assert "Action" not in text


def test_notices_come_first_and_line_breaks_become_spaces() -> None:
    text = copy_for_record_system(
        replace(COPIED, notices=("Practice",), decision="One\r\n\r\ntwo\tthree")
    )
    assert text.startswith("Practice\n")
    assert "Decision: One two three\n" in text
