"""A YAML file as a small tree of values that each know their line and path."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

Value: TypeAlias = str | int | Decimal | bool | None


@dataclass(frozen=True, slots=True)
class Leaf:
    """A single value."""

    line: int
    path: str
    value: Value


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that was refused while reading, already reported and so passed over by checks."""

    line: int
    path: str


@dataclass(frozen=True, slots=True)
class Row:
    """A list."""

    line: int
    path: str
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """Named values. The readers below never fail: what is absent or of another type is empty."""

    line: int
    path: str
    entries: Mapping[str, "Node"] = field(hash=False)

    def child_path(self, key: str) -> str:
        """The path of the value under this key, present or not."""
        return f"{self.path}.{key}" if self.path else key

    def leaf(self, key: str) -> Leaf | None:
        """The single value under this key."""
        node = self.entries.get(key)
        return node if isinstance(node, Leaf) else None

    def value(self, key: str) -> Value:
        """The bare value under this key."""
        leaf = self.leaf(key)
        return leaf.value if leaf else None

    def text(self, key: str) -> str:
        """The text under this key."""
        value = self.value(key)
        return value if isinstance(value, str) else ""

    def branch(self, key: str) -> "Branch":
        """The named values under this key."""
        node = self.entries.get(key)
        return node if isinstance(node, Branch) else Branch(self.line, self.child_path(key), {})

    def row(self, key: str) -> tuple["Node", ...]:
        """The items of the list under this key."""
        node = self.entries.get(key)
        return node.items if isinstance(node, Row) else ()

    def branches(self, key: str) -> tuple["Branch", ...]:
        """Those items of the list under this key that hold named values."""
        return tuple(item for item in self.row(key) if isinstance(item, Branch))

    def leaves(self, key: str) -> tuple[Leaf, ...]:
        """Those items of the list under this key that are single values."""
        return tuple(item for item in self.row(key) if isinstance(item, Leaf))


Node: TypeAlias = Leaf | Refused | Row | Branch
