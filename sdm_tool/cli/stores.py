"""The store a command works on: the one named in the environment, else the demonstration."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sdm_tool.cli.messages import DATA_WRONG, Refused
from sdm_tool.config import (
    Settings,
    SettingsError,
    demonstration_folder,
    demonstration_settings,
    read_settings,
)

if TYPE_CHECKING:
    from sqlalchemy import Engine


def choose_settings() -> Settings:
    """Return the settings of the store to work on. Raises Refused."""
    if os.environ.get("SDM_DATABASE_URL"):
        return real_settings()
    folder = demonstration_folder()
    if not (folder / "store.sqlite").exists():
        raise Refused(
            "There is no store. Set SDM_DATABASE_URL to yours, or make the demonstration with "
            "`sdm-tool demo`."
        )
    return demonstration_settings(folder)


def real_settings() -> Settings:
    """Return the settings of a real service. Raises Refused."""
    try:
        return read_settings()
    except SettingsError as error:
        raise Refused(str(error)) from error


@contextmanager
def open_store() -> "Iterator[tuple[Settings, Engine]]":
    """Give the settings and the engine of the store, once it is known to have this release's shape.

    Raises Refused.
    """
    settings = choose_settings()
    with open_engine(settings) as engine:
        yield settings, engine


@contextmanager
def open_engine(settings: Settings) -> "Iterator[Engine]":
    """Give the engine of a store of this release's shape. Raises Refused."""
    from sqlalchemy.exc import SQLAlchemyError

    from sdm_tool.persistence.engine import make_engine
    from sdm_tool.persistence.migrate import WrongVersion, require_current

    try:
        engine = make_engine(settings.database_url)
    except SQLAlchemyError as error:
        raise Refused(f"SDM_DATABASE_URL is not the address of a database: {error}") from error
    try:
        require_current(engine)
        yield engine
    except WrongVersion as error:
        raise Refused(str(error), code=DATA_WRONG) from error
    except SQLAlchemyError as error:
        raise Refused(f"The database cannot be used: {error}", code=DATA_WRONG) from error
    finally:
        engine.dispose()
