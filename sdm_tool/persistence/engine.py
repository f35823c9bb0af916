"""Database engines, sessions, and the one way to write."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.orm import Session, sessionmaker

WRITING = "sdm_writing"
SQLITE_WAIT_MILLISECONDS = 5_000
FOLDING_WAIT_MILLISECONDS = 100
TRAIL_LOCK = 7_305_211  # any fixed number: the advisory lock that keeps the trail one line


def make_engine(url: str) -> Engine:
    """Return an engine for SQLite or PostgreSQL; a commit is on disk when it returns.

    What people typed stays out of error messages, and so out of every log.
    """
    if url.startswith("sqlite"):
        engine = create_engine(url, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(url, pool_pre_ping=True, hide_parameters=True)


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    """Return the maker of sessions; rows stay readable after a commit."""
    return sessionmaker(engine, expire_on_commit=False)


@contextmanager
def writing(session: Session) -> Iterator[Session]:
    """Open the one writing transaction of a service; commit at the end, roll back on any error.

    On SQLite the write lock is taken at once (BEGIN IMMEDIATE): a read that turns into a write
    would otherwise fail in spite of the busy timeout. What was read before is let go, so a service
    reads what it relies on inside.
    """
    session.rollback()
    session.connection(execution_options={WRITING: True})
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise


def forget_order(session: Session) -> None:
    """Fold SQLite's write-ahead log into the file, outside any transaction.

    The log keeps commits in their order, so that a copy of it would show which answer came right
    after which meeting. When a reader is in the way it is left for the next time.
    """
    if session.get_bind().dialect.name != "sqlite":
        return
    session.rollback()
    connection = session.get_bind().engine.raw_connection()
    try:
        connection.execute(f"PRAGMA busy_timeout = {FOLDING_WAIT_MILLISECONDS}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute(f"PRAGMA busy_timeout = {SQLITE_WAIT_MILLISECONDS}")
    finally:
        connection.close()


def lock_trail(session: Session) -> None:
    """Let one writer at a time append to the trail. SQLite has one writer already."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": TRAIL_LOCK})


def lock_answers(session: Session) -> None:
    """Wait for answers that are being written, and let none begin until this transaction ends.

    A month that closes must neither miss them nor keep both copies of one that is being moved.
    SQLite has one writer already.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE responses IN SHARE ROW EXCLUSIVE MODE"))


def lock_closing(session: Session) -> None:
    """Let no month be closed until this transaction ends. SQLite has one writer already."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE closed_months, imported_months IN EXCLUSIVE MODE"))


def _prepare_sqlite(connection: SqliteConnection, _record: object) -> None:
    # The driver must not begin on its own: _begin_sqlite says which kind of transaction it is.
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        f"busy_timeout = {SQLITE_WAIT_MILLISECONDS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITING, False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        # Takes no lock and cannot fail, so it goes to the driver: every page begins with it.
        driver: SqliteConnection = connection.connection.dbapi_connection  # type: ignore[assignment]  # SQLAlchemy types no driver
        driver.execute("BEGIN")
