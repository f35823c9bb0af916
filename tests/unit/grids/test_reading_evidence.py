"""The evidence file as staff read it: every record but those that nobody may be shown."""

import yaml

from sdm_tool.domain.evidence import Evidence, Use, read_evidence, uses_of
from tests.factories.grids import evidence_record, minimal_grid

GRID = minimal_grid()
DISPLAYS = ("family", "words", "clinician", "no")


def evidence(*records: dict[str, object]) -> Evidence:
    document = {"searched": "By hand.", "consensus": [], "guidelines": []}
    return read_evidence(yaml.safe_dump({**document, "evidence": list(records)}), GRID)


def test_who_may_be_shown_a_record_decides_if_it_is_there():
    found = evidence(*(evidence_record(each, display=each) for each in DISPLAYS))

    assert [study.id for study in found.studies] == ["family", "words", "clinician"]


def test_numbers_stand_as_they_were_published_and_what_is_missing_is_empty():
    (study,) = evidence(evidence_record("group-recovery")).studies

    assert (study.with_option, study.with_comparator) == ("66.7", "48.1")
    assert (study.events, study.total, study.year) == ("", "60", "1999")


def test_a_record_knows_the_answers_that_rest_on_it():
    (study,) = evidence(evidence_record("group-recovery")).studies

    assert study.uses == uses_of(GRID)["group-recovery"]
    assert Use("group", "how-many") in study.uses
    (unused,) = evidence(evidence_record("another")).studies
    assert unused.uses == ()
