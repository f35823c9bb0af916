"""When the answers of one fairness dimension (age, say) may be released by band, for good.

Quarters are released in blocks that are never cut again. In a block every band that was asked is
in one cell: alone, or counted together with others. Every cell is shown, so that no sum of all
bands tells of one that is hidden. Some of those asked are drawn out by lot and are in no cell, so
that the cells never add up to all answers either: what teams have not released cannot be found by
subtracting what they have. Everything here is about one respondent and one dimension.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sdm_tool.domain.collaborate import FLOOR
from sdm_tool.domain.releases import Counts

PATIENCE = 4
"""After so many quarters, thin bands are no longer waited for but counted together."""
LEFT_OUT_OF_EACH = 3
"""In each cell, so that one agency's figures never add up to those of its one team."""

Cell = tuple[str, ...]
"""The bands that are counted together; mostly one."""


@dataclass(frozen=True, slots=True)
class BandQuarter:
    """What one band had in one quarter; `left_out` were asked too, and are not in `counts`."""

    counts: Counts = field(default_factory=Counts)
    left_out: int = 0

    def __add__(self, other: "BandQuarter") -> "BandQuarter":
        return BandQuarter(self.counts + other.counts, self.left_out + other.left_out)


@dataclass(frozen=True, slots=True)
class WaitingBand:
    """What a band has had since the last block: in the quarters `before`, and in the one closing.

    Both are empty for a band that was not asked.
    """

    before: BandQuarter
    quarter: BandQuarter

    @property
    def total(self) -> BandQuarter:
        return self.before + self.quarter


def ending_cells(bands: Mapping[str, WaitingBand], quarters: int) -> tuple[Cell, ...]:
    """Return the cells of the block that ends with the quarter that is closing; () while it waits.

    `quarters` is how many have waited, this one among them. The bands with the fewest offers are
    put together first, and no more of them than must be. What is tried, and in which order, hangs
    on offers alone, which are no secret.
    """
    asked = {name: band for name, band in bands.items() if band.total.counts.offered}
    if not _enough_left_out(asked.values(), FLOOR) or not _leaves_open(asked.values()):
        return ()
    for cells in _ways_to_divide(asked, patient=quarters < PATIENCE):
        if all(_may_be_told([asked[name] for name in cell]) for cell in cells):
            return cells
    return ()


def _ways_to_divide(
    asked: Mapping[str, WaitingBand], *, patient: bool
) -> Iterable[tuple[Cell, ...]]:
    """Every band alone; then, once patience has run out, the smallest two together, three ..."""
    names = sorted(asked, key=lambda name: (-asked[name].total.counts.offered, name))
    for together in range(1, 2 if patient else len(names)):
        alone = len(names) - together
        if alone:
            yield (*((name,) for name in names[:alone]), tuple(sorted(names[alone:])))


def _may_be_told(cell: Iterable[WaitingBand]) -> bool:
    """A cell needs 25 complete answers, not all alike, and somebody who returned no form."""
    bands = list(cell)
    total = sum((band.total.counts for band in bands), Counts())
    if total.complete < FLOOR or total.top in (0, total.complete):
        return False
    is_somebody_silent = total.complete + total.incomplete < total.offered
    return is_somebody_silent and _enough_left_out(bands, LEFT_OUT_OF_EACH)


def _enough_left_out(bands: Iterable[WaitingBand], fewest: int) -> bool:
    return sum(band.total.left_out for band in bands) >= fewest


def _leaves_open(bands: Iterable[WaitingBand]) -> bool:
    """That no block ended before must not settle what the quarters before held.

    It says that one of the bands could not be told then. So there must be one of which that can
    have been true in more than one way.
    """
    waited = [band for band in bands if band.before.counts.offered]
    return not waited or any(
        max(0, band.total.counts.complete - band.quarter.counts.offered)
        < min(FLOOR - 1, band.before.counts.offered)
        for band in waited
    )
