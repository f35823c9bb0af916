"""The migrations make exactly the tables the rows describe, and can be taken back with rows in."""

import datetime as dt
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from sdm_tool.persistence import migrate
from sdm_tool.persistence.base import Instant
from sdm_tool.persistence.engine import make_engine
from sdm_tool.persistence.rows import METADATA

AT = dt.datetime(2026, 11, 3, 10, 0, tzinfo=dt.UTC)


@pytest.fixture
def empty(empty_database_url: str) -> Iterator[Engine]:
    engine = make_engine(empty_database_url)
    yield engine
    engine.dispose()


def scripts() -> ScriptDirectory:
    return ScriptDirectory(str(migrate.FOLDER))


def revisions() -> list[str]:
    """Every revision, oldest first."""
    return [script.revision for script in scripts().walk_revisions()][::-1]


def one_row_in_every_table(engine: Engine) -> dict[str, int]:
    """Fill every table that is there now, each column by its type; return how many rows it has."""
    tables = sa.MetaData()
    tables.reflect(engine)
    wanted = [table for table in tables.sorted_tables if table.name != "alembic_version"]
    with engine.begin() as connection:
        for table in wanted:
            connection.execute(table.insert().values(_values(table)))
    return dict.fromkeys((table.name for table in wanted), 1)


def _values(table: sa.Table) -> dict[str, object]:
    return {column.name: _value(column) for column in table.columns}


def _value(column: sa.Column) -> object:
    if column.nullable and column.foreign_keys:
        return None
    kind = column.type
    if isinstance(kind, sa.Boolean):
        return False
    if isinstance(kind, sa.Integer):
        return 1
    if isinstance(kind, sa.DateTime | Instant):
        return AT if getattr(kind, "timezone", False) else AT.replace(tzinfo=None)
    if isinstance(kind, sa.Date):
        return AT.date()
    return "0:one"[: getattr(kind, "length", None) or 5]


def counts(engine: Engine) -> dict[str, int]:
    tables = sa.MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        return {
            name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for name, table in tables.tables.items()
            if name != "alembic_version"
        }


def test_there_is_one_head():
    assert len(scripts().get_heads()) == 1


def test_the_head_is_what_the_rows_say(engine: Engine):
    assert migrate.differences(engine) == []


def test_the_head_has_every_table_and_no_other(engine: Engine):
    tables = set(sa.inspect(engine).get_table_names()) - {"alembic_version"}
    assert tables == set(METADATA.tables)


def test_a_column_that_is_not_there_is_found(engine: Engine):
    with engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE accounts DROP COLUMN job_title"))
    assert [difference[0] for difference in migrate.differences(engine)] == ["add_column"]


def test_tables_without_row_order_stay_so(sqlite_url: str):
    """SQLite keeps the order of arrival unless told: it would say who answered first."""
    engine = make_engine(sqlite_url)
    made = dict(engine.connect().execute(sa.text("SELECT name, sql FROM sqlite_master")).all())
    engine.dispose()
    for table in ("responses", "spent_invitations"):
        assert "WITHOUT ROWID" in made[table]


def test_every_step_up_and_down_keeps_going_with_rows_in(empty: Engine):
    """Up one at a time with rows in every table; down the same way; then up again whole."""
    for revision in revisions():
        migrate.upgrade(empty, revision)
        if not any(counts(empty).values()):
            one_row_in_every_table(empty)
    assert set(counts(empty).values()) <= {0, 1}
    for revision in [*revisions()[-2::-1], "base"]:
        migrate.downgrade(empty, revision)
    assert counts(empty) == {}
    migrate.upgrade(empty)
    migrate.require_current(empty)
    assert migrate.differences(empty) == []


def test_a_newer_release_leaves_the_rows_alone(empty: Engine):
    migrate.upgrade(empty)
    filled = one_row_in_every_table(empty)
    migrate.upgrade(empty)
    assert counts(empty) == filled


def test_an_empty_store_is_refused_with_what_to_do(empty: Engine):
    with pytest.raises(migrate.WrongVersion, match="sdm-tool init"):
        migrate.require_current(empty)


def test_a_store_of_another_release_is_refused_with_what_to_do(engine: Engine):
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = 'older'"))
    with pytest.raises(migrate.WrongVersion, match=r"older.*Take a backup"):
        migrate.require_current(engine)
