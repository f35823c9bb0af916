"""Writing answers so that where they stand in the store does not tell when they came."""

import secrets
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    String,
    any_,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import FLOOR
from sdm_tool.persistence.feedback import Response

OTHERS_MOVED = 24
OTHER_LANGUAGE = "other"
_ID = 22
_ANEW = "."
"""What the id of a response written anew begins with, and no id that it had before."""


def put_response(session: Session, row: dict[str, object]) -> None:
    """Write a response, with a month in "cohort_month". Inside a writing transaction.

    SQLite keeps responses by their random ids. PostgreSQL keeps rows and numbers transactions as
    they come: there up to 24 others of the month are picked at random and written anew beside it,
    in random order, so that the newest is one of 25.
    """
    rows = [row]
    if session.get_bind().dialect.name == "postgresql":
        rows += _take_out(session, row["cohort_month"])
        secrets.SystemRandom().shuffle(rows)
    session.execute(insert(Response), rows)


def _take_out(session: Session, month: object) -> list[dict[str, object]]:
    # What somebody else is moving at this moment is left to them: nobody waits for anybody.
    picked = (
        select(Response.id)
        .where(Response.cohort_month == month)
        .order_by(func.random())
        .limit(OTHERS_MOVED)
        .with_for_update(skip_locked=True)
    )
    # Picked beforehand, since within a statement PostgreSQL may pick anew for every row; and given
    # as one value, since a form that was used before runs the same statements.
    ids = literal(list(session.scalars(picked)), ARRAY(String))
    taken = delete(Response).where(Response.id == any_(ids)).returning(*Response.__table__.columns)
    return [dict(found) for found in session.execute(taken).mappings()]


def write_month_anew(session: Session, month: str) -> None:
    """Give the responses of a month new ids and the order of those; once, when it closes.

    Form languages with fewer than 25 responses become "other". The database does it all: a large
    month would not fit in memory. Inside a writing transaction in which no answer can come.
    """
    columns: dict[str, ColumnElement[Any]] = dict(Response.__table__.columns)
    language = columns["form_language"]
    of_language = func.count().over(partition_by=language)
    columns["form_language"] = case((of_language < FLOOR, OTHER_LANGUAGE), else_=language)
    columns["id"] = literal(_ANEW).concat(_chance(session, _ID - len(_ANEW))).label("anew")
    of_month = Response.cohort_month == month
    rows = select(*columns.values()).where(of_month).order_by(columns["id"])
    session.execute(insert(Response).from_select(list(columns), rows))
    session.execute(delete(Response).where(of_month, func.substr(Response.id, 1, 1) != _ANEW))


def _chance(session: Session, length: int) -> ColumnElement[str]:
    """So many hexadecimal digits that nobody can foresee, others in every row."""
    if session.get_bind().dialect.name == "postgresql":
        digits = func.replace(cast(func.gen_random_uuid(), String), "-", "")
    else:
        digits = func.hex(func.randomblob(length))
    return func.substr(digits, 1, length)
