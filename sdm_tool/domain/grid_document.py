"""The two files of a grid as values to edit, and back to YAML: the same values, no comments."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

import yaml

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_build import built
from sdm_tool.domain.grid_checks.draft import Draft
from sdm_tool.domain.grid_checks.findings import Findings
from sdm_tool.domain.grid_checks.source_text import HIDDEN
from sdm_tool.domain.grid_checks.yaml_tree import read_tree
from sdm_tool.domain.grid_file import Fault, GridReading, checked, read_grid
from sdm_tool.domain.grid_tree import Branch, Leaf, Node, Row

Document: TypeAlias = dict[str, Any]
"""Named values: texts, numbers, yes and no, nothing, lists and named values again."""

GRID_NAME, EVIDENCE_NAME = "grid.yaml", "evidence.yaml"
NOT_WRITTEN = "Nothing is written here yet."
_WIDTH = 100
_AS_PUBLISHED = "\0decimal"
"""Marks a number with its digits. No file of ours can hold this name."""


@dataclass(frozen=True, slots=True)
class GridTexts:
    """The two files of one version, as they are written."""

    grid: str
    evidence: str

    def read(self) -> GridReading:
        """Everything that the checks find in them, as `grids check` finds it."""
        return read_grid(
            self.grid.encode(),
            self.evidence.encode(),
            grid_name=GRID_NAME,
            evidence_name=EVIDENCE_NAME,
        )


@dataclass(frozen=True, slots=True)
class GridDocuments:
    """The two files of one version as values to edit."""

    grid: Document
    evidence: Document

    def read(self) -> GridReading:
        """Everything that the checks find, by path: on no line, for nothing is written."""
        findings = Findings(GRID_NAME), Findings(EVIDENCE_NAME)
        return checked(
            _tree_of(self.grid, findings[0]), _tree_of(self.evidence, findings[1]), *findings
        )

    def texts(self) -> GridTexts:
        """Both as they are written to files."""
        return GridTexts(yaml_of(self.grid), yaml_of(self.evidence))


def kept_form(document: Document) -> str:
    """Return a document as a draft is kept: `from_kept_form` brings back the same values.

    Reading and writing YAML takes twenty times as long, and a draft is saved as it is typed.
    """
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), default=_kept_number)


def from_kept_form(text: str) -> Document:
    """Return the document that `kept_form` wrote."""
    document: Document = json.loads(text, object_hook=_with_numbers)
    return document


def _kept_number(number: Decimal) -> dict[str, str]:
    return {_AS_PUBLISHED: str(number)}


def _with_numbers(values: Document) -> Any:  # noqa: ANN401  a number stands as named values
    return Decimal(values[_AS_PUBLISHED]) if _AS_PUBLISHED in values else values


class Unreadable(Exception):
    """A file that is not YAML of our kind; `faults` say where and why."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__("not a grid file")
        self.faults = tuple(faults)


def document_of(text: str, name: str) -> Document:
    """Return the values of one file. Raises Unreadable, which names every fault of its YAML."""
    findings = Findings(name)
    root = read_tree(text.encode(), findings)
    if root is None or findings.faulty:
        raise Unreadable(findings.in_order())
    return _named(root)


def documents_of(texts: GridTexts) -> GridDocuments:
    """Return the values of both files. Raises Unreadable."""
    return GridDocuments(
        document_of(texts.grid, GRID_NAME), document_of(texts.evidence, EVIDENCE_NAME)
    )


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
    findings = Findings(GRID_NAME)
    root = _tree_of({**grid, "answers": _without_gaps(grid)}, findings)
    behind = _tree_of(evidence, Findings(EVIDENCE_NAME))
    try:
        return built(Draft(root, behind, findings))
    except (DomainError, ValueError):
        return None


def _tree_of(document: Document, findings: Findings) -> Branch:
    """The tree of a document, as if it stood on one line of a file."""
    return Branch(1, "", {key: _node(document[key], key, findings) for key in document})


def _node(value: Any, path: str, findings: Findings) -> Node:  # noqa: ANN401  a value may be of any kind
    if isinstance(value, dict):
        entries = {key: _node(value[key], f"{path}.{key}", findings) for key in value}
        return Branch(1, path, entries)
    if isinstance(value, list):
        numbered = enumerate(value, start=1)
        return Row(1, path, tuple(_node(each, f"{path}.{n}", findings) for n, each in numbered))
    leaf = Leaf(1, path, value)
    if isinstance(value, str) and HIDDEN.search(value):
        message = "There is a hidden character here. Delete it and type the text again."
        findings.fault(leaf, "yaml.control-character", message)
    return leaf


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


def _published(writer: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    return writer.represent_scalar("tag:yaml.org,2002:float", f"{number:f}")


_Writer.add_representer(Decimal, _published)
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
