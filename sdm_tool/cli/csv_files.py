"""What the commands that read a CSV file do alike: an absent file, and a file with faults."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sdm_tool.cli.messages import DATA_WRONG, Refused

Document = TypeVar("Document")


def made_from_csv(file: Path, make: Callable[[bytes], Document]) -> Document:
    """Return what `make` makes of the file; 1 with every fault named, 2 for an absent file."""
    from sdm_tool.domain.csv_reading import CsvFaultsError

    try:
        return make(read_bytes(file))
    except CsvFaultsError as error:
        lines = [f"{file}: {fault}" for fault in error.faults]
        raise Refused(*lines, code=DATA_WRONG) from error


def read_bytes(file: Path) -> bytes:
    """Return what the file holds; 2 for one that is absent or closed to us."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}.") from error
