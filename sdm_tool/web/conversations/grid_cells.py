"""Every cell of a pinned grid, drawn once and kept: its content never changes."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from flask import current_app
from markupsafe import Markup

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.voices import Voice
from sdm_tool.web.grid_presenters import present_grid
from sdm_tool.web.grid_shown import GridShown

TOKEN = secrets.token_hex(16)
"""Stands for the form's token in what is kept; every request has its own. Nobody can type it."""


@dataclass(frozen=True, slots=True)
class SaidLine:
    """What one voice said about an option."""

    voice: Voice
    kind: str
    words: str
    key: str
    """For taking it back."""


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
    draft: Markup
    heads: tuple[tuple[str, Markup], ...]
    rows: tuple[DrawnRow, ...]
    numbers: Mapping[str, int]
    """The number of each question, by what an address calls it."""
    tray_ids: frozenset[str]


def draw_grid(content_hash: str, grid: Grid) -> DrawnGrid:
    """Return the grid with its parts drawn; kept by content, so a change can never be missed."""
    kept = _KEPT.get(content_hash)
    if kept is None:
        kept = _KEPT[content_hash] = _draw(grid)
    return kept


_KEPT: dict[str, DrawnGrid] = {}


def _draw(grid: Grid) -> DrawnGrid:
    parts = _page("components/grid.html")
    shown = present_grid(grid)
    rows = tuple(
        DrawnRow(
            id=row.id,
            number=row.number,
            text=row.text,
            head=parts.question_head(row),
            cells=tuple(
                (cell.option_id, parts.answer_cell(cell, shown.phrases, row.number == 1))
                for cell in row.cells
            ),
            trays=tuple(
                DrawnTray(figure.id, figure.option_id, parts.tray(figure, shown.phrases))
                for figure in row.figures
            ),
            by_service=any(cell.by_service for cell in row.cells),
        )
        for row in shown.rows
    )
    heads = tuple((option.id, parts.option_head(option)) for option in shown.options)
    trays = frozenset(tray.id for row in rows for tray in row.trays)
    return DrawnGrid(
        shown=shown,
        draft=parts.draft_notice(shown.draft_words),
        heads=heads,
        rows=rows,
        numbers={str(row.number): row.number for row in rows},
        tray_ids=trays,
    )


@lru_cache(maxsize=128)
def draw_answers(
    content_hash: str,
    hidden: frozenset[str],
    open_figure: str,
    waits: tuple[tuple[str, str], ...],
) -> tuple[Markup, ...]:
    """Return, question by question, the cells and the figures that open below them."""
    drawn = _KEPT[content_hash]
    parts = _page("components/grid.html")
    page = _page("conversations/_row.html")
    words = dict(waits)
    names = {option.id: option.name for option in drawn.shown.options}
    columns = len(names) + 1

    def cells(row: DrawnRow) -> list[tuple[str, Markup, bool]]:
        return [
            (
                option_id,
                parts.wait_cell({"option_name": names[option_id]}, words[option_id])
                if row.by_service
                else html,
                option_id in hidden,
            )
            for option_id, html in row.cells
        ]

    return tuple(
        page.rest_of_row(cells(row), row.trays, open_figure, columns) for row in drawn.rows
    )


@dataclass(frozen=True, slots=True)
class DrawnChoice:
    """Which options are in sight: to choose from, as the head of the table, and those put away."""

    choose: Markup
    head: Markup
    put_away: Markup


@lru_cache(maxsize=256)
def draw_choice(
    content_hash: str,
    hidden: frozenset[str],
    notes: tuple[tuple[str, str], ...],
    question: int | None,
) -> DrawnChoice:
    """Return the parts that say which options are in sight; `notes` are a line under some names.

    `question` is the one on the screen, when it is one.
    """
    drawn = _KEPT[content_hash]
    page = _page("conversations/_row.html")
    options = drawn.shown.options
    return DrawnChoice(
        page.choose_options(options, hidden, dict(notes)),
        page.head_of_grid(drawn.heads, hidden, dict(notes), drawn.shown.phrases.question),
        page.put_away(
            options, hidden, _queries([option.id for option in options], hidden, question)
        ),
    )


def _queries(options: list[str], hidden: frozenset[str], question: int | None) -> dict[str, str]:
    """Return the query that shows each option beside those in sight now."""
    return {
        option: urlencode(
            [
                ("chosen", "1"),
                *([("question", question)] if question else []),
                *(("show", other) for other in options if other not in hidden - {option}),
            ]
        )
        for option in options
    }


def draw_questions(
    content_hash: str,
    href: str,
    marks: tuple[tuple[Voice, tuple[str, ...]], ...],
    *,
    is_open: bool,
) -> tuple[Markup, ...]:
    """Return the head of each question with its pills; TOKEN stands where the form's token goes.

    `marks` are the ids of the questions that matter to each voice. In a conversation that is not
    open they are words, and there is no form.
    """
    page = _page("conversations/_row.html")
    token = TOKEN if is_open else ""
    return tuple(
        page.start_of_row(row, href, [(voice, row.id in marked) for voice, marked in marks], token)
        for row in _KEPT[content_hash].rows
    )


def draw_said_row(
    content_hash: str,
    href: str,
    hidden: frozenset[str],
    said: tuple[tuple[SaidLine, ...], ...],
    *,
    is_open: bool,
) -> Markup:
    """Return the last row of the grid: what was said about each option, in the grid's order."""
    options = _KEPT[content_hash].shown.options
    by_option = {option.id: lines for option, lines in zip(options, said, strict=True)}
    page = _page("conversations/_said.html")
    columns = len(options) + 1
    row: Markup = page.said_row(href, is_open, options, hidden, by_option, columns)
    return row


def draw_said(
    href: str,
    option_id: str,
    option_name: str,
    said: tuple[SaidLine, ...],
    *,
    is_open: bool,
    takes_focus: bool,
) -> Markup:
    """Return what was said about one option."""
    page = _page("conversations/_said.html")
    drawn: Markup = page.said_list(href, is_open, takes_focus, option_id, option_name, said)
    return drawn


def _page(name: str) -> Any:  # noqa: ANN401  Jinja gives macros no types
    return current_app.jinja_env.get_template(name).module
