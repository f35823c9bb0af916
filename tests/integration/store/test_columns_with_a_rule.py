"""Typed text carries the id of its key, instants are UTC, and every such column has its type."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine, Text, inspect, text
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from sdm_tool.persistence.accounts import Account, HeldPost
from sdm_tool.persistence.base import Instant, PrivateText
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.rows import METADATA
from tests.factories.people import make_account

# Long text about no one: the content of a grid, which is there to be read.
NOT_TYPED = {
    "pinned_grids.content",
    "grid_texts.grid",
    "grid_texts.evidence",
    "grid_drafts.grid",
    "grid_drafts.evidence",
}
TYPED = "“Ŵ” 🙂\n<b> 0:1 %s"


@pytest.fixture
def account(session: Session) -> Account:
    return make_account(session)


def hold(session: Session, account: Account, body: str, held_at: datetime) -> None:
    with writing(session):
        session.add(HeldPost(account_id=account.id, path="/x", body=body, held_at=held_at))


@pytest.mark.parametrize("body", [TYPED, "", "0:", "1:not a key", ":"])
def test_typed_text_comes_back_as_typed_with_its_key_inside(
    session: Session, account: Account, body: str
):
    hold(session, account, body, datetime.now(UTC))
    session.expire_all()
    assert session.query(HeldPost).one().body == body
    assert session.execute(text("SELECT body FROM held_posts")).scalar_one() == f"0:{body}"


def test_text_of_an_unknown_key_is_not_shown_as_it_stands(session: Session, account: Account):
    hold(session, account, "x", datetime.now(UTC))
    with writing(session):
        session.execute(text("UPDATE held_posts SET body = '7:gibberish'"))
    with pytest.raises(ValueError, match="protected by key '7'"):
        session.query(HeldPost).one()


def test_every_instant_says_its_zone_and_comes_back_in_utc(session: Session, account: Account):
    paris = timezone(timedelta(hours=1))
    hold(session, account, "x", datetime(2026, 11, 3, 11, 0, tzinfo=paris))
    session.expire_all()
    held_at = session.query(HeldPost).one().held_at
    assert (held_at.tzinfo, held_at.hour) == (UTC, 10)


def test_an_instant_without_a_zone_is_refused(session: Session, account: Account):
    naive = datetime(2026, 11, 3, 11, 0)  # noqa: DTZ001  what must not get in
    with pytest.raises(StatementError, match="needs its time zone"):
        hold(session, account, "x", naive)
    assert session.query(HeldPost).all() == []


def test_no_column_of_times_or_of_typed_text_goes_without_its_type():
    columns = {f"{t.name}.{c.name}": c.type for t in METADATA.tables.values() for c in t.columns}
    loose = {
        name
        for name, kind in columns.items()
        if (name.rpartition(".")[2].endswith("_at") and not isinstance(kind, Instant))
        or (isinstance(kind, Text) and not isinstance(kind, PrivateText))
    }
    assert loose == NOT_TYPED


def test_no_record_has_a_place_for_a_name(engine: Engine):
    """What a record, a meeting and a conversation hold beside their sections is ids and days."""
    held = {
        table: {column["name"] for column in inspect(engine).get_columns(table)}
        for table in ("records", "meetings")
    }
    assert held == {
        "records": {
            "id",
            "code",
            "local_number_hash",
            "owning_team_id",
            "created_at",
            "created_by",
        },
        "meetings": {"id", "record_id", "team_id", "held_at", "is_practice", "started_by"},
    }
