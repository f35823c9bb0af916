"""When the answers of one fairness dimension (age, say) may be released by band, for good.

Quarters are released in blocks that are never cut again. In a block every band that was asked is
in one cell: alone, or counted together with others. Every cell is shown, so that no sum of all
bands tells of one that is hidden. Some of those asked are drawn out by lot and are in no cell, so
that the cells never add up to all answers either: what teams have not released cannot be found by
subtracting what they have. Where teams have released everything, what is found is the answers of
those left out. So they are one more part: never shown, but held to the rule of those that are.
Everything here is about one respondent and one dimension.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sdm_tool.domain.collaborate import FLOOR
from sdm_tool.domain.releases import Counts

PATIENCE = 4
"""After so many quarters, thin bands are no longer waited for but counted together."""
FEWEST_BANDS_TO_JOIN = 2
"""So many bands are never put together: one alone would be everybody."""
LEFT_OUT_OF_EACH = 3
"""In each cell. A band of another dimension may be the same people but for one, and a team may be
all of them: with too few left out, taking one from the other leaves the answer of one person."""
LEFT_OUT_BY_LOT = "left out by lot"
"""Under this name, in place of a band, those left out are counted with their answers. It is never
shown."""

_NOTHING = Counts()
Cell = tuple[str, ...]
"""The bands that are counted together; mostly one."""


@dataclass(frozen=True, slots=True)
class BandQuarter:
    """What one band had in one quarter; `left_out` were asked too, and are not in `counts`.

    Those left out of all bands, with their answers, are a `BandQuarter` too, of which nobody is
    left out.
    """

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


def ending_cells(
    bands: Mapping[str, WaitingBand],
    left_out: WaitingBand,
    quarters: int,
    *,
    unreleased: Counts = _NOTHING,
    is_explained: bool = False,
) -> tuple[Cell, ...]:
    """Return the cells of the block that ends with the quarter that is closing; () while it waits.

    `left_out` is what those left out of all of the bands had; `unreleased` what all teams had in
    those months of the block that they have not released, or only together with months outside of
    it. `quarters` is how many have waited, this one among them. The bands with the fewest offers
    are put together first, and no more of them than must be. What is tried, and in which order,
    hangs on offers alone, which are no secret. `is_explained` is what `offers_explain` says of the
    quarters before.
    """
    asked = {name: band for name, band in bands.items() if band.total.counts.offered}
    if not _may_be_found(left_out, unreleased):
        return ()
    for cells in _ways_to_divide(asked, patient=quarters < PATIENCE):
        if all(_may_be_told([asked[name] for name in cell]) for cell in cells):
            known = left_out.total.counts - unreleased
            told = ([asked[name] for name in cell] for cell in cells)
            parts = [(known.complete, left_out), *_at_least(told)]
            return cells if is_explained or _leaves_open(parts) else ()
    return ()


def offers_explain(quarters: Sequence[Mapping[str, int]]) -> bool:
    """Return whether offers alone say why each of the quarters before had to wait.

    `quarters` holds how often each band was offered the form in each, and those left out of all
    bands under `LEFT_OUT_BY_LOT`. Offers are no secret, so such a wait tells nothing of answers.
    """
    until = Counter[str]()
    for number, offers in enumerate(quarters, start=1):
        until.update(offers)
        bands = [count for band, count in until.items() if count and band != LEFT_OUT_BY_LOT]
        waits_for_thin = number < PATIENCE or len(bands) <= FEWEST_BANDS_TO_JOIN
        is_thin = waits_for_thin and min(bands, default=0) < FLOOR
        if not is_thin and until[LEFT_OUT_BY_LOT] >= 2 * FLOOR:
            return False
    return True


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
    """A cell must stand alone, and not be everybody who was asked."""
    total = sum((band.total for band in cell), BandQuarter())
    return _stands_alone(total.counts) and total.left_out >= LEFT_OUT_OF_EACH


def _may_be_found(left_out: WaitingBand, unreleased: Counts) -> bool:
    """Those left out must stand alone, even less what teams have not released.

    That is what everybody can work out: what teams have released less the cells. Were they held to
    the rule with it, then a block that ended where 24 can be worked out would say that somebody
    answered a team that waits. That a block ended says this much, and how many were offered the
    form can be known. So these must be many enough for their complete answers to be any of 25
    numbers: else all answers are known.
    """
    counts = left_out.total.counts
    return counts.offered >= 2 * FLOOR and _stands_alone(counts - unreleased)


def _stands_alone(counts: Counts) -> bool:
    """A part needs 25 complete answers, not all alike, and somebody who returned no form."""
    if counts.complete < FLOOR or not 0 < counts.top < counts.complete:
        return False
    return counts.complete + counts.incomplete < counts.offered


def _at_least(cells: Iterable[list[WaitingBand]]) -> Iterator[tuple[int, WaitingBand]]:
    """Return each band with the fewest complete answers that the sum of its cell leaves it."""
    for cell in cells:
        total = sum((band.total.counts for band in cell), Counts())
        for band in cell:
            others = total.offered - band.total.counts.offered
            yield total.complete - others, band


def _leaves_open(parts: Sequence[tuple[int, WaitingBand]]) -> bool:
    """That no block ended before must not settle what the quarters before held.

    It says that one of the parts could not be told then. So there must be one of which that can
    have been true in more than one way. Each part comes with how many complete answers it has at
    least, as everybody can work out: so that whether a block ends hangs on what it prints.
    """
    waited = [(least, part) for least, part in parts if part.before.counts.offered]
    return not waited or any(
        max(0, least - part.quarter.counts.offered) < min(FLOOR - 1, part.before.counts.offered)
        for least, part in waited
    )
