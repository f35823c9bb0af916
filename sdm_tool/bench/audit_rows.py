"""Made-up answers, meetings and offers by the million: the database itself makes them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    String,
    case,
    cast,
    false,
    func,
    insert,
    literal,
    null,
    select,
)
from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import HIGHEST, SCALE, Mode, Respondent
from sdm_tool.domain.feedback import NotOffered
from sdm_tool.domain.months import Month
from sdm_tool.persistence.base import Base
from sdm_tool.persistence.feedback import OfferTally, Response
from sdm_tool.persistence.records import Meeting

TEAMS = 30
_TEAM, _RECORD = "team-", "record-"
_MULTIPLIER, _PRIME = 2_654_435_761, 1_000_003
"""Spread the numbers 0, 1, 2 ... so that they look like chance, the same on every database."""
_LEAST_TOP, _TOP_STEPS = 35, 25
_ONE_IN = 100
_NOT_OFFERED = 9


def team_id(number: int) -> str:
    """Return the id of the so-manieth team."""
    return f"{_TEAM}{number}"


def record_id(number: int) -> str:
    """Return the id of the one record of the so-manieth team."""
    return f"{_RECORD}{number}"


def put_responses(session: Session, count: int, months: Sequence[Month]) -> None:
    """Put in so many answers, spread over teams, months, respondents and modes.

    The index is made when all are in, as restoring a backup does.
    """
    connection = session.connection()
    for index in Response.__table__.indexes:  # type: ignore[attr-defined]  # it is a table
        index.drop(connection)
    n = _numbers(count)
    rest = n // TEAMS
    month, rest = rest % len(months), rest // len(months)
    respondent, rest = rest % len(Respondent), rest // len(Respondent)
    chance = n * _MULTIPLIER % _PRIME % _ONE_IN
    is_top = chance < _LEAST_TOP + (n % TEAMS * 7 + month * 11) % _TOP_STEPS
    item = case((is_top, HIGHEST), else_=chance % HIGHEST)
    _put(
        session,
        Response,
        {
            "id": _identifier(session, n),
            "team_id": literal(_TEAM) + cast(n % TEAMS, String),
            "cohort_month": case(_by_place(str(each) for each in months), value=month),
            "respondent": case(_by_place(each.value for each in Respondent), value=respondent),
            "mode": case(_by_place(each.value for each in Mode), value=rest % len(Mode)),
            "form_language": literal("en"),
            "scale_version": literal(SCALE),
            "is_late": chance == 0,
            "q1": item,
            "q2": item,
            "q3": case((chance == _ONE_IN - 1, null()), else_=item),
        },
    )
    for index in Response.__table__.indexes:  # type: ignore[attr-defined]  # it is a table
        index.create(connection)


def put_meetings(session: Session, count: int, months: Sequence[Month], *, started_by: str) -> None:
    """Put in so many meetings, in the middle of the months, each team's under its one record."""
    n = _numbers(count)
    days = [datetime(each.year, each.number, 15, 12, tzinfo=UTC) for each in months]
    _put(
        session,
        Meeting,
        {
            "id": _identifier(session, n),
            "record_id": literal(_RECORD) + cast(n % TEAMS, String),
            "team_id": literal(_TEAM) + cast(n % TEAMS, String),
            "held_at": case(
                {place: literal(day, Meeting.held_at.type) for place, day in enumerate(days)},
                value=n // TEAMS % len(months),
            ),
            "is_practice": false(),
            "started_by": literal(started_by),
        },
    )


def put_offers(session: Session) -> None:
    """Count twice as many offers as there are answers, and reasons why there was none."""
    group = (Response.cohort_month, Response.team_id, Response.respondent)
    none, count = literal(""), func.count()
    made = [select(*group, Response.mode, none, count * 2).group_by(*group, Response.mode)]
    made += [
        select(*group, none, literal(reason.value), count // _NOT_OFFERED).group_by(*group)
        for reason in NotOffered
    ]
    for rows in made:
        session.execute(insert(OfferTally).from_select(list(OfferTally.__table__.c), rows))


def _numbers(count: int) -> ColumnElement[int]:
    first = select(cast(literal(0), BigInteger).label("n")).cte("numbers", recursive=True)
    numbers = first.union_all(select(first.c.n + 1).where(first.c.n < count - 1))
    return numbers.c.n


def _identifier(session: Session, n: ColumnElement[int]) -> ColumnElement[str]:
    if session.get_bind().dialect.name == "sqlite":
        return func.substr(func.hex(func.randomblob(16)), 1, 22)
    return func.substr(func.md5(cast(n, String)), 1, 22)


def _put(session: Session, table: type[Base], columns: Mapping[str, ColumnElement[Any]]) -> None:
    """Insert in the order of the ids, the first column: each page of the store is filled once."""
    rows = select(*(column.label(name) for name, column in columns.items()))
    ordered = rows.order_by(rows.selected_columns.id)
    session.execute(insert(table).from_select(list(columns), ordered))


def _by_place(values: Iterable[str]) -> dict[int, str]:
    return dict(enumerate(values))
