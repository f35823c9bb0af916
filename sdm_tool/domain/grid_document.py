"""The two files of a grid as values to edit, and back to YAML: the same values, no comments."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

import yaml

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_build import built
from sdm_tool.domain.grid_checks.draft import Draft
from sdm_tool.domain.grid_checks.findings import Findings
from sdm_tool.domain.grid_checks.yaml_tree import read_tree
from sdm_tool.domain.grid_file import Fault, GridReading, read_grid
from sdm_tool.domain.grid_tree import Branch, Leaf, Node, Row

Document: TypeAlias = dict[str, Any]
"""Named values: texts, numbers, yes and no, nothing, lists and named values again."""

GRID_NAME, EVIDENCE_NAME = "grid.yaml", "evidence.yaml"
NOT_WRITTEN = "Nothing is written here yet."
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class GridTexts:
    """The two files of one version, as they are written."""

    grid: str
    evidence: str

    def read(self) -> GridReading:
        """Everything that the checks find in them, as `grids check` finds it."""
        return _reading(self)


@lru_cache(maxsize=8)
def _reading(texts: GridTexts) -> GridReading:
    """Kept for a moment: one save and the page after it ask for the same."""
    return read_grid(
        texts.grid.encode(),
        texts.evidence.encode(),
        grid_name=GRID_NAME,
        evidence_name=EVIDENCE_NAME,
    )


class Unreadable(Exception):
    """A file that is not YAML of our kind; `faults` say where and why."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__("not a grid file")
        self.faults = tuple(faults)


def document_of(text: str, name: str) -> Document:
    """Return the values of one file. Raises Unreadable, which names every fault of its YAML."""
    return _named(_root_of(text, name))


@lru_cache(maxsize=16)
def _root_of(text: str, name: str) -> Branch:
    findings = Findings(name)
    root = read_tree(text.encode(), findings)
    if root is None or findings.faulty:
        raise Unreadable(findings.in_order())
    return root


def yaml_of(document: Document) -> str:
    """Return YAML that reads back as the same values, in the same order."""
    written: str = yaml.dump(
        document,
        Dumper=_Writer,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=_WIDTH,
    )
    return written


def preview_of(grid: Document, evidence: Document) -> Grid | None:
    """Return a grid to look at while it still has faults, or None where it is too far from one.

    Answers that are empty say so. It is never to be used: only `GridTexts.read` makes a grid.
    """
    root = _node({**grid, "answers": _without_gaps(grid)}, "")
    behind = _node(evidence, "")
    if not isinstance(root, Branch) or not isinstance(behind, Branch):
        return None
    try:
        return built(Draft(root, behind, Findings(GRID_NAME)))
    except (DomainError, ValueError):
        return None


def _node(value: Any, path: str) -> Node:  # noqa: ANN401  a value may be of any kind
    """The tree of a value, as if it stood on one line of a file."""
    start = f"{path}." if path else ""
    if isinstance(value, dict):
        return Branch(1, path, {key: _node(value[key], f"{start}{key}") for key in value})
    if isinstance(value, list):
        items = (_node(item, f"{start}{number}") for number, item in enumerate(value, start=1))
        return Row(1, path, tuple(items))
    return Leaf(1, path, value)


def _without_gaps(grid: Document) -> Document:
    answers = grid.get("answers")
    rows = answers.items() if isinstance(answers, dict) else ()
    return {
        option: {
            question: answer if _says_something(answer) else {"unknown": NOT_WRITTEN}
            for question, answer in row.items()
        }
        for option, row in rows
        if isinstance(row, dict)
    }


def _says_something(answer: object) -> bool:
    return isinstance(answer, dict) and any(
        answer.get(key) for key in ("text", "figures", "unknown")
    )


class _Writer(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Plain values only, and a number just as it was published."""


def _as_published(writer: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    return writer.represent_scalar("tag:yaml.org,2002:float", f"{number:f}")


_Writer.add_representer(Decimal, _as_published)
# The reader refuses marks that point elsewhere, so a value that stands twice is written twice.
_Writer.ignore_aliases = lambda _writer, _value: True


def _named(branch: Branch) -> Document:
    return {key: _plain(node) for key, node in branch.entries.items()}


def _plain(node: Node) -> Any:  # noqa: ANN401  a value may be of any kind
    if isinstance(node, Leaf):
        return node.value
    if isinstance(node, Row):
        return [_plain(item) for item in node.items]
    return _named(node) if isinstance(node, Branch) else None
