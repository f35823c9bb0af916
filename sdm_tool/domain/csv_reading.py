"""Reads a table from a CSV file; whatever is wrong is named by physical line and column."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_UTF8_WITH_OR_WITHOUT_MARK = "utf-8-sig"


@dataclass(frozen=True, slots=True)
class CsvFault:
    """One thing that is wrong in a file. `line` counts from 1, blank lines and the header too."""

    line: int
    column: str | None
    message: str

    def __str__(self) -> str:
        place = f"line {self.line}" + (f", column {self.column}" if self.column else "")
        return f"{place}: {self.message}"


class CsvFaultsError(Exception):
    """The file cannot be read as a table; `faults` says where."""

    def __init__(self, *faults: CsvFault) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class UnknownColumnError(Exception):
    """A column was asked for that the file does not have."""

    def __init__(self, column: str, columns: Sequence[str]) -> None:
        super().__init__(f"There is no column {column!r}. The columns are: {', '.join(columns)}.")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the physical line it starts on, and its cells by column, trimmed."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file under the columns of its header, which is on `header_line`."""

    header_line: int
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def missing(self, columns: Sequence[str]) -> tuple[CsvFault, ...]:
        """Return a fault for each of these columns that the header does not name."""
        return tuple(
            CsvFault(self.header_line, column, "the file has no such column")
            for column in columns
            if column not in self.columns
        )


def read_table(content: bytes) -> Table:
    """Read a comma-separated file in UTF-8, with a byte-order mark or without.

    Blank lines are passed over, a row may be short (its last cells are then blank), and columns
    without a heading are left out. CsvFaultsError for other encodings, unmatched quotation
    marks, no header, two columns of one name, or a cell beyond the last column.
    """
    lines = _lines(_decoded(content))
    header_line, header = next(lines, (1, []))
    if not header:
        raise CsvFaultsError(CsvFault(1, None, "the file is empty: it needs a header line"))
    _require_different(header_line, header)
    rows: list[Row] = []
    faults: list[CsvFault] = []
    for line, cells in lines:
        faults += [
            CsvFault(line, str(number), f"{cell!r} stands beyond the last column of the header")
            for number, cell in enumerate(cells[len(header) :], start=len(header) + 1)
            if cell
        ]
        padded = cells + [""] * (len(header) - len(cells))
        named = {name: cell for name, cell in zip(header, padded, strict=False) if name}
        rows.append(Row(line, named))
    if faults:
        raise CsvFaultsError(*faults)
    return Table(header_line, tuple(name for name in header if name), tuple(rows))


def printable(cell: str) -> str:
    """Return a cell in one line for a terminal; line ends and control characters are blanks."""
    return "".join(character if character.isprintable() else " " for character in cell)


def _decoded(content: bytes) -> str:
    try:
        return content.decode(_UTF8_WITH_OR_WITHOUT_MARK)
    except UnicodeDecodeError as wrong:
        line = content[: wrong.start].count(b"\n") + 1
        message = "this is not UTF-8 text: save the file as CSV UTF-8 and try again"
        raise CsvFaultsError(CsvFault(line, None, message)) from wrong


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the physical line where each row starts, and its trimmed cells; no blank lines."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as wrong:
            message = "the quotation marks do not match up in the row that starts here"
            raise CsvFaultsError(CsvFault(line, None, message)) from wrong
        if cells and cells != [""]:
            yield line, cells


def _require_different(line: int, header: Sequence[str]) -> None:
    repeated = sorted({name for name in header if name and header.count(name) > 1})
    if repeated:
        raise CsvFaultsError(
            *(CsvFault(line, name, "two columns have this name") for name in repeated)
        )
