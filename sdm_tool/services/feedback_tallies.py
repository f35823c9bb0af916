"""Raising the counts that are kept instead of lists of people. Inside a transaction."""

from collections.abc import Collection, Mapping

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from sdm_tool.domain.band_releases import LEFT_OUT_BY_LOT
from sdm_tool.domain.collaborate import HIGHEST, ITEMS, Answers
from sdm_tool.domain.months import parse_month
from sdm_tool.persistence.base import Base
from sdm_tool.persistence.feedback import BandTally, OfferTally

TOP = HIGHEST * len(ITEMS)
_BAND_COUNTS = ("offered", "left_out", "complete", "top", "sum_of_items", "incomplete")


def tally_offer(
    session: Session, *, month: str, team_id: str, respondent: str, mode: str = "", reason: str = ""
) -> None:
    """Count one person who was offered the form (`mode`), or was not (`reason`)."""
    keys = {
        "cohort_month": month,
        "team_id": team_id,
        "respondent": respondent,
        "mode": mode,
        "reason": reason,
    }
    _raise_counts(session, OfferTally, keys, {"count": 1})


def tally_offered_bands(
    session: Session,
    *,
    month: str,
    respondent: str,
    bands: Mapping[str, str],
    drawn_out: Collection[str] = (),
) -> dict[str, str]:
    """Count one person who was offered the form once in each band.

    In the dimensions that are `drawn_out` they are counted as left out of their band, and among
    all who are left out. Returns under which name their answer counts in each dimension.
    """
    counted = {
        dimension: LEFT_OUT_BY_LOT if dimension in drawn_out else band
        for dimension, band in bands.items()
    }
    for dimension, name in sorted(counted.items()):
        if dimension in drawn_out:
            place = (month, respondent, dimension, bands[dimension])
            _raise_band(session, place, {"left_out": 1})
        _raise_band(session, (month, respondent, dimension, name), {"offered": 1})
    return counted


def tally_bands(
    session: Session, *, month: str, respondent: str, bands: Mapping[str, str], answers: Answers
) -> None:
    """Count a response once in each band, never in two together.

    In the order of the names, so that two answers at once never wait for each other.
    """
    total = answers.total
    counts = (
        {"incomplete": 1}
        if total is None
        else {"complete": 1, "top": int(total == TOP), "sum_of_items": total}
    )
    for dimension, band in sorted(bands.items()):
        _raise_band(session, (month, respondent, dimension, band), counts)


def _raise_band(
    session: Session, place: tuple[str, str, str, str], counts: Mapping[str, int]
) -> None:
    month, respondent, dimension, band = place
    keys = {
        "quarter": str(parse_month(month).quarter),
        "respondent": respondent,
        "dimension": dimension,
        "band": band,
    }
    _raise_counts(session, BandTally, keys, dict.fromkeys(_BAND_COUNTS, 0) | dict(counts))


def _raise_counts(
    session: Session, table: type[Base], keys: Mapping[str, str], counts: Mapping[str, int]
) -> None:
    insert = postgresql.insert if _is_postgresql(session) else sqlite.insert
    session.execute(
        insert(table)
        .values(**keys, **counts)
        .on_conflict_do_update(
            index_elements=list(keys),
            set_={name: getattr(table, name) + count for name, count in counts.items()},
        )
    )


def _is_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
