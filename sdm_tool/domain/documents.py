"""Turning section dataclasses into JSON text and back, without losing what older releases wrote."""

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, TypeVar

T = TypeVar("T")


def to_json(section: Any) -> str:
    """Return the section as stable JSON: sorted keys, dates as ISO text."""
    return json.dumps(_plain(section), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(kind: type[T], text: str) -> T:
    """Build the section from JSON.

    A key that is absent takes the field's default and a key that is not known is left out, so that
    every version ever saved can still be read. Sections are immutable, so the newest are kept.
    """
    return typing.cast("T", _read(typing.cast("typing.Hashable", kind), text))


@lru_cache(maxsize=512)
def _read(kind: Any, text: str) -> Any:
    return _build(kind, json.loads(text))


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _build(kind: Any, value: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        inner = next(option for option in typing.get_args(kind) if option is not type(None))
        return None if value is None else _build(inner, value)
    if origin is tuple:
        return tuple(_build(typing.get_args(kind)[0], item) for item in value)
    if origin is not None and issubclass(origin, Mapping):
        return {key: _build(typing.get_args(kind)[1], item) for key, item in value.items()}
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _build_section(kind, value)
    if kind is date:
        return date.fromisoformat(value)
    return kind(value) if isinstance(kind, type) and issubclass(kind, StrEnum) else value


def _build_section(kind: type, value: dict[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{name: _build(hints[name], value[name]) for name in hints if name in value})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)
