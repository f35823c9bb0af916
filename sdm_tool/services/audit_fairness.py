"""Fairness: what was released by band or agency, one dimension and one respondent at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.disclosure import told_between
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.fairness import ONLY_WHEN_ASKED, Dimension, bands_known, in_order
from sdm_tool.domain.months import Month, Quarter, parse_quarter
from sdm_tool.domain.permissions import Scope
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.equity import find_equity_asked
from sdm_tool.persistence.queries.fairness import (
    BandBlockSeen,
    count_band_offers,
    find_band_blocks,
    find_closed_quarters,
    find_dimensions_counted,
)
from sdm_tool.services.audit import note_view
from sdm_tool.services.audit_agencies import figures_of_agencies
from sdm_tool.services.audit_groups import Group, group_of

QUARTERS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class BandChoice:
    """What somebody asked to see; without quarters, the last four that are closed."""

    respondent: Respondent
    dimension: Dimension
    first: str = ""
    last: str = ""
    months: tuple[Month, Month] | None = None
    """In place of quarters: those that are closed of the quarters that cover these months."""


@dataclass(frozen=True, slots=True)
class BandFigures:
    """A band, several counted together, or an agency; `group` has no score where they wait."""

    bands: tuple[str, ...]
    group: Group


@dataclass(frozen=True, slots=True)
class Fairness:
    """The page. Nothing in it is of a quarter that is still open."""

    respondent: Respondent
    dimension: Dimension
    dimensions: tuple[Dimension, ...]
    """The ones to choose from: what is asked only where it is switched on, if it ever was."""
    quarters: tuple[Quarter, ...]
    """All that are closed, oldest first: the ones to choose from."""
    first: Quarter | None
    last: Quarter | None
    """The ones chosen; None when no quarter is closed."""
    bands: tuple[BandFigures, ...]
    """In their natural order or A to Z; never in the order of a score."""
    offered: Mapping[str, int]
    """What may be told of how often each band was offered the form in the whole period, those left
    out by lot too; empty for agencies."""
    view_is_noted: bool

    @property
    def months(self) -> tuple[Month, Month] | None:
        """The first and last month of the quarters that were chosen."""
        if self.first is None or self.last is None:
            return None
        return self.first.months[0], self.last.months[-1]


def fairness(session: Session, choice: BandChoice, *, scope: Scope, now: datetime) -> Fairness:
    """Return what was released by band, and note the visit in the trail.

    Raises NotFound for someone who may not read audit pages, for a quarter that is not closed and
    for an equity band that is neither asked nor was counted; DomainError when the first quarter
    comes after the last.
    """
    closed = find_closed_quarters(session, scope)
    dimensions = _dimensions(session, scope)
    if choice.dimension not in dimensions:
        raise NotFound
    first, last = _period(closed, choice)
    bands, offered = _told(session, choice, first, last, scope=scope) if closed else ((), {})
    return Fairness(
        respondent=choice.respondent,
        dimension=choice.dimension,
        dimensions=dimensions,
        quarters=tuple(map(parse_quarter, closed)),
        first=parse_quarter(first) if closed else None,
        last=parse_quarter(last) if closed else None,
        bands=bands,
        offered=offered,
        view_is_noted=note_view(session, scope, now),
    )


def _dimensions(session: Session, scope: Scope) -> tuple[Dimension, ...]:
    known = find_equity_asked(session) | find_dimensions_counted(session, scope)
    return tuple(each for each in Dimension if each not in ONLY_WHEN_ASKED or each.value in known)


def _told(
    session: Session, choice: BandChoice, first: str, last: str, *, scope: Scope
) -> tuple[tuple[BandFigures, ...], Mapping[str, int]]:
    """Return what was released in the quarters, and how often each band was offered the form."""
    if choice.dimension is Dimension.AGENCY:
        months = parse_quarter(first).months[0], parse_quarter(last).months[-1]
        agencies = figures_of_agencies(session, choice.respondent, months, scope=scope)
        names = in_order(choice.dimension, agencies)
        return tuple(BandFigures((name,), agencies[name]) for name in names), {}
    place = (choice.respondent.value, choice.dimension.value)
    blocks = find_band_blocks(session, scope, place, first=first, last=last)
    counts = count_band_offers(session, scope, place, first=first, last=last)
    # A band that had a row only once somebody was asked would tell of that person.
    bands = bands_known(choice.dimension) if _is_asked(choice) else ()
    offered = {band: told_between(*counts.get(band, (0, 0))) for band in bands}
    return _figures(choice.dimension, blocks, offered), offered


def _is_asked(choice: BandChoice) -> bool:
    return choice.dimension not in ONLY_WHEN_ASKED or choice.respondent is Respondent.YOUNG_PERSON


def _period(closed: list[str], choice: BandChoice) -> tuple[str, str]:
    if choice.months is not None:
        choice = _covering(closed, choice, choice.months)
    for asked in (choice.first, choice.last):
        if asked and asked not in closed:
            raise NotFound
    if not closed:
        return "", ""
    last = choice.last or max(closed[-1], choice.first)
    until = closed[: closed.index(last) + 1]
    first = choice.first or until[-QUARTERS_SHOWN:][0]
    if first > last:
        raise DomainError("The first quarter comes after the last. Choose them the other way.")
    return first, last


def _covering(closed: list[str], choice: BandChoice, months: tuple[Month, Month]) -> BandChoice:
    """Choose the closed quarters that have one of the months; the usual ones where none has."""
    if months[0] > months[1]:
        raise DomainError("The first month comes after the last. Choose them the other way.")
    first, last = (str(month.quarter) for month in months)
    held = [quarter for quarter in closed if first <= quarter <= last]
    return replace(choice, first=held[0], last=held[-1]) if held else choice


def _figures(
    dimension: Dimension, blocks: list[BandBlockSeen], offered: Mapping[str, int]
) -> tuple[BandFigures, ...]:
    """One line for each cell that was released, and one for each band that is in none."""
    cells: dict[tuple[str, ...], list[BandBlockSeen]] = {}
    for block in blocks:
        cells.setdefault(in_order(dimension, block.bands), []).append(block)
    told = {band for cell in cells for band in cell}
    waiting = [(band,) for band in offered if band not in told]
    places = {band: place for place, band in enumerate(in_order(dimension, told | set(offered)))}
    return tuple(
        BandFigures(cell, _group(cells.get(cell, []), sum(offered.get(band, 0) for band in cell)))
        for cell in sorted([*cells, *waiting], key=lambda cell: [places[band] for band in cell])
    )


def _group(blocks: list[BandBlockSeen], offered: int) -> Group:
    if not blocks:
        return Group("", offered, None)
    first = parse_quarter(min(block.first for block in blocks)).months[0]
    last = parse_quarter(max(block.last for block in blocks)).months[-1]
    return group_of("", [block.counts for block in blocks], (first, last))
