"""The quality of the record by fairness band: of the whole service, one dimension at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.fairness import Dimension, in_order
from sdm_tool.domain.months import Month
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.record_standards import Tally, tally_by
from sdm_tool.persistence.queries.organisations import find_teams
from sdm_tool.services.audit_choice import choose
from sdm_tool.services.audit_fairness_words import band_name
from sdm_tool.services.audit_records import quality_of
from sdm_tool.services.audit_records_counted import Counted, count_records
from sdm_tool.services.audit_records_divided import groups_told
from sdm_tool.services.audit_records_told import GroupTold, RecordQuality


@dataclass(frozen=True, slots=True)
class RecordsByBand:
    """The standards by band; nothing in it is of a team, a grid or a month."""

    dimension: Dimension
    quality: RecordQuality
    """Of all bands together."""
    bands: tuple[GroupTold, ...]
    """Those that a conversation is in, in their natural order or A to Z, not recorded last."""


def records_by_band(
    session: Session,
    dimension: Dimension,
    months: tuple[Month, Month],
    *,
    scope: Scope,
    now: datetime,
) -> RecordsByBand:
    """Return how many valid conversations of each band meet each standard.

    The bands are those that an offer of the form would be counted in. The sum of all is told on
    the page on the quality of the record, and so is each team: a band is hidden, too, when a
    hidden one or a hidden team could be found from it. Raises NotFound for someone who may not
    read audit pages, DomainError for months that are not closed.
    """
    first, last = months
    asked = {"from": str(first), "to": str(last)}
    choice = choose(session, asked, scope=scope, now=now)
    counted = count_records(session, choice, "", scope=scope, now=now)
    quality = quality_of(counted)
    agencies = {team.id: team.agency for team in find_teams(session)}
    found = _of_bands(counted, dimension, agencies)
    named = [
        (band_name(dimension, band), list(found[band].values()))
        for band in in_order(dimension, found)
    ]
    return RecordsByBand(dimension, quality, groups_told(named, quality, is_whole=True))


def _of_bands(
    counted: Counted, dimension: Dimension, agencies: Mapping[str, str]
) -> dict[str, dict[str, Tally]]:
    """Return the tallies of each band: of an agency those of its teams, which are told too."""
    is_agency = dimension is Dimension.AGENCY
    tallies = tally_by(
        counted.facts,
        counted.until,
        lambda facts: (
            facts.bands.by_dimension(agencies[facts.team_id])[dimension],
            facts.team_id if is_agency else "",
        ),
    )
    found: dict[str, dict[str, Tally]] = {}
    for (band, team), tally in tallies.items():
        found.setdefault(band, {})[team] = tally
    return found
