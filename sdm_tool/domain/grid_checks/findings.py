"""What a check found: a fault or warning with the file, the line and the rule."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Severity(StrEnum):
    """A fault keeps a grid from loading; a warning asks its writers to look again."""

    FAULT = "fault"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding. `line` is the physical line, from 1; `path` leads to the place in the file."""

    file: str
    line: int
    path: str
    rule: str
    severity: Severity
    message: str


class Place(Protocol):
    """Anything read from a file that knows where it stood."""

    @property
    def line(self) -> int: ...

    @property
    def path(self) -> str: ...


class Findings:
    """Gathers every finding about one file, so that all of them can be mended at once."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._found: dict[Fault, None] = {}

    def fault(self, place: Place, rule: str, message: str) -> None:
        """Note something that must be mended before the grid can be used."""
        self.add(place.line, place.path, rule, Severity.FAULT, message)

    def warn(self, place: Place, rule: str, message: str) -> None:
        """Note something that its writers should look at again."""
        self.add(place.line, place.path, rule, Severity.WARNING, message)

    def add(self, line: int, path: str, rule: str, severity: Severity, message: str) -> None:
        """Note a finding at a place given by line and path; the same finding counts once."""
        self._found[Fault(self._file, line, path, rule, severity, message)] = None

    @property
    def faulty(self) -> bool:
        """Whether anything found is a fault, not only a warning."""
        return any(found.severity is Severity.FAULT for found in self._found)

    def in_order(self) -> tuple[Fault, ...]:
        """Everything found, by line; within a line in the order it was found."""
        return tuple(sorted(self._found, key=lambda found: found.line))
