"""The store that the audit bench fills: its own, or an empty PostgreSQL database."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from sdm_tool.config import Settings, demonstration_settings
from sdm_tool.persistence.engine import make_engine
from sdm_tool.persistence.migrate import downgrade, upgrade


class NotForMeasuring(Exception):
    """The bench may not fill this database; the message says why."""


@contextmanager
def empty_store(database: str | None) -> Iterator[Settings]:
    """Give the settings of a store with tables and nothing in them, and take the tables away after.

    Raises NotForMeasuring for a database that is not PostgreSQL, cannot be reached, or has tables.
    """
    with tempfile.TemporaryDirectory(prefix="sdm-tool-bench-") as folder:
        settings = demonstration_settings(Path(folder))
        if database is not None:
            settings = replace(settings, database_url=_postgresql(database))
        engine = make_engine(settings.database_url)
        try:
            _require_empty(engine)
            upgrade(engine)
            yield settings
            if database is not None:
                downgrade(engine, "base")
                with engine.begin() as connection:
                    connection.execute(text("DROP TABLE alembic_version"))
        finally:
            engine.dispose()


def settle(engine: Engine) -> None:
    """Let PostgreSQL look over what was put in, as it does by itself after a while."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def _postgresql(database: str) -> str:
    try:
        url = make_url(database)
    except ArgumentError as error:
        raise NotForMeasuring("the address of the database cannot be read") from error
    if url.get_backend_name() != "postgresql":
        raise NotForMeasuring("only a PostgreSQL database can be given; SQLite needs none")
    return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def _require_empty(engine: Engine) -> None:
    try:
        tables = inspect(engine).get_table_names()
    except SQLAlchemyError as error:
        raise NotForMeasuring("the database cannot be reached") from error
    if tables:
        raise NotForMeasuring(f"the database has tables in it, for example {tables[0]}")
