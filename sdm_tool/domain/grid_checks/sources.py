"""Sources: every id leads to a record that families may be told of; every number has one."""

import re
from collections import Counter

from sdm_tool.domain.grid_checks.draft import Cell, Draft
from sdm_tool.domain.grid_checks.findings import Findings
from sdm_tool.domain.grid_tree import Branch, Leaf

_UNITS = "seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|terms?|sessions?|meetings?"
_SPELLED = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty"
_NUMBER = re.compile(
    rf"\d|\b(?:{_SPELLED})(?: (?:or|to) (?:{_SPELLED}))?[ -](?:{_UNITS})\b"
    r"|\b(?:half|thirds?|quarters?|most|nearly all|almost all) (?:of )?(?:the |those |all )?"
    r"(?:people|teenagers|young people|children|adolescents|them|families)\b|\babout half\b",
    re.IGNORECASE,
)
_TOLD = ("family", "words")
_LEAD = "-pointer"


def check_sources(draft: Draft) -> None:
    """Note ids that lead nowhere or to what families may not be told, and numbers without one."""
    for cell in draft.cells():
        for source in cell.sources:
            if draft.evidence is not None and isinstance(source.value, str):
                _check_source(draft, source, source.value)
        _numbers_have_a_source(draft, cell)


def check_records(evidence: Branch, findings: Findings) -> None:
    """Note ids that stand twice in evidence.yaml."""
    records = [*evidence.branches("evidence"), *evidence.branches("guidelines")]
    times = Counter(record.text("id") for record in records)
    for record in records:
        leaf = record.leaf("id")
        if leaf is not None and leaf.value and times[record.text("id")] > 1:
            message = f"The id “{leaf.value}” is here twice. Keep one of the two records."
            findings.fault(leaf, "structure.duplicate-id", message)


def _check_source(draft: Draft, place: Leaf, source_id: str) -> None:
    record = draft.record(source_id)
    if record is None and draft.guideline(source_id) is None:
        message = f"evidence.yaml has no record “{source_id}”. Copy it there, or mend the id."
        draft.findings.fault(place, "source.unknown", message)
    elif source_id.endswith(_LEAD):
        message = f"“{source_id}” is only a lead; nobody saw the guideline say so. Take it out."
        draft.findings.fault(place, "source.lead-only", message)
    elif record is not None:
        if record.text("display") not in _TOLD:
            message = "This record may not be told to families. Keep it on the evidence sheet only."
            draft.findings.fault(place, "source.not-for-families", message)
        if record.value("verified") is not True:
            message = "This record is not verified, so no words may rest on it."
            draft.findings.fault(place, "source.not-verified", message)


def _numbers_have_a_source(draft: Draft, cell: Cell) -> None:
    if cell.sources or cell.figures:
        return
    for passage in cell.passages:
        if found := _NUMBER.search(passage.words):
            message = f"“{found[0]}” needs a source. Add “sources” with the id of its record."
            draft.findings.fault(passage, "source.missing", message)
