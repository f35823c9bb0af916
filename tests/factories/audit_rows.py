"""Rows that the audit pages count: offers, answers and meetings, straight into the store."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from sdm_tool.domain.band_releases import LEFT_OUT_BY_LOT
from sdm_tool.persistence.base import new_id
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.feedback import (
    BandTally,
    ClosedCount,
    ClosedMonth,
    ClosedQuarter,
    OfferTally,
    ReleasedBand,
    ReleasedBlock,
    Response,
)
from sdm_tool.persistence.organisation import Team
from sdm_tool.persistence.records import Meeting, Record

TOP, NEARLY, BLANK = (9, 9, 9), (9, 9, 8), (9, None, 9)
MONTHLY_ROWS = (Response, OfferTally, ClosedMonth, ClosedCount, ReleasedBlock)

Items = tuple[int | None, int | None, int | None]


def plant_answers(
    session: Session,
    team: Team,
    answers: Iterable[Items],
    *,
    offered: int,
    respondent: str = "young-person",
    mode: str = "hand-over",
    month: str = "2026-10",
) -> None:
    """Offer the form so many times in one month and mode, and answer it so."""
    group = {
        "team_id": team.id,
        "cohort_month": month,
        "respondent": respondent,
        "mode": mode,
    }
    rows = [
        {
            **group,
            "id": new_id(),
            "form_language": "en",
            "scale_version": "0-9",
            "is_late": False,
            **dict(zip(("q1", "q2", "q3"), items, strict=True)),
        }
        for items in answers
    ]
    with writing(session):
        session.execute(insert(OfferTally).values(**group, reason="", count=offered))
        if rows:
            session.execute(insert(Response), rows)


def plant_band(
    session: Session,
    band: str,
    complete: int,
    top: int,
    *,
    silent: int = 8,
    left_out: int = 25,
    left_out_answers: tuple[int, int] = (18, 6),
    place: tuple[str, str, str] = ("2026-Q3", "young-person", "age"),
) -> None:
    """Count so many answers in one band; those that are not 9, 9, 9 are 9, 9, 8.

    `place` is the quarter, the respondent and the dimension. The `left_out` of this band are added
    to those of the other bands, with their complete and their top answers.
    """
    keys = dict(zip(("quarter", "respondent", "dimension"), place, strict=True))
    counts = {"left_out": left_out, **_answered(complete, top, complete + silent)}
    apart = _answered(*left_out_answers, left_out)
    with writing(session):
        session.add(BandTally(**keys, band=band, **counts))
        together = session.get(BandTally, (*place, LEFT_OUT_BY_LOT))
        if together is None:
            session.add(BandTally(**keys, band=LEFT_OUT_BY_LOT, left_out=0, **apart))
        else:
            for name, count in apart.items():
                setattr(together, name, getattr(together, name) + count)


def _answered(complete: int, top: int, offered: int) -> dict[str, int]:
    return {
        "offered": offered,
        "complete": complete,
        "top": top,
        "sum_of_items": 27 * top + 26 * (complete - top),
        "incomplete": 0,
    }


def plant_not_offered(
    session: Session,
    team: Team,
    reason: str,
    count: int,
    *,
    respondent: str = "young-person",
    month: str = "2026-10",
) -> None:
    """Count so many people who were not offered the form for this reason."""
    tally = OfferTally(
        team_id=team.id,
        cohort_month=month,
        respondent=respondent,
        mode="",
        reason=reason,
        count=count,
    )
    with writing(session):
        session.add(tally)


def plant_meetings(
    session: Session,
    team: Team,
    times: Sequence[datetime],
    *,
    started_by: str,
    is_practice: bool = False,
) -> None:
    """Hold meetings of one record at these times."""
    record = Record(
        code=new_id()[:8], owning_team_id=team.id, created_at=times[0], created_by=started_by
    )
    with writing(session):
        session.add(record)
        session.flush()
        session.add_all(
            Meeting(
                record_id=record.id,
                team_id=team.id,
                held_at=time,
                is_practice=is_practice,
                started_by=started_by,
            )
            for time in times
        )


def forget_answers(session: Session) -> None:
    """Take every answer and offer away again, and what was released of them."""
    with writing(session):
        for rows in (*MONTHLY_ROWS, BandTally, ClosedQuarter, ReleasedBand):
            session.execute(delete(rows))
