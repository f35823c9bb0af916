"""Reads the CSV files of the audit commands; whatever is wrong is named, and nothing is skipped."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sdm_tool.domain.csv_reading import CsvFault, CsvFaultsError, Row, read_table
from sdm_tool.domain.proportions import Proportion

PERIOD = "period"
UNIT = "unit"
VALUE = "value"
EVENTS = "events"
N = "n"
COUNT = "count"

_HIGHEST_COUNT = 10**12
_LARGEST_VALUE = 1e15
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Series:
    """A value for each period, in the order of the file, which is the order of time."""

    periods: tuple[str, ...]
    values: tuple[float, ...]


def read_series(content: bytes) -> Series:
    """Read the columns period and value. CsvFaultsError names every fault at once."""
    rows, faults = _rows(content, (PERIOD, VALUE))
    periods = _labels(rows, PERIOD, faults)
    values = [_value(row, faults) for row in rows]
    _refuse(faults)
    return Series(periods, tuple(value for value in values if value is not None))


def read_proportions(content: bytes, label: str) -> dict[str, Proportion]:
    """Read the columns `label`, events and n, by label in the order of the file.

    CsvFaultsError names every fault at once, more events than n among them.
    """
    rows, faults = _rows(content, (label, EVENTS, N))
    labels = _labels(rows, label, faults)
    found = [_proportion(row, faults) for row in rows]
    _refuse(faults)
    proportions = [proportion for proportion in found if proportion is not None]
    return dict(zip(labels, proportions, strict=True))


def read_counts(content: bytes) -> tuple[int, ...]:
    """Read the column count. CsvFaultsError names every fault at once."""
    rows, faults = _rows(content, (COUNT,))
    counts = [_count(row, COUNT, faults) for row in rows]
    _refuse(faults)
    return tuple(count for count in counts if count is not None)


def _rows(content: bytes, columns: Sequence[str]) -> tuple[tuple[Row, ...], list[CsvFault]]:
    table = read_table(content)
    _refuse(list(table.missing(columns)))
    return table.rows, []


def _refuse(faults: Sequence[CsvFault]) -> None:
    if faults:
        raise CsvFaultsError(*sorted(faults, key=lambda fault: fault.line))


def _labels(rows: Sequence[Row], column: str, faults: list[CsvFault]) -> tuple[str, ...]:
    first_lines: dict[str, int] = {}
    for row in rows:
        label = row.cells[column]
        if not label:
            faults.append(CsvFault(row.line, column, "the cell is blank"))
        elif label in first_lines:
            message = f"{label!r} is already on line {first_lines[label]}"
            faults.append(CsvFault(row.line, column, message))
        else:
            first_lines[label] = row.line
    return tuple(first_lines)


def _value(row: Row, faults: list[CsvFault]) -> float | None:
    text = row.cells[VALUE]
    if not text:
        faults.append(CsvFault(row.line, VALUE, "the cell is blank"))
    elif not _NUMBER.fullmatch(text):
        message = f"{text!r} is not a number such as 12, -3 or 4.5"
        faults.append(CsvFault(row.line, VALUE, message))
    elif abs(value := float(text)) > _LARGEST_VALUE:
        faults.append(CsvFault(row.line, VALUE, f"{text!r} is too large a number"))
    else:
        return value
    return None


def _proportion(row: Row, faults: list[CsvFault]) -> Proportion | None:
    events = _count(row, EVENTS, faults)
    n = _count(row, N, faults)
    if events is None or n is None:
        return None
    if events > n:
        message = f"{events} events are more than the {n} of column {N}"
        faults.append(CsvFault(row.line, EVENTS, message))
        return None
    return Proportion(events, n)


def _count(row: Row, column: str, faults: list[CsvFault]) -> int | None:
    text = row.cells[column]
    if not text:
        faults.append(CsvFault(row.line, column, "the cell is blank"))
    elif not (text.isascii() and text.isdigit()):
        faults.append(CsvFault(row.line, column, f"{text!r} is not a whole number from 0"))
    elif len(text) > len(str(_HIGHEST_COUNT)) or int(text) > _HIGHEST_COUNT:
        faults.append(CsvFault(row.line, column, f"{text!r} is too large a number"))
    else:
        return int(text)
    return None
