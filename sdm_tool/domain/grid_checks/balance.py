"""Equal detail: no option is told at length where another is dismissed in a line."""

from itertools import groupby

from sdm_tool.domain.grid_checks.draft import Cell, Draft

_WIDEST_RATIO = 3.0
_LONG_ENOUGH = 25  # words; a row of short answers is balanced whatever their ratio
_GOOD = ("better", "how-many")
_HARD = "downsides"


def check_balance(draft: Draft) -> None:
    """Warn where answers to one question, or the two sides of one option, differ much in length."""
    by_question = sorted(_told(draft), key=lambda cell: cell.question_id)
    for _, row in groupby(by_question, key=lambda cell: cell.question_id):
        _balanced_row(draft, list(row))
    by_option = sorted(_told(draft), key=lambda cell: cell.option_id)
    for _, column in groupby(by_option, key=lambda cell: cell.option_id):
        _balanced_column(draft, {cell.question_id: cell for cell in column})


def _told(draft: Draft) -> list[Cell]:
    return [cell for cell in draft.cells() if cell.length]


def _balanced_row(draft: Draft, row: list[Cell]) -> None:
    shortest = min(row, key=lambda cell: cell.length)
    longest = max(row, key=lambda cell: cell.length)
    if _differ(longest.length, shortest.length):
        message = (
            f"This answer has {longest.length} words; “{shortest.option_id}” has "
            f"{shortest.length} for the same question. Give each option equal detail."
        )
        draft.findings.warn(longest.answer, "balance.length", message)


def _balanced_column(draft: Draft, column: dict[str, Cell]) -> None:
    good = sum(column[name].length for name in _GOOD if name in column)
    hard = column[_HARD].length if _HARD in column else 0
    if good and hard and _differ(max(good, hard), min(good, hard)):
        message = (
            f"What may get better has {good} words here and the downsides have {hard}. "
            "Tell both sides in equal detail."
        )
        draft.findings.warn(column[_HARD].answer, "balance.sides", message)


def _differ(longest: int, shortest: int) -> bool:
    return longest >= _LONG_ENOUGH and longest > shortest * _WIDEST_RATIO
