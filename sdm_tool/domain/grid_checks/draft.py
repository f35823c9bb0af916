"""A grid as it was written, faults and all: what the checks look through."""

from collections.abc import Iterator
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Cell:
    """The answer written for one option and one question."""

    option_id: str
    question_id: str
    answer: Branch

    @property
    def figures(self) -> tuple[Branch, ...]:
        return self.answer.branches("figures")

    @property
    def sources(self) -> tuple[Leaf, ...]:
        """The ids behind the words."""
        return self.answer.leaves("sources")

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The words of the answer, without those of its figures."""
        return tuple(_passages(self.answer, _ANSWER_TEXTS))

    @property
    def length(self) -> int:
        """How many words the answer's text has."""
        return len(self.answer.text("text").split())


@dataclass(frozen=True, slots=True)
class Draft:
    """grid.yaml and, unless it could not be read, the evidence.yaml beside it."""

    root: Branch
    evidence: Branch | None
    findings: Findings

    @property
    def options(self) -> tuple[Branch, ...]:
        return self.root.branches("options")

    @property
    def questions(self) -> tuple[Branch, ...]:
        return self.root.branches("questions")

    @property
    def safety_first(self) -> bool:
        return self.root.value("safety_first") is True

    def cells(self) -> Iterator[Cell]:
        """Every answer in the file, in the order of the file."""
        answers = self.root.branch("answers")
        for option_id, row in answers.entries.items():
            if isinstance(row, Branch):
                for question_id, answer in row.entries.items():
                    if isinstance(answer, Branch):
                        yield Cell(option_id, question_id, answer)

    def record(self, evidence_id: str) -> Branch | None:
        """The evidence record with this id."""
        return self._recorded("evidence", evidence_id)

    def guideline(self, guideline_id: str) -> Branch | None:
        """The guideline record with this id."""
        return self._recorded("guidelines", guideline_id)

    def grid_passages(self) -> Iterator[Passage]:
        """The words that stand over the whole grid."""
        yield from _passages(self.root, _GRID_TEXTS)
        for question in self.questions:
            yield from _passages(question, _QUESTION_TEXTS)

    def option_passages(self, option: Branch) -> Iterator[Passage]:
        """The words at the head of one column."""
        yield from _passages(option, _OPTION_TEXTS)

    def passages(self) -> Iterator[Passage]:
        """Everything that a family reads."""
        yield from self.grid_passages()
        for option in self.options:
            yield from self.option_passages(option)
        for cell in self.cells():
            yield from cell.passages
            for figure in cell.figures:
                yield from _passages(figure, _FIGURE_TEXTS, in_figure=True)

    def _recorded(self, kind: str, wanted: str) -> Branch | None:
        if self.evidence is None or not wanted:
            return None
        records = self.evidence.branches(kind)
        return next((record for record in records if record.text("id") == wanted), None)


def _passages(
    branch: Branch, keys: tuple[str, ...], *, in_figure: bool = False
) -> Iterator[Passage]:
    for key in keys:
        leaf = branch.leaf(key)
        if leaf is not None and isinstance(leaf.value, str):
            yield Passage(leaf.line, leaf.path, leaf.value, in_figure)
