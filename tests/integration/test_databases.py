"""Every test database starts with the tables of this release and nothing from another test."""

from sqlalchemy import Engine, inspect, text

from sdm_tool.persistence.engine import make_engine
from sdm_tool.persistence.migrate import require_current


def test_a_fresh_database_is_at_the_current_version(engine: Engine):
    require_current(engine)


def test_an_empty_database_has_no_tables(empty_database_url: str):
    engine = make_engine(empty_database_url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_a_database_is_not_shared(engine: Engine):
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE left_over (id INTEGER)"))
    assert "left_over" in inspect(engine).get_table_names()


def test_a_table_made_by_another_test_is_not_there(engine: Engine):
    assert "left_over" not in inspect(engine).get_table_names()
