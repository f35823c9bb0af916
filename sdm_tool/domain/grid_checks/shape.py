"""A small language for the shape of a file: which names, which kinds of value, how many."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Protocol

from sdm_tool.domain.grid_checks.findings import Findings
from sdm_tool.domain.grid_tree import Branch, Leaf, Node, Refused, Row

IDENTIFIER = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")


class Kind(Protocol):
    """What a value may be."""

    def check(self, node: Node, findings: Findings) -> None:
        """Note everything about this value that is not as it should be."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words; never empty, never a bare number. `longest` counts characters."""

    pattern: re.Pattern[str] | None = None
    like: str = ""
    longest: int = 2_000
    empty_rule: str = "structure.empty"

    def check(self, node: Node, findings: Findings) -> None:
        if not isinstance(node, Leaf):
            return _wrong_type(node, findings, "words")
        if node.value is None or not str(node.value).strip():
            return findings.fault(node, self.empty_rule, "This is empty. Write what belongs here.")
        if not isinstance(node.value, str):
            message = "This is read as a number or a yes/no. Put quotes round it."
            return findings.fault(node, "structure.type", message)
        if len(node.value) > self.longest:
            message = f"This has {len(node.value)} characters. Keep it to {self.longest}."
            return findings.fault(node, "structure.too-long", message)
        if self.pattern and not self.pattern.fullmatch(node.value):
            return findings.fault(node, "structure.format", f"Write this like {self.like}.")
        return None


IDENTITY = Text(
    pattern=IDENTIFIER, like="cbt-group: small letters, numbers and hyphens", longest=80
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a closed list of words."""

    words: tuple[str, ...]

    def check(self, node: Node, findings: Findings) -> None:
        if not isinstance(node, Leaf):
            return _wrong_type(node, findings, "one word")
        if node.value is False and "no" in self.words:
            message = "A bare no is read as false. Write 'no' with quotes round it."
            return findings.fault(node, "structure.choice", message)
        if node.value not in self.words:
            message = f"Write one of: {', '.join(self.words)}."
            return findings.fault(node, "structure.choice", message)
        return None


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `least` to `most`."""

    least: int
    most: int
    range_rule: str = "structure.range"

    def check(self, node: Node, findings: Findings) -> None:
        if not isinstance(node, Leaf):
            return _wrong_type(node, findings, "a whole number")
        if isinstance(node.value, bool) or not isinstance(node.value, int):
            return findings.fault(node, "structure.type", "Write a whole number, without quotes.")
        if not self.least <= node.value <= self.most:
            message = f"Write a whole number from {self.least} to {self.most}."
            return findings.fault(node, self.range_rule, message)
        return None


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    def check(self, node: Node, findings: Findings) -> None:
        if not isinstance(node, Leaf):
            return _wrong_type(node, findings, "true or false")
        if not isinstance(node.value, bool):
            return findings.fault(node, "structure.type", "Write true or false, without quotes.")
        return None


@dataclass(frozen=True, slots=True)
class Day:
    """A date such as 2026-11-21, or null where `may_be_null`."""

    may_be_null: bool = True

    def check(self, node: Node, findings: Findings) -> None:
        if not isinstance(node, Leaf):
            return _wrong_type(node, findings, "a date")
        if node.value is None and self.may_be_null:
            return None
        if day_of(node) is None:
            message = "Write a date like 2026-11-21, or null where there is none yet."
            return findings.fault(node, "structure.date", message)
        return None


@dataclass(frozen=True, slots=True)
class Published:
    """A published value: a number, words, or null where it was not seen."""

    number_only: bool = False

    def check(self, node: Node, findings: Findings) -> None:
        if not isinstance(node, Leaf):
            return _wrong_type(node, findings, "one value")
        number = isinstance(node.value, int | Decimal) and not isinstance(node.value, bool)
        if self.number_only and node.value is not None and not number:
            message = "Write the published number without quotes, or null where none was seen."
            return findings.fault(node, "structure.type", message)
        return None


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one kind, with at least so many items."""

    item: Kind
    least: int = 0

    def check(self, node: Node, findings: Findings) -> None:
        if not isinstance(node, Row):
            return _wrong_type(node, findings, "a list")
        if len(node.items) < self.least:
            findings.fault(node, "structure.empty", f"List at least {self.least} here.")
        for item in node.items:
            self.item.check(item, findings)
        return None


@dataclass(frozen=True, slots=True)
class Named:
    """Named values: those that must be there, and those that may."""

    required: Mapping[str, Kind] = field(hash=False)
    optional: Mapping[str, Kind] = field(default_factory=dict, hash=False)

    def check(self, node: Node, findings: Findings) -> None:
        if not isinstance(node, Branch):
            return _wrong_type(node, findings, "names with values")
        known = {**self.required, **self.optional}
        for name in self.required:
            if name not in node.entries:
                message = f"“{name}” is missing here. Add it."
                findings.fault(
                    _Missing(node.line, node.child_path(name)), "structure.missing", message
                )
        for name, value in node.entries.items():
            if name in known:
                known[name].check(value, findings)
            else:
                findings.fault(value, "structure.unknown-key", _unknown(name, known))
        return None


@dataclass(frozen=True, slots=True)
class MapOf:
    """Named values of one kind under names that the file itself gives."""

    value: Kind

    def check(self, node: Node, findings: Findings) -> None:
        if not isinstance(node, Branch):
            return _wrong_type(node, findings, "names with values")
        for value in node.entries.values():
            self.value.check(value, findings)
        return None


@dataclass(frozen=True, slots=True)
class _Missing:
    line: int
    path: str


def day_of(leaf: Leaf | None) -> date | None:
    """The date written in this value, or None when it holds no date."""
    if leaf is None or not isinstance(leaf.value, str):
        return None
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", leaf.value):
        return None
    try:
        return date.fromisoformat(leaf.value)
    except ValueError:
        return None


def _unknown(name: str, known: Mapping[str, Kind]) -> str:
    near = get_close_matches(name[:80], known, n=1)
    hint = f" Did you mean “{near[0]}”?" if near else f" Names used here: {', '.join(known)}."
    return f"“{name[:80]}” is not a name this file knows.{hint}"


def _wrong_type(node: Node, findings: Findings, wanted: str) -> None:
    if not isinstance(node, Refused):
        findings.fault(node, "structure.type", f"This must be {wanted}.")
