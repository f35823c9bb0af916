"""From YAML text to a tree, event by event: nothing is constructed, followed or repeated."""

import re
from collections.abc import Iterator
from decimal import Decimal

import yaml

from sdm_tool.domain.grid_checks.findings import Findings, Severity
from sdm_tool.domain.grid_checks.source_text import HIDDEN, decoded
from sdm_tool.domain.grid_tree import Branch, Leaf, Node, Refused, Row, Value

DEEPEST = 20
MOST_VALUES = 20_000
# libyaml reads a large file in a fraction of the time; the Python reader is the same grammar.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = {"", "~", "null", "Null", "NULL"}
_YES = {"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"}
_NO = {"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"}
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,15}")


class _Stop(Exception):
    """Reading ends here; the reason is among the findings."""


def read_tree(raw: bytes, findings: Findings) -> Branch | None:
    """The named values of one YAML document, or None with the reasons among the findings."""
    text = decoded(raw, findings)
    if text is None:
        return None
    try:
        return _Reader(text, findings).document()
    except _Stop:
        return None
    except yaml.YAMLError as error:
        findings.add(_error_line(error), "", "yaml.syntax", Severity.FAULT, _syntax_words(error))
        return None


def number_in(word: str) -> int | Decimal | None:
    """The number that a word without quotes is read as, with every digit; None for other words."""
    if _WHOLE.fullmatch(word):
        return int(word)
    return Decimal(word) if _DECIMAL.fullmatch(word) else None


class _Reader:
    def __init__(self, text: str, findings: Findings) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self._findings = findings
        self._left = MOST_VALUES

    def document(self) -> Branch:
        next(self._events)  # the start of the stream
        start = next(self._events)
        if isinstance(start, yaml.StreamEndEvent):
            raise self._stop(1, "", "yaml.empty", "This file is empty.")
        if isinstance(start, yaml.DocumentStartEvent) and (start.version or start.tags):
            self._fault(1, "", "yaml.directive", "Delete the lines that begin with %.")
        top = self._node(next(self._events), "", None, 0)
        next(self._events)  # the end of the document
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            line = _line(after)
            message = "A second document begins here. Keep one document in a file: delete the ---."
            self._fault(line, "", "yaml.many-documents", message)
        if not isinstance(top, Branch):
            raise self._stop(1, "", "structure.type", "This file must hold names with values.")
        return top

    def _node(self, event: yaml.Event, path: str, key_line: int | None, depth: int) -> Node:
        line = _line(event)
        self._left -= 1
        if self._left < 0:
            raise self._stop(line, path, "yaml.too-many", "This file holds too many values.")
        if depth > DEEPEST:
            raise self._stop(line, path, "yaml.too-deep", "This is nested too deeply. Flatten it.")
        self._refuse_extras(event, line, path)
        if isinstance(event, yaml.AliasEvent):
            return Refused(line, path)
        if isinstance(event, yaml.ScalarEvent):
            return self._leaf(event, line, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return Row(key_line or line, path, tuple(self._items(path, depth)))
        return Branch(key_line or line, path, self._entries(path, depth))

    def _refuse_extras(self, event: yaml.Event, line: int, path: str) -> None:
        if getattr(event, "anchor", None):
            message = "Write the value out again; marks that point elsewhere (& and *) are refused."
            self._fault(line, path, "yaml.alias", message)
        tag: str | None = getattr(event, "tag", None)
        if tag:
            message = f"Delete the tag {tag[:40]}: only plain values are read."
            self._fault(line, path, "yaml.tag", message)

    def _leaf(self, event: yaml.ScalarEvent, line: int, path: str) -> Node:
        if HIDDEN.search(event.value):
            message = "An escape here makes a hidden character. Delete it."
            self._fault(line, path, "yaml.control-character", message)
            return Refused(line, path)
        plain = event.implicit[0]
        return Leaf(line, path, _resolved(event.value) if plain else event.value)

    def _items(self, path: str, depth: int) -> Iterator[Node]:
        for number, event in enumerate(self._until(yaml.SequenceEndEvent), start=1):
            yield self._node(event, f"{path}.{number}" if path else str(number), None, depth + 1)

    def _entries(self, path: str, depth: int) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        for event in self._until(yaml.MappingEndEvent):
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._stop(line, path, "yaml.key", "A name here must be one plain word.")
            key = event.value
            inner = f"{path}.{key}" if path else key
            self._refuse_extras(event, line, inner)
            node = self._node(next(self._events), inner, line, depth + 1)
            if HIDDEN.search(key):
                self._fault(line, path, "yaml.control-character", "This name hides a character.")
            elif key in entries:
                first = entries[key].line
                message = f"“{key}” is here twice (first near line {first}). Keep one of the two."
                self._fault(line, inner, "yaml.duplicate-key", message)
            else:
                entries[key] = node
        return entries

    def _until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        while not isinstance(event := next(self._events), end):
            yield event

    def _fault(self, line: int, path: str, rule: str, message: str) -> None:
        self._findings.add(line, path, rule, Severity.FAULT, message)

    def _stop(self, line: int, path: str, rule: str, message: str) -> _Stop:
        self._fault(line, path, rule, message)
        return _Stop()


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _resolved(word: str) -> Value:
    if word in _NOTHING:
        return None
    if word in _YES or word in _NO:
        return word in _YES
    number = number_in(word)
    return word if number is None else number


def _error_line(error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return mark.line + 1 if mark else 1


def _syntax_words(error: yaml.YAMLError) -> str:
    problem = getattr(error, "problem", None) or "the text is not YAML"
    return (
        f"This cannot be read as YAML ({problem}). Look at this line and the one before it: the "
        "indent, a missing quote, or text with a colon that needs quotes round it."
    )
