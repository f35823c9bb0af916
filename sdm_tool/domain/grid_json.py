"""A grid as canonical JSON and back: the exact content that a conversation is pinned to."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from types import UnionType
from typing import TypeAlias, get_args, get_origin, get_type_hints

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"


def canonical_json(grid: Grid) -> str:
    """The whole grid as ASCII JSON with sorted keys and no spaces: equal grids, equal text."""
    return json.dumps(_plain(grid), sort_keys=True, separators=(",", ":"), ensure_ascii=True)


@lru_cache(maxsize=512)
def content_hash(grid: Grid) -> str:
    """SHA-256 of the canonical JSON, as 64 hexadecimal characters."""
    return sha256(canonical_json(grid).encode("ascii")).hexdigest()


def grid_from_json(text: str) -> Grid:
    """The grid that `canonical_json` wrote; refuses text that is damaged or of another shape."""
    try:
        grid = _made(Grid, json.loads(text))
    except (ValueError, TypeError, RecursionError, DomainError) as error:
        raise DomainError("The stored content of this grid is damaged.") from error
    if not isinstance(grid, Grid):
        raise DomainError("The stored content of this grid is damaged.")
    return grid


def _plain(value: object) -> Json:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if is_dataclass(value):
        return {entry.name: _plain(getattr(value, entry.name)) for entry in fields(value)}
    if value is None or isinstance(value, bool | int | str):
        return value
    raise TypeError(f"a grid holds no {type(value).__name__}")


def _made(kind: object, content: object) -> object:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is UnionType:
        return None if content is None else _made(inner[0], content)
    if origin is tuple and isinstance(content, list):
        return tuple(_made(inner[0], item) for item in content)
    if origin is Mapping and isinstance(content, dict):
        return {key: _made(inner[1], item) for key, item in content.items()}
    if isinstance(kind, type) and origin is None:
        return _made_simple(kind, content)
    raise TypeError("the content has another shape")


def _made_simple(kind: type, content: object) -> object:
    if is_dataclass(kind) and isinstance(content, dict):
        hints = get_type_hints(kind)
        if set(content) != set(hints):
            raise TypeError(f"{kind.__name__} has other fields")
        return kind(**{name: _made(hint, content[name]) for name, hint in hints.items()})
    if issubclass(kind, StrEnum) and isinstance(content, str):
        return kind(content)
    if kind is date and isinstance(content, str):
        return date.fromisoformat(content)
    if type(content) is not kind:
        raise TypeError("the content has another shape")
    return content
