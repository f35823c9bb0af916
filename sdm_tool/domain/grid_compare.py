"""What changed between two versions of a grid, part by part and word by word.

Things are matched by their id, so that an option with a new name is one change.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from sdm_tool.domain.grid import Ages, Contributor, Figure, Grid, Option, Question, Source
from sdm_tool.domain.grid_formats import MadeFrom, PictureSlot
from sdm_tool.domain.word_changes import Run, WordChanges

Value: TypeAlias = Ages | StrEnum | date | bool | int | str | tuple[str, ...]
Key: TypeAlias = tuple[str, ...]
Fields: TypeAlias = Mapping[Key, Value | None]

ABOUT_FIELDS = (
    "title",
    "decision",
    "for_whom",
    "not_for",
    "urgent_help",
    "ages",
    "audience",
    "language",
    "format",
    "made_from",
    "country",
    "setting",
    "groupings",
    "safety_first",
)
GOVERNANCE_FIELDS = (
    "interests",
    "funder",
    "published",
    "review_by",
    "update_policy",
    "licence",
)


class Part(StrEnum):
    """A part of a grid, in the order of reading."""

    ABOUT = "about"
    OPTIONS = "options"
    QUESTIONS = "questions"
    ANSWERS = "answers"
    FIGURES = "figures"
    SOURCES = "sources"
    GOVERNANCE = "governance"

    @property
    def keeps_order(self) -> bool:
        """True where a writer chose the order: options and answers stand A to Z by option."""
        return self in (Part.QUESTIONS, Part.FIGURES, Part.SOURCES)


class ChangeKind(StrEnum):
    """What became of a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that differs. None: the version has none."""

    name: str
    before: Value | None
    after: Value | None
    runs: tuple[Run, ...] = ()
    """Word by word, where both are text."""

    @property
    def kind(self) -> ChangeKind:
        """Added or removed when only one of the versions has a value."""
        if self.before is None:
            return ChangeKind.ADDED
        return ChangeKind.REMOVED if self.after is None else ChangeKind.CHANGED


@dataclass(frozen=True, slots=True)
class ItemChange:
    """A thing that differs: an option, a question, an answer, a figure, a source."""

    key: Key
    """Its ids, such as option and question; empty for a part that is one thing."""
    kind: ChangeKind
    fields: tuple[FieldChange, ...]
    is_reordered: bool = False
    """A list inside it has another order."""


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part that differs: what changed in it, and how many things in it are the same."""

    part: Part
    items: tuple[ItemChange, ...]
    same: int
    is_reordered: bool


@dataclass(frozen=True, slots=True)
class GridComparison:
    """The parts that differ, and those that say the same."""

    changed: tuple[PartChange, ...]
    same: tuple[Part, ...]


def compare(before: Grid, after: Grid) -> GridComparison:
    """Return what changed from one version to another; their slugs and numbers are not compared."""
    words = WordChanges()
    changed = []
    for part, read in _READERS.items():
        found = _part_change(part, read(before), read(after), words)
        if found.items or found.is_reordered:
            changed.append(found)
    differing = {found.part for found in changed}
    return GridComparison(tuple(changed), tuple(part for part in Part if part not in differing))


def _part_change(
    part: Part, before: Mapping[Key, Fields], after: Mapping[Key, Fields], words: WordChanges
) -> PartChange:
    keys = _merged(before, after)
    found = (_item_change(key, before.get(key), after.get(key), words) for key in keys)
    items = tuple(item for item in found if item is not None)
    return PartChange(
        part=part,
        items=items,
        same=len(keys) - len(items),
        is_reordered=part.keeps_order and _is_reordered(before, after),
    )


def _item_change(
    key: Key, before: Fields | None, after: Fields | None, words: WordChanges
) -> ItemChange | None:
    if before is None:
        return ItemChange(key, ChangeKind.ADDED, tuple(_field_changes({}, after or {}, words)))
    if after is None:
        return ItemChange(key, ChangeKind.REMOVED, tuple(_field_changes(before, {}, words)))
    if before == after and list(before) == list(after):
        return None
    changes = tuple(_field_changes(before, after, words))
    is_reordered = _is_reordered(before, after)
    if not changes and not is_reordered:
        return None
    return ItemChange(key, ChangeKind.CHANGED, changes, is_reordered)


def _field_changes(before: Fields, after: Fields, words: WordChanges) -> Iterator[FieldChange]:
    for key in _merged(before, after):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        is_text = type(old) is str and type(new) is str
        runs = words.runs(str(old), str(new)) if is_text else ()
        yield FieldChange(key[0], old, new, runs)


def _merged(before: Iterable[Key], after: Iterable[Key]) -> list[Key]:
    """Every key in the order of the later version; what was removed stands where it stood."""
    merged = list(after)
    known = set(merged)
    place = 0
    for key in before:
        if key in known:
            place = merged.index(key) + 1
        else:
            merged.insert(place, key)
            place += 1
    return merged


def _is_reordered(before: Iterable[Key], after: Iterable[Key]) -> bool:
    """Return whether what both have stands in another order inside the list it belongs to."""
    old, new = list(before), list(after)
    shared = set(old) & set(new)
    in_lists = [
        sorted((key for key in keys if key in shared), key=lambda key: key[:-1])
        for keys in (old, new)
    ]
    return in_lists[0] != in_lists[1]


def _numbered(keys: Iterable[Key]) -> Iterator[Key]:
    """Tell apart keys that stand twice, so that nothing hides behind another."""
    seen: set[Key] = set()
    for key in keys:
        unused, number = key, 1
        while unused in seen:
            number += 1
            unused = (*key[:-1], f"{key[-1]} ({number})")
        seen.add(unused)
        yield unused


def _values(thing: object, names: Iterable[str]) -> dict[Key, Value | None]:
    return {(name,): _value(getattr(thing, name)) for name in names}


def _value(found: Value | PictureSlot | MadeFrom | None) -> Value | None:
    if isinstance(found, PictureSlot):
        return f"{found.shows}: {found.alt}"
    return f"{found.slug}, version {found.version}" if isinstance(found, MadeFrom) else found


def _listed(things: Iterable[Option | Question | Source]) -> dict[Key, Fields]:
    things = list(things)
    keys = _numbered((thing.id,) for thing in things)
    return {
        key: _values(thing, [entry.name for entry in fields(thing) if entry.name != "id"])
        for key, thing in zip(keys, things, strict=True)
    }


def _about(grid: Grid) -> dict[Key, Fields]:
    around = asdict(grid.phrases) if grid.phrases else {}
    said: dict[Key, Value | None] = {("phrases", name): around[name] for name in around}
    return {(): _values(grid, ABOUT_FIELDS) | said}


def _options(grid: Grid) -> dict[Key, Fields]:
    return _listed(grid.options)


def _questions(grid: Grid) -> dict[Key, Fields]:
    return _listed(grid.questions)


def _sources(grid: Grid) -> dict[Key, Fields]:
    return _listed(grid.sources)


def _answers(grid: Grid) -> dict[Key, Fields]:
    found: dict[Key, Fields] = {}
    for option_id, question_id in _cells(grid):
        answer = grid.answers[option_id][question_id]
        cited = _numbered(("sources", source) for source in answer.sources)
        found[option_id, question_id] = {
            ("text",): answer.text,
            ("unknown",): answer.unknown,
            ("picture",): _value(answer.picture),
            **dict(zip(cited, answer.sources, strict=True)),
        }
    return found


def _figures(grid: Grid) -> dict[Key, Fields]:
    names = [entry.name for entry in fields(Figure) if entry.name != "evidence_id"]
    found: dict[Key, Fields] = {}
    for option_id, question_id in _cells(grid):
        figures = grid.answers[option_id][question_id].figures
        keys = _numbered((option_id, question_id, figure.evidence_id) for figure in figures)
        found |= {key: _values(figure, names) for key, figure in zip(keys, figures, strict=True)}
    return found


def _governance(grid: Grid) -> dict[Key, Fields]:
    return {
        (): {
            **_contributors("authors", grid.authors),
            **_contributors("reviewers", grid.reviewers),
            **_values(grid, GOVERNANCE_FIELDS),
        }
    }


def _contributors(role: str, people: Iterable[Contributor]) -> dict[Key, str]:
    people = list(people)
    keys = _numbered((role, person.name) for person in people)
    said = (f"{person.name}: {person.role}" for person in people)
    return dict(zip(keys, said, strict=True))


def _cells(grid: Grid) -> Iterator[Key]:
    """Every cell that the grid answers, options and questions in the order they are read."""
    options, questions = ([each.id for each in grid.options], [each.id for each in grid.questions])
    for option_id in dict.fromkeys([*options, *grid.answers]):
        row = grid.answers.get(option_id, {})
        yield from ((option_id, each) for each in dict.fromkeys([*questions, *row]) if each in row)


_READERS: Mapping[Part, Callable[[Grid], Mapping[Key, Fields]]] = {
    Part.ABOUT: _about,
    Part.OPTIONS: _options,
    Part.QUESTIONS: _questions,
    Part.ANSWERS: _answers,
    Part.FIGURES: _figures,
    Part.SOURCES: _sources,
    Part.GOVERNANCE: _governance,
}
