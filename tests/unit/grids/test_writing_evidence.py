"""The evidence of a draft as values: every number with its digits, every entry in one order."""

from decimal import Decimal

import pytest

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.evidence_edit import (
    LAYOUT,
    ORDER,
    EvidenceList,
    add_source,
    change_source,
    remove_source,
    source_of,
)
from sdm_tool.domain.grid_checks.yaml_tree import number_in
from sdm_tool.domain.grid_document import document_of, yaml_of


@pytest.mark.parametrize("typed", ["48.40", "48", "0", "0.0000001", "-3.50", "100.0", "0.10"])
def test_a_number_comes_back_from_the_file_as_it_was_typed(typed: str):
    written = yaml_of({"number": number_in(typed)})

    assert written == f"number: {typed}\n"
    assert document_of(written, "evidence.yaml") == {"number": number_in(typed)}


@pytest.mark.parametrize("typed", ["", "48,4", "1e2", ".5", "5.", "007", "+1", "4 8", "٤", "no"])
def test_what_is_no_number_is_none(typed: str):
    assert number_in(typed) is None


@pytest.mark.parametrize("kind", EvidenceList)
def test_the_order_of_a_file_names_every_value_once(kind: EvidenceList):
    assert sorted(ORDER[kind]) == sorted(LAYOUT[kind].required)


def test_a_value_that_the_layout_does_not_know_is_kept_at_the_end():
    evidence = {"evidence": [{"odd": 1, "outcome": "x", "id": "a"}]}
    change_source(evidence, EvidenceList.RECORD, "a", {"year": Decimal(2020), "outcome": ""})

    record = source_of(evidence, EvidenceList.RECORD, "a")
    assert [key for key, value in record.items() if value is not None] == ["id", "year", "odd"]


@pytest.mark.parametrize("evidence", [{}, {"evidence": None}, {"evidence": "words"}])
def test_a_record_is_added_where_there_is_no_list_yet(evidence: dict[str, object]):
    add_source(evidence, EvidenceList.RECORD, "a")

    assert source_of(evidence, EvidenceList.RECORD, "a")["verified"] is False


def test_a_refusal_names_the_first_places_and_counts_the_rest():
    grid = {
        "options": [{"id": "o", "name": "Walks"}],
        "questions": [{"id": f"q{n}", "text": f"Question {n}?"} for n in range(5)],
        "answers": {"o": {f"q{n}": {"sources": ["a"]} for n in range(5)}},
    }
    evidence = {"guidelines": [{"id": "a"}]}

    with pytest.raises(DomainError) as refused:
        remove_source(grid, evidence, EvidenceList.POSITION, "a")

    assert str(refused.value) == (
        "5 answers rest on this: “Walks: Question 0?”; “Walks: Question 1?”; "
        "“Walks: Question 2?” and 2 more. Take it out of there first."
    )
