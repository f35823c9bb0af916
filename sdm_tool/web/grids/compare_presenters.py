"""What changed between two versions of a grid, in words and in runs of words to mark."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.grid_compare import (
    ChangeKind,
    FieldChange,
    GridComparison,
    ItemChange,
    Key,
    Part,
    PartChange,
    Value,
)
from sdm_tool.domain.word_changes import Run, RunKind
from sdm_tool.domain.wording import and_list
from sdm_tool.web.grids.compare_words import (
    KIND_WORDS,
    PART_NAMES,
    THINGS,
    counted,
    field_label,
    value_words,
)

SPACES_ONLY = "Only spaces or line ends differ."


@dataclass(frozen=True, slots=True)
class LineShown:
    """One text on one side, its label before it where a side has several."""

    label: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class RowShown:
    """The two sides of one change. A side without lines had nothing there."""

    label: str
    kind: ChangeKind
    kind_words: str
    before: tuple[LineShown, ...]
    after: tuple[LineShown, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ItemShown:
    """One thing that differs. `title` is empty where the part is one thing."""

    title: str
    note: str
    kind: ChangeKind
    kind_words: str
    rows: tuple[RowShown, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part that differs."""

    id: str
    name: str
    counts: str
    """For example "1 added and 2 changed"."""
    items: tuple[ItemShown, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparisonShown:
    """Every part that differs, and a sentence about those that do not."""

    parts: tuple[PartShown, ...]
    same: str


class _Names:
    """What things are called: as in the later version, else as in the earlier one."""

    def __init__(self, before: Grid, after: Grid) -> None:
        both = (before, after)
        self._options = {each.id: each.name for grid in both for each in grid.options}
        self._questions = {each.id: each.text for grid in both for each in grid.questions}
        self._sources = {each.id: each.citation for grid in both for each in grid.sources}

    def title(self, part: Part, key: Key) -> str:
        if part in (Part.ANSWERS, Part.FIGURES):
            return f"{self._options.get(key[0], key[0])}: {self._questions.get(key[1], key[1])}"
        names = {
            Part.OPTIONS: self._options,
            Part.QUESTIONS: self._questions,
            Part.SOURCES: self._sources,
        }
        return names[part].get(key[0], key[0]) if key else ""

    def source(self, source_id: str) -> str:
        return self._sources.get(source_id, source_id)


def present_comparison(comparison: GridComparison, before: Grid, after: Grid) -> ComparisonShown:
    """Return the parts that differ, ready to print."""
    names = _Names(before, after)
    return ComparisonShown(
        parts=tuple(_part(change, names) for change in comparison.changed),
        same=_same_words(comparison),
    )


def _same_words(comparison: GridComparison) -> str:
    same, total = len(comparison.same), len(Part)
    if not comparison.changed:
        return "These two versions say the same. Only their numbers differ."
    if not same:
        return f"None of the {total} parts is the same."
    names = and_list([PART_NAMES[part].lower() for part in comparison.same])
    return f"{same} of {total} parts {'is' if same == 1 else 'are'} the same: {names}."


def _part(change: PartChange, names: _Names) -> PartShown:
    things = THINGS.get(change.part)
    sentences = []
    if things and change.is_reordered:
        sentences.append(f"The {things.many} stand in another order.")
    if things and change.items and change.same:
        sentences.append(f"{counted(change.same, things)} the same, and not shown.")
    return PartShown(
        id=change.part.value,
        name=PART_NAMES[change.part],
        counts=_counts(change),
        items=tuple(_item(change.part, item, names) for item in change.items),
        sentences=tuple(sentences),
    )


def _counts(change: PartChange) -> str:
    kinds = [item.kind for item in change.items]
    if change.part not in THINGS:
        kinds = [each.kind for item in change.items for each in item.fields]
    said = [
        f"{kinds.count(kind)} {words.lower()}"
        for kind, words in KIND_WORDS.items()
        if kind in kinds
    ]
    is_reordered = change.is_reordered or any(item.is_reordered for item in change.items)
    return and_list([*said, "another order"] if is_reordered else said)


def _item(part: Part, item: ItemChange, names: _Names) -> ItemShown:
    sentences = []
    if item.is_reordered:
        sentences.append("A list in it has another order.")
    if part is Part.ANSWERS and not item.fields and item.kind is not ChangeKind.CHANGED:
        sentences.append("It has no words, only the numbers shown under Figures.")
    return ItemShown(
        title=names.title(part, item.key),
        note=f"From {names.source(item.key[2])}" if part is Part.FIGURES else "",
        kind=item.kind,
        kind_words=KIND_WORDS[item.kind],
        rows=tuple(_rows(part, item, names)),
        sentences=tuple(sentences),
    )


def _rows(part: Part, item: ItemChange, names: _Names) -> Iterator[RowShown]:
    if item.kind is ChangeKind.CHANGED:
        for change in item.fields:
            yield RowShown(
                label=field_label(part, change.name),
                kind=change.kind,
                kind_words=KIND_WORDS[change.kind],
                before=tuple(_side(change, RunKind.REMOVED, "", names)),
                after=tuple(_side(change, RunKind.ADDED, "", names)),
                note=SPACES_ONLY if _is_unmarked(change) else "",
            )
    elif item.fields:
        told = [
            each for each in item.fields if each.before is not False and each.after is not False
        ]
        yield RowShown(
            label="",
            kind=item.kind,
            kind_words=KIND_WORDS[item.kind],
            before=tuple(_lines(part, told, RunKind.REMOVED, names)),
            after=tuple(_lines(part, told, RunKind.ADDED, names)),
        )


def _is_unmarked(change: FieldChange) -> bool:
    return bool(change.runs) and all(run.kind is RunKind.SAME for run in change.runs)


def _lines(
    part: Part, changes: Iterable[FieldChange], kind: RunKind, names: _Names
) -> Iterator[LineShown]:
    for change in changes:
        yield from _side(change, kind, field_label(part, change.name), names)


def _side(change: FieldChange, kind: RunKind, label: str, names: _Names) -> Iterator[LineShown]:
    """Yield one side of a change: what both share, with what stands on this side only."""
    value = change.before if kind is RunKind.REMOVED else change.after
    if value is None:
        return
    runs = tuple(run for run in change.runs if run.kind in (RunKind.SAME, kind))
    yield LineShown(label, runs or (Run(kind, _words(change.name, value, names)),))


def _words(field: str, value: Value, names: _Names) -> str:
    if field == "sources" and isinstance(value, str):
        return names.source(value)
    return value_words(value)
