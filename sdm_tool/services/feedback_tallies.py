"""Raising the counts that are kept instead of lists of people. Inside a transaction."""

from collections.abc import Mapping

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import HIGHEST, ITEMS, Answers
from sdm_tool.domain.months import parse_month
from sdm_tool.persistence.base import Base
from sdm_tool.persistence.feedback import BandTally, OfferTally

TOP = HIGHEST * len(ITEMS)


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


def tally_bands(
    session: Session, *, month: str, respondent: str, bands: Mapping[str, str], answers: Answers
) -> None:
    """Count a complete response once in each band, never in two together.

    In the order of the names, so that two answers at once never wait for each other.
    """
    if answers.total is None:
        return
    quarter = str(parse_month(month).quarter)
    counts = {"complete": 1, "top": int(answers.total == TOP)}
    for dimension, band in sorted(bands.items()):
        keys = {
            "quarter": quarter,
            "respondent": respondent,
            "dimension": dimension,
            "band": band,
        }
        _raise_counts(session, BandTally, keys, counts)


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
