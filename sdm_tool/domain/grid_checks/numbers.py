"""Numbers in words: none outside a figure, one denominator, never relative, never "1 in x"."""

import re
from collections.abc import Iterator
from functools import lru_cache

from sdm_tool.domain.grid_checks.draft import Draft

_SMALL = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred"
).replace(" ", "|")
_NUMBER = rf"(?:\d[\d,.]{{0,12}}|(?:{_SMALL})(?:-\w+)?)"
_PEOPLE = (
    "people|persons|teenagers|teens|youngsters|children|adolescents|kids|girls|boys|students|"
    "pupils|patients|participants|parents|carers|families"
)
# The one phrase with a number of people that a text may hold (see domain/figures.py).
_ALLOWED = re.compile(r"fewer than 1 of 100", re.IGNORECASE)

ONE_IN = re.compile(
    rf"\b(?:1|one)\s*(?:in|out\s+of)\s+(?:every\s+|about\s+)?(?:{_NUMBER})\b(?!\s*(?:hour|minute|day))",
    re.IGNORECASE,
)
_COUNT_OF = re.compile(
    rf"\b{_NUMBER}\s*(?:of|in|out\s+of|/)\s*(?:every\s+|the\s+|about\s+)?{_NUMBER}\b", re.IGNORECASE
)
_COUNT_OF_PEOPLE = re.compile(
    rf"\b{_NUMBER}\s+(?:(?:of|other|more|young|older|younger|the)\s+){{0,2}}(?:{_PEOPLE})\b",
    re.IGNORECASE,
)
_PER_CENT = re.compile(r"%|％|\bper\s?cent\b|\bpercentages?\b", re.IGNORECASE)
_RELATIVE = re.compile(
    rf"\b(?:{_NUMBER}|half|many|several)\s+times\s+(?:(?:as|so|more|less|likelier|fewer|higher|lower|"
    r"greater|better|worse)\b|the\s+(?:risk|chance|rate|odds|number)\b)|\d\s?[x×]\b"
    r"|\b(?:twice|half|double|triple|thrice)\s+(?:as|the\s+(?:chance|risk|rate|odds))\b"
    r"|\b(?:doubl|tripl|halv)(?:e|es|ed|ing)\b[^.]{0,30}\b(?:chance|risk|rate|odds)s?\b"
    r"|\b\w+[- ]?fold\b(?<!\bunfold)(?<!\bblindfold)|\b(?:odds|risk|hazard)\s+ratio\b",
    re.IGNORECASE,
)


def check_numbers(draft: Draft) -> None:
    """Note every number of people that does not stand in a figure, and unfair ways to tell one."""
    for passage in draft.passages():
        for rule, message in _faults_in(passage.words, in_figure=passage.in_figure):
            draft.findings.fault(passage, rule, message)


@lru_cache(maxsize=8_192)
def _faults_in(words: str, *, in_figure: bool) -> tuple[tuple[str, str], ...]:
    """Kept by the words: from one save of a draft to the next almost all of them stay."""
    ways = tuple(_ways_to_tell(words))
    return ways if in_figure else (*ways, *_counts(words))


def _ways_to_tell(words: str) -> Iterator[tuple[str, str]]:
    if ONE_IN.search(words):
        message = (
            "Never “1 in x”. Use a figure of 100, or words such as “about half” with a source."
        )
        yield "number.one-in-x", message
    if _PER_CENT.search(words):
        message = "No per cents. Use a figure of 100, or words such as “about half” with a source."
        yield "number.percent", message
    if found := _RELATIVE.search(words):
        message = (
            f"“{found[0]}” tells a ratio alone. Say “more often than” or “less often than”, or "
            "show both numbers in a figure."
        )
        yield "number.relative", message


def _counts(words: str) -> Iterator[tuple[str, str]]:
    counted = ONE_IN.sub("", _ALLOWED.sub("", words))
    if found := _COUNT_OF.search(counted) or _COUNT_OF_PEOPLE.search(counted):
        message = (
            f"“{found[0]}” counts people outside a figure. Make it a figure, or tell it without "
            "the number."
        )
        yield "number.naked-count", message
