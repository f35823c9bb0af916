"""The quality of the record by fairness band: of the whole service, one dimension at a time."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.equity import NOT_SAID
from sdm_tool.domain.fairness import Dimension, bands_known, in_order
from sdm_tool.domain.months import Month
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.record_totals import TEAM, WHOLE, Place
from sdm_tool.persistence.queries.organisations import find_teams
from sdm_tool.services.audit_choice import choose
from sdm_tool.services.audit_fairness_words import band_name
from sdm_tool.services.audit_records import group_told, quality_of
from sdm_tool.services.audit_records_counted import chosen_sum, find_stretch
from sdm_tool.services.audit_records_told import GroupTold, RecordQuality


@dataclass(frozen=True, slots=True)
class RecordsByBand:
    """The standards by band; nothing in it is of a team, a grid or a month."""

    dimension: Dimension
    quality: RecordQuality
    """Of all bands together."""
    bands: tuple[GroupTold, ...]
    """All that there can be, in their natural order or A to Z, not recorded last."""


def records_by_band(
    session: Session,
    dimension: Dimension,
    months: tuple[Month, Month],
    *,
    scope: Scope,
    now: datetime,
) -> RecordsByBand:
    """Return how many valid conversations of each band meet each standard.

    The bands are those that an offer of the form would be counted in. Raises NotFound for someone
    who may not read audit pages, DomainError for months that are not closed.
    """
    first, last = months
    asked = {"from": str(first), "to": str(last)}
    choice = choose(session, asked, scope=scope, now=now)
    kinds = (TEAM, WHOLE, dimension.value)
    stretch = find_stretch(session, scope, months, kinds=kinds)
    quality = quality_of(choice, chosen_sum(stretch, choice))
    if dimension is Dimension.AGENCY:
        bands = _agencies(session)
    else:
        bands = {band: [(dimension.value, band)] for band in bands_known(dimension)}
    return RecordsByBand(
        dimension,
        quality,
        tuple(
            group_told(band_name(dimension, band), stretch.sum(bands[band]))
            for band in in_order(dimension, bands)
        ),
    )


def _agencies(session: Session) -> dict[str, list[Place]]:
    """Return the teams of each agency, which are told one by one on another page."""
    agencies = {team.id: team.agency for team in find_teams(session)}
    bands: dict[str, list[Place]] = defaultdict(list)
    for team, agency in agencies.items():
        bands[agency or NOT_SAID].append((TEAM, team))
    return bands
