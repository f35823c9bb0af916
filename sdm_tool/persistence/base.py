"""The base of every row, and the column types that carry a rule of their own."""

import secrets
from datetime import UTC, datetime

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Dialect,
    MetaData,
    SQLColumnExpression,
    String,
    Text,
    func,
    literal_column,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

# Named constraints, so that migrations can change them on every database.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
PLAIN_KEY = "0"


def new_id() -> str:
    """Return an unguessable identifier: 128 random bits, safe in an address."""
    return secrets.token_urlsafe(16)


def joined_by_commas(texts: SQLColumnExpression[str]) -> ColumnElement[str]:
    """Return an aggregate of texts as one; the comma is in the statement, not bound every time."""
    return func.aggregate_strings(texts, literal_column("','"))  # type: ignore[arg-type]  # any SQL will do


class Base(DeclarativeBase):
    """The base of every row."""

    metadata = MetaData(naming_convention=NAMING)


class Identified:
    """A row known by an unguessable identifier."""

    id: Mapped[str] = mapped_column(String(22), primary_key=True, default=new_id)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC. Refuses a datetime that does not say its zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC; SQLite keeps no zone, so it is dropped there and put back on reading."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class PrivateText(TypeDecorator[str]):
    """Text that a person typed, kept with the id of the key that protects it.

    Key 0 means plain. The key id stands inside the value, so that turning encryption on later is a
    setting and not a change of every table.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """Put the key id in front."""
        return None if value is None else f"{PLAIN_KEY}:{value}"

    def process_result_value(self, value: str | None, _dialect: Dialect) -> str | None:
        """Take the key id off, refusing one that is not known."""
        if value is None:
            return None
        key, _, text = value.partition(":")
        if key != PLAIN_KEY:
            raise ValueError(f"text is protected by key {key!r}, which is not set here")
        return text
