"""What a single value in a file may be: words, one of a list, a whole number, a date."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from sdm_tool.domain.grid_checks.findings import Findings
from sdm_tool.domain.grid_tree import Leaf, Node, Refused

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
            return wrong_type(node, findings, "words")
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
            return wrong_type(node, findings, "one word")
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
            return wrong_type(node, findings, "a whole number")
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
            return wrong_type(node, findings, "true or false")
        if not isinstance(node.value, bool):
            return findings.fault(node, "structure.type", "Write true or false, without quotes.")
        return None


@dataclass(frozen=True, slots=True)
class Day:
    """A date such as 2026-11-21, or null where `may_be_null`."""

    may_be_null: bool = True

    def check(self, node: Node, findings: Findings) -> None:
        if not isinstance(node, Leaf):
            return wrong_type(node, findings, "a date")
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
            return wrong_type(node, findings, "one value")
        number = isinstance(node.value, int | Decimal) and not isinstance(node.value, bool)
        if self.number_only and node.value is not None and not number:
            message = "Write the published number without quotes, or null where none was seen."
            return findings.fault(node, "structure.type", message)
        return None


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


def wrong_type(node: Node, findings: Findings, wanted: str) -> None:
    """Note that a value is of another kind, unless reading refused it already."""
    if not isinstance(node, Refused):
        findings.fault(node, "structure.type", f"This must be {wanted}.")
