"""Writing an answer so that where it stands in the store does not tell when it came."""

import secrets

from sqlalchemy import ARRAY, String, any_, delete, func, insert, literal, select
from sqlalchemy.orm import Session

from sdm_tool.persistence.feedback import Response

OTHERS_MOVED = 24


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
