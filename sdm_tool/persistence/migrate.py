"""Bring a database to the shape this release needs, or back."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from sdm_tool.persistence.engine import WRITING
from sdm_tool.persistence.rows import METADATA

FOLDER = Path(__file__).parent / "migrations"


class WrongVersion(Exception):
    """The database has another shape than this release needs."""


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Upgrade to `revision`, all in one transaction."""
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        command.upgrade(_configuration(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Downgrade to `revision`, all in one transaction."""
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        command.downgrade(_configuration(connection), revision)


def require_current(engine: Engine) -> None:
    """Raise WrongVersion, saying what to do, unless the database is at this release's revision."""
    head = ScriptDirectory.from_config(_configuration(None)).get_current_head()
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current is None:
        raise WrongVersion("This database is empty. Run `sdm-tool init` first.")
    if current != head:
        raise WrongVersion(
            f"This database is at revision {current}; this release needs {head}. "
            "Take a backup, then run `sdm-tool init --upgrade`."
        )


def differences(engine: Engine) -> list[object]:
    """Return what the database has otherwise than the rows say; empty when they agree."""
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), METADATA))


def _configuration(connection: Connection | None) -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    configuration.attributes["connection"] = connection
    return configuration
