"""The shape of a file: which names stand where, and how many of a thing a list holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from sdm_tool.domain.grid_checks.findings import Findings
from sdm_tool.domain.grid_checks.values import Kind, wrong_type
from sdm_tool.domain.grid_tree import Branch, Node, Row


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one kind, with at least so many items."""

    item: Kind
    least: int = 0

    def check(self, node: Node, findings: Findings) -> None:
        if not isinstance(node, Row):
            return wrong_type(node, findings, "a list")
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
            return wrong_type(node, findings, "names with values")
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
            return wrong_type(node, findings, "names with values")
        for value in node.entries.values():
            self.value.check(value, findings)
        return None


@dataclass(frozen=True, slots=True)
class _Missing:
    line: int
    path: str


def _unknown(name: str, known: Mapping[str, Kind]) -> str:
    near = get_close_matches(name[:80], known, n=1)
    hint = f" Did you mean “{near[0]}”?" if near else f" Names used here: {', '.join(known)}."
    return f"“{name[:80]}” is not a name this file knows.{hint}"
