"""A grid as it was written, faults and all: what the checks look through."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sdm_tool.domain.grid_checks.findings import Findings
from sdm_tool.domain.grid_tree import Branch, Leaf

_GRID_TEXTS = ("title", "decision", "for_whom", "not_for", "urgent_help")
_OPTION_TEXTS = ("name", "line", "provider", "only_if")
_QUESTION_TEXTS = ("text", "note")
_ANSWER_TEXTS = ("text", "unknown")
_FIGURE_TEXTS = ("happened", "did_not", "after", "people", "compared_with", "how_sure")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that a family reads, and where they stand."""

    line: int
    path: str
    words: str
    in_figure: bool = False


@dataclass(frozen=True)
class Cell:
    """The answer written for one option and one question."""

    option_id: str
    question_id: str
    answer: Branch

    @cached_property
    def figures(self) -> tuple[Branch, ...]:
        return self.answer.branches("figures")

    @property
    def sources(self) -> tuple[Leaf, ...]:
        """The ids behind the words."""
        return self.answer.leaves("sources")

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The words of the answer, without those of its figures."""
        return tuple(_passages(self.answer, _ANSWER_TEXTS))

    @property
    def length(self) -> int:
        """How many words the answer's text has."""
        return len(self.answer.text("text").split())


@dataclass(frozen=True)
class Draft:
    """grid.yaml and, unless it could not be read, the evidence.yaml beside it.

    The checks go over a draft again and again, so its parts are found once.
    """

    root: Branch
    evidence: Branch | None
    findings: Findings

    @cached_property
    def options(self) -> tuple[Branch, ...]:
        return self.root.branches("options")

    @cached_property
    def questions(self) -> tuple[Branch, ...]:
        return self.root.branches("questions")

    @property
    def safety_first(self) -> bool:
        return self.root.value("safety_first") is True

    def cells(self) -> tuple[Cell, ...]:
        """Every answer in the file, in the order of the file."""
        return self._cells

    @cached_property
    def _cells(self) -> tuple[Cell, ...]:
        return tuple(self._found_cells())

    def _found_cells(self) -> Iterator[Cell]:
        answers = self.root.branch("answers")
        for option_id, row in answers.entries.items():
            if isinstance(row, Branch):
                for question_id, answer in row.entries.items():
                    if isinstance(answer, Branch):
                        yield Cell(option_id, question_id, answer)

    def record(self, evidence_id: str) -> Branch | None:
        """The evidence record with this id."""
        return self._records.get(evidence_id)

    def guideline(self, guideline_id: str) -> Branch | None:
        """The guideline record with this id."""
        return self._guidelines.get(guideline_id)

    def grid_passages(self) -> Iterator[Passage]:
        """The words that stand over the whole grid."""
        yield from _passages(self.root, _GRID_TEXTS)
        for question in self.questions:
            yield from _passages(question, _QUESTION_TEXTS)

    def option_passages(self, option: Branch) -> Iterator[Passage]:
        """The words at the head of one column."""
        yield from _passages(option, _OPTION_TEXTS)

    def passages(self) -> tuple[Passage, ...]:
        """Everything that a family reads."""
        return self._passages

    @cached_property
    def _passages(self) -> tuple[Passage, ...]:
        return tuple(self._found_passages())

    def _found_passages(self) -> Iterator[Passage]:
        yield from self.grid_passages()
        for option in self.options:
            yield from self.option_passages(option)
        for cell in self.cells():
            yield from cell.passages
            for figure in cell.figures:
                yield from _passages(figure, _FIGURE_TEXTS, in_figure=True)

    @cached_property
    def _records(self) -> dict[str, Branch]:
        return self._by_id("evidence")

    @cached_property
    def _guidelines(self) -> dict[str, Branch]:
        return self._by_id("guidelines")

    def _by_id(self, kind: str) -> dict[str, Branch]:
        """The first of each id; one without an id is nobody's source."""
        entries = self.evidence.branches(kind) if self.evidence else ()
        return {entry.text("id"): entry for entry in reversed(entries) if entry.text("id")}


def _passages(
    branch: Branch, keys: tuple[str, ...], *, in_figure: bool = False
) -> Iterator[Passage]:
    for key in keys:
        leaf = branch.leaf(key)
        if leaf is not None and isinstance(leaf.value, str):
            yield Passage(leaf.line, leaf.path, leaf.value, in_figure)
