"""Two texts as runs of words: what stayed, what was removed, what was added."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

PARAGRAPH = "\n\n"
_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*")
_SENTENCES = re.compile(r"(?<=[.!?…]) ")
_EFFORT = 2_000_000
_EFFORT_FOR_A_WORD = 10
_LIKE_ENOUGH = 0.5


class RunKind(StrEnum):
    """What became of some words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together and share a fate, parted by single spaces; PARAGRAPH is a word."""

    kind: RunKind
    words: str


_Step = tuple[RunKind, Sequence[str]]


class WordChanges:
    """Compares one text after another with a limit to the whole effort.

    Looking for shared words takes time that grows with the square of a text. Where two texts share
    too few words to follow, or so much was compared already that a page would be late, a stretch
    is told as removed and added whole: less fine, and as true.
    """

    def __init__(self, effort: int = _EFFORT) -> None:
        self._effort = effort

    def runs(self, before: str, after: str) -> tuple[Run, ...]:
        """Return the runs of both texts in the order of reading, removed words before added."""
        steps = self._steps(_sentences(before), _sentences(after))
        return tuple(
            Run(kind, " ".join(" ".join(words) for _, words in group))
            for kind, group in groupby(_removed_first(steps), key=lambda step: step[0])
        )

    def _steps(self, before: Sequence[str], after: Sequence[str]) -> Iterator[_Step]:
        for old, new, is_same in self._pieces(before, after):
            if is_same:
                yield RunKind.SAME, old
            else:
                yield from self._word_steps(_words(old), _words(new))

    def _word_steps(self, before: Sequence[str], after: Sequence[str]) -> Iterator[_Step]:
        pieces = _without_lone_words(list(self._pieces(before, after)))
        same = sum(len(old) for old, _, is_same in pieces if is_same)
        if same < _LIKE_ENOUGH * min(len(before), len(after)):
            pieces = [(before, after, False)]
        for old, new, is_same in pieces:
            if is_same:
                yield RunKind.SAME, old
            else:
                yield RunKind.REMOVED, old
                yield RunKind.ADDED, new

    def _pieces(self, before: Sequence[str], after: Sequence[str]) -> "Iterator[_Piece]":
        """Yield what both share and what differs between, in order."""
        start = _shared_start(before, after)
        end = _shared_start(before[start:][::-1], after[start:][::-1])
        old, new = before[start : len(before) - end], after[start : len(after) - end]
        yield before[:start], after[:start], True
        if self._may_align(old, new):
            matcher = SequenceMatcher(None, old, new, autojunk=False)
            for tag, i, j, k, m in matcher.get_opcodes():
                yield old[i:j], new[k:m], tag == "equal"
        else:
            yield old, new, False
        yield before[len(before) - end :], after[len(after) - end :], True

    def _may_align(self, before: Sequence[str], after: Sequence[str]) -> bool:
        """Return whether both share anything, and the effort of finding it can still be made."""
        size = len(before) + len(after)
        if size * _EFFORT_FOR_A_WORD > self._effort:
            return False
        counts, others = Counter(before), Counter(after)
        pairs = sum(counts[word] * others[word] for word in counts.keys() & others.keys())
        effort = pairs * size.bit_length() + size * _EFFORT_FOR_A_WORD
        if not pairs or effort > self._effort:
            return False
        self._effort -= effort
        return True


_Piece = tuple[Sequence[str], Sequence[str], bool]


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    for number, paragraph in enumerate(_PARAGRAPHS.split(text)):
        if number:
            found.append(PARAGRAPH)
        words = " ".join(paragraph.split())
        found.extend(_SENTENCES.split(words) if words else ())
    return found


def _words(sentences: Sequence[str]) -> list[str]:
    return [
        word
        for sentence in sentences
        for word in ((PARAGRAPH,) if sentence == PARAGRAPH else sentence.split(" "))
    ]


def _shared_start(before: Sequence[str], after: Sequence[str]) -> int:
    pairs = zip(before, after, strict=False)
    return next(
        (place for place, (old, new) in enumerate(pairs) if old != new),
        min(len(before), len(after)),
    )


def _without_lone_words(pieces: list[_Piece]) -> list[_Piece]:
    """A single shared word between two changes is read more easily as part of them."""
    kept: list[_Piece] = []
    for place, (old, new, is_same) in enumerate(pieces):
        is_between = 0 < place < len(pieces) - 1
        is_lone = is_same and is_between and len(old) == 1
        kept.append((old, new, is_same and not is_lone))
    return kept


def _removed_first(steps: Iterator[_Step]) -> Iterator[_Step]:
    """Put the removed words of neighbouring changes together, before the added ones."""
    for is_same, group in groupby(steps, key=lambda step: step[0] is RunKind.SAME):
        near = [step for step in group if step[1]]
        yield from near if is_same else sorted(near, key=lambda step: step[0] is RunKind.ADDED)
