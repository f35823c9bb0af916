"""Every cell of a pinned grid, drawn once and kept: its content never changes."""

from dataclasses import dataclass
from functools import lru_cache

from flask import current_app
from markupsafe import Markup

from sdm_tool.domain.grid import Grid
from sdm_tool.web.grid_presenters import present_grid
from sdm_tool.web.grid_shown import GridShown


@dataclass(frozen=True, slots=True)
class DrawnTray:
    """One opened figure: its id, and the inside of its row."""

    id: str
    option_id: str
    html: Markup


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One question: its head, a cell for every option, and the figures that open below."""

    id: str
    number: int
    text: str
    head: Markup
    cells: tuple[tuple[str, Markup], ...]
    trays: tuple[DrawnTray, ...]
    by_service: bool


@dataclass(frozen=True, slots=True)
class DrawnGrid:
    """A grid with every part that does not depend on people drawn."""

    shown: GridShown
    heads: tuple[tuple[str, Markup], ...]
    rows: tuple[DrawnRow, ...]


def draw_grid(content_hash: str, grid: Grid) -> DrawnGrid:
    """Return the grid with its parts drawn; kept by content, so a change can never be missed."""
    kept = _KEPT.get(content_hash)
    if kept is None:
        kept = _KEPT[content_hash] = _draw(grid)
    return kept


_KEPT: dict[str, DrawnGrid] = {}


def _draw(grid: Grid) -> DrawnGrid:
    parts = current_app.jinja_env.get_template("components/grid.html").module
    shown = present_grid(grid)
    rows = tuple(
        DrawnRow(
            id=row.id,
            number=row.number,
            text=row.text,
            head=parts.question_head(row),  # type: ignore[attr-defined]
            cells=tuple(
                (cell.option_id, parts.answer_cell(cell))  # type: ignore[attr-defined]
                for cell in row.cells
            ),
            trays=tuple(
                DrawnTray(figure.id, figure.option_id, parts.tray(figure))  # type: ignore[attr-defined]
                for figure in row.figures
            ),
            by_service=any(cell.by_service for cell in row.cells),
        )
        for row in shown.rows
    )
    heads = tuple((option.id, parts.option_head(option)) for option in shown.options)  # type: ignore[attr-defined]
    return DrawnGrid(shown, heads, rows)


@lru_cache(maxsize=512)
def draw_wait(option_name: str, only_if: str, words: str) -> Markup:
    """Return the cell of a question the service answers."""
    parts = current_app.jinja_env.get_template("components/grid.html").module
    cell = {"option_name": option_name, "only_if": only_if}
    drawn: Markup = parts.wait_cell(cell, words)  # type: ignore[attr-defined]
    return drawn
