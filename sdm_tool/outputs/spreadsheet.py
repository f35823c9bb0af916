"""Tables to take away: as CSV for another program, or as a workbook with its data dictionary."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float
WIDEST, NARROWEST = 60, 9
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NO_GUESSING = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, and what stands in it."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, up to 31 letters, its columns, and rows of as many cells."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def plain_cell(cell: Cell) -> Cell:
    """Return words that no spreadsheet takes for a formula, also where a team is named like one."""
    is_formula = isinstance(cell, str) and cell.startswith(_STARTS_A_FORMULA)
    return f"'{cell}" if is_formula else cell


def csv_text(sheet: Sheet) -> str:
    """Return the table as CSV with a line of column names. No cell starts a formula."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow([column.name for column in sheet.columns])
    writer.writerows([plain_cell(cell) for cell in row] for row in sheet.rows)
    return table.getvalue()


def workbook(title: str, lines: Iterable[str], sheets: Sequence[Sheet]) -> bytes:
    """Return an XLSX file: what it is, a sheet for each table, and what each column means.

    Words are written as words: none is a formula, a link or a number. The same figures give the
    same tables; the file says when it was made only where `lines` do.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, dict(_NO_GUESSING)) as book:
        book.set_properties({"title": title})
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        _write_about(book.add_worksheet("About"), title, lines, (bold, wrapped))
        for place, sheet in enumerate(sheets):
            _write_table(book.add_worksheet(sheet.name), sheet, f"Table{place + 1}")
        _write_table(book.add_worksheet("Data dictionary"), _dictionary(sheets), "Dictionary")
    return file.getvalue()


def _write_about(
    page: Worksheet, title: str, lines: Iterable[str], formats: tuple[Format, Format]
) -> None:
    bold, wrapped = formats
    page.set_column(0, 0, 2 * WIDEST)
    page.write_string(0, 0, title, bold)
    for row, line in enumerate(lines, start=2):
        page.write_string(row, 0, line, wrapped)


def _write_table(page: Worksheet, sheet: Sheet, name: str) -> None:
    last = max(1, len(sheet.rows))
    page.add_table(
        0, 0, last, len(sheet.columns) - 1,
        {"name": name, "columns": [{"header": column.name} for column in sheet.columns]},
    )  # fmt: skip
    page.freeze_panes(1, 0)
    for place, column in enumerate(sheet.columns):
        longest = max((len(str(row[place])) for row in sheet.rows), default=0)
        page.set_column(place, place, min(WIDEST, max(NARROWEST, len(column.name), longest) + 2))
    for down, row in enumerate(sheet.rows, start=1):
        for across, cell in enumerate(row):
            if not isinstance(cell, str):
                page.write_number(down, across, cell)
            else:
                page.write_string(down, across, cell)


def _dictionary(sheets: Iterable[Sheet]) -> Sheet:
    return Sheet(
        "Data dictionary",
        (
            Column("sheet", ""),
            Column("column", ""),
            Column("meaning", ""),
        ),
        tuple(
            (sheet.name, column.name, column.meaning)
            for sheet in sheets
            for column in sheet.columns
        ),
    )
