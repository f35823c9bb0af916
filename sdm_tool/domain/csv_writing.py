"""Writing cells for spreadsheets: one rule for every file that leaves the service."""

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain_cell(text: str) -> str:
    """Return a cell that a spreadsheet takes for words, also where it begins like a formula."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
