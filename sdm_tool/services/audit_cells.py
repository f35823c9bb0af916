"""Cells of the files that audit figures leave in."""

from decimal import ROUND_HALF_UP, Decimal

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain_cell(cell: str) -> str:
    """Return a cell that a spreadsheet takes for words, whatever it begins with."""
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) else cell


def whole_percent(percent: float) -> str:
    """Return a per cent without decimals, halves up."""
    return str(Decimal(percent).quantize(Decimal(1), rounding=ROUND_HALF_UP))
