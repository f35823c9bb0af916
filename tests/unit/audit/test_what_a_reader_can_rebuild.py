"""What docs/adr/0008 says: a block may be known exactly, and the attacker of the tests knows it."""

from collections import Counter
from random import Random

from sdm_tool.domain.disclosure import rounded
from sdm_tool.domain.intervals import wilson
from sdm_tool.domain.months import parse_month
from sdm_tool.services.audit_releases import Kind
from sdm_tool.services.audit_words import whole_percent
from tests.unit.audit.made_up_clinics import make_clinic, released, shown

SMALL_BLOCKS = range(25, 61)


def printed(complete: int, top: int) -> tuple[int, int, int, int]:
    interval = wilson(top, complete)
    ends = whole_percent(100 * interval.low), whole_percent(100 * interval.high)
    return rounded(complete), whole_percent(100 * top / complete), *ends


def test_most_small_blocks_can_be_rebuilt_from_what_is_printed():
    pairs = [(n, top) for n in range(25, 70) for top in range(1, n)]
    fitting = Counter(printed(*pair) for pair in pairs)
    small = [fitting[printed(*pair)] for pair in pairs if pair[0] in SMALL_BLOCKS]
    assert 0.6 < sum(1 for fit in small if fit == 1) / len(small) < 0.65
    assert sum(1 for fit in small if fit <= 3) / len(small) > 0.98


def test_the_attacker_is_given_every_block_exactly():
    chance, seen = Random(2026), 0  # noqa: S311  the same clinics every time
    for _ in range(50):
        clinic = make_clinic(chance)
        blocks = released(clinic)
        rows = {
            (row.kind, row.name, row.first, row.last, row.offered, row.complete, row.top)
            for row in shown(clinic, blocks)
        }
        for block in blocks:
            if block.kind == Kind.TEAM:
                counts = block.counts
                months = (parse_month(month).number for month in (block.first, block.last))
                exact = (counts.offered, counts.complete, counts.top)
                assert ("team", block.name, *months, *exact) in rows
                seen += 1
    assert seen > 20
