"""Every cell of a pinned grid, drawn once and kept: its content never changes."""

from dataclasses import dataclass
from functools import lru_cache

from flask import current_app
from markupsafe import Markup

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.voices import Voice
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


@lru_cache(maxsize=1_024)
def draw_row(
    content_hash: str,
    number: int,
    hidden: frozenset[str],
    open_figure: str,
    waits: tuple[tuple[str, str], ...],
) -> Markup:
    """Return the cells of one question and the figures that open below it."""
    drawn = _KEPT[content_hash]
    row = drawn.rows[number - 1]
    names = {option.id: option for option in drawn.shown.options}
    parts = current_app.jinja_env.get_template("components/grid.html").module
    words = dict(waits)
    cells = [
        (
            option_id,
            parts.wait_cell(  # type: ignore[attr-defined]
                {"option_name": names[option_id].name, "only_if": names[option_id].only_if},
                words[option_id],
            )
            if row.by_service
            else html,
            option_id in hidden,
        )
        for option_id, html in row.cells
    ]
    page = current_app.jinja_env.get_template("conversations/_row.html").module
    rest: Markup = page.rest_of_row(cells, row.trays, open_figure, len(names) + 1)  # type: ignore[attr-defined]
    return rest


@lru_cache(maxsize=256)
def draw_head(content_hash: str, hidden: frozenset[str]) -> tuple[Markup, Markup]:
    """Return the choice of options, and the head of the table."""
    drawn = _KEPT[content_hash]
    page = current_app.jinja_env.get_template("conversations/_row.html").module
    options = drawn.shown.options
    return (
        page.choose_options(options, hidden),  # type: ignore[attr-defined]
        page.head_of_grid(drawn.heads, hidden),  # type: ignore[attr-defined]
    )


@lru_cache(maxsize=2_048)
def draw_marks(row_id: str, number: int, marks: tuple[tuple[Voice, bool], ...]) -> Markup:
    """Return the pills of one question."""
    page = current_app.jinja_env.get_template("conversations/_row.html").module
    drawn: Markup = page.marks_of_row(row_id, number, marks)  # type: ignore[attr-defined]
    return drawn
