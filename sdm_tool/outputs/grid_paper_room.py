"""How much room the paper of a grid takes, estimated without drawing it: a drawing takes a second.

In millimetres, after the measures in `templates/pdf/paper.css`. Tests hold it to what is drawn.
"""

from collections.abc import Iterable, Iterator
from math import ceil

from sdm_tool.outputs.grid_paper import GridPaper, PaperFigure, PaperRow

_PAGE_WIDTH, _PAGE_HEIGHT = 281.0, 192.0
_MORE_ON_THE_FIRST = 3.5
_LETTER = 1.42
"""Of the 9 pt face, on average, with what is left over at the ends of lines."""
_BOLD = 1.07
_LINE, _GAP, _PADDING, _RULE = 3.747, 0.5, 0.8, 0.3
_TITLE_LINE, _DECISION_LINE, _HEAD_LINE = 6.1, 4.6, 3.86
_PICTURE_HEIGHT, _PICTURE_WIDTH = 17.3, 16.4
_NOTES, _MORE_NOTES = 18.0, 28.0
_SHARES = {"narrow": 100.0, "even": 142.0, "wide": 172.0}
_CAUTION = 5.0
_PROVIDERS = "Who provides each option."
_NUMBERS = "The numbers, for what gets better and for the downsides."
_BESIDE = 9.5
"""Between the first two texts, with the frame of the second."""


def pages_needed(paper: GridPaper) -> int:
    """Return on how many pages the paper will stand; a row is parted only where it may flow."""
    pages, used = _rows_end(paper)
    return pages + int((used + _tail(paper) + _CAUTION) // _PAGE_HEIGHT)


def has_more_room_to_write(paper: GridPaper) -> bool:
    """Return whether the notes can be taller without one page more."""
    _, used = _rows_end(paper)
    return used + _tail(paper) + _MORE_NOTES + _CAUTION < _PAGE_HEIGHT


def _rows_end(paper: GridPaper) -> tuple[int, float]:
    """On which page the table ends, and how far down."""
    head = _head(paper)
    pages, used = 1, _top(paper) - _MORE_ON_THE_FIRST + head + _options(paper)
    for height in _blocks(paper):
        if used + height <= _PAGE_HEIGHT - 2:
            used += height
        elif paper.flows and height > _NOTES + _LINE + 2 * (_PADDING + _RULE):
            left_over = height - max(0.0, _PAGE_HEIGHT - used - 2 * _LINE)
            pages, used = pages + 1, head + left_over
        else:
            pages, used = pages + 1, head + height
    return pages, used


def share_of_first_text(paper: GridPaper) -> str:
    """Return how wide the text before the urgent help is, so that both end at one height."""
    return min(_SHARES, key=lambda share: _first(paper, _SHARES[share]))


def _top(paper: GridPaper) -> float:
    title = _lines(paper.title, _PAGE_WIDTH, 15 / 9 * _BOLD) * _TITLE_LINE
    beside_version = _PAGE_WIDTH - len(paper.version) * _LETTER - 6
    decision = _lines(paper.decision, beside_version, 11 / 9) * _DECISION_LINE
    notice = _text([" ".join((paper.marks, *paper.notices))], _PAGE_WIDTH) + 2.6
    first = _first(paper, _SHARES[share_of_first_text(paper)])
    gloss = _text([paper.gloss], _PAGE_WIDTH) + 1.6 if paper.gloss else 0
    return title + decision + notice + first + _LINE + 3.1 + gloss


def _first(paper: GridPaper, width: float) -> float:
    whom = 2 * (_LINE + 0.6) + _text(paper.for_whom, width) + _text(paper.not_for, width)
    contacts = [f"{entry.situation}: {entry.contact}" for entry in paper.contacts]
    beside = _PAGE_WIDTH - width - _BESIDE
    across = 1 if width == _SHARES["wide"] else 2
    listed = _text(contacts, (beside - 4) / across - 5) / across + _LINE * (across - 1) / 2
    urgent = _LINE + 2.9 + _text(paper.urgent_help, beside) + listed
    return max(whom, urgent)


def _head(paper: GridPaper) -> float:
    width = _column(paper)
    lines = max(_lines(option.name, width, _BOLD * 9.5 / 9) for option in paper.options)
    return lines * _HEAD_LINE + _PADDING + _RULE


def _options(paper: GridPaper) -> float:
    width = _column(paper)
    heights = [
        _text([option.only_if, option.line, "" if paper.is_brief else option.provided], width)
        for option in paper.options
    ]
    return max(heights) + _PADDING + _RULE


def _blocks(paper: GridPaper) -> Iterator[float]:
    """The heights of what is kept whole, from top to bottom."""
    for row in paper.rows:
        yield _question(row) + _answers(paper, row)
        for line in row.lines:
            yield _line(row, line)
    yield _LINE + _NOTES + 2 * (_PADDING + _RULE)


def _question(row: PaperRow) -> float:
    return _text([f"{row.number}. {row.text} {row.note}"], _PAGE_WIDTH, 1.03) + _PADDING + _RULE


def _answers(paper: GridPaper, row: PaperRow) -> float:
    width = _column(paper)
    heights = []
    for cell in row.cells:
        unknown = (f"{cell.unknown_head} {cell.unknown}",) if cell.unknown else ()
        below = ("Numbers below.",) if cell.is_all_in_figures else ()
        heights.append(_text((*cell.paragraphs, *unknown, *below), width))
    return max(heights) + _PADDING + _RULE


def _line(row: PaperRow, figures: Iterable[PaperFigure]) -> float:
    heights = [_wide(figure) if row.is_wide else _narrow(figure) for figure in figures]
    return _LINE + max(heights) + _PADDING + _RULE


def _wide(figure: PaperFigure) -> float:
    return max(_LINE + _sides(figure, 37.8), _text([" ".join(figure.notes)], 54.0)) + 1.5


def _narrow(figure: PaperFigure) -> float:
    return _LINE + _sides(figure, 43.0) + _text([" ".join(figure.notes)], 89.0) + 2.0


def _sides(figure: PaperFigure, width: float) -> float:
    """Words stand beside the picture; those that do not fit go on under it, in longer lines."""
    said = [f"{side.who}: {side.title}." for side in figure.sides]
    lines = max(_lines(words, width - _PICTURE_WIDTH) for words in said)
    beside = ceil(_PICTURE_HEIGHT / _LINE)
    under = ceil(max(0, lines - beside) * (width - _PICTURE_WIDTH) / width)
    return max(_PICTURE_HEIGHT, (min(lines, beside) + under) * _LINE)


def _tail(paper: GridPaper) -> float:
    also = (_PROVIDERS if paper.is_brief else "", "" if paper.has_numbers else _NUMBERS)
    left_out = " ".join(("Not on this paper:", *also, *paper.left_out, "Ask to see the whole."))
    about = " ".join(f"{name}: {words}" for name, words in paper.about)
    third = _PAGE_WIDTH / 3 - 9
    if paper.is_brief:
        sources = _lines(" ".join(f"{source} 10." for source in paper.sources), _PAGE_WIDTH)
    else:
        sources = ceil(sum(_lines(source, third) for source in paper.sources) / 3)
    return (
        (_text([left_out], _PAGE_WIDTH) + 1.2 if paper.left_out else 0)
        + _text([about], _PAGE_WIDTH, 1.02)
        + (sources + 1) * _LINE
        + _LINE
        + 1.4
    )


def _column(paper: GridPaper) -> float:
    return _PAGE_WIDTH / len(paper.options) - 2.6


def _text(paragraphs: Iterable[str], width: float, face: float = 1.0) -> float:
    heights = [_lines(words, width, face) * _LINE + _GAP for words in paragraphs if words]
    return max(0.0, sum(heights) - _GAP)


def _lines(words: str, width: float, face: float = 1.0) -> int:
    """Lines that words take, one after another; a word longer than a line goes on over the next."""
    room, lines, used = int(width / (_LETTER * face)), 1, 0
    for word in words.split():
        needed = len(word) + (1 if used else 0)
        if used + needed <= room:
            used += needed
        else:
            lines += ceil(len(word) / room) if used else ceil(len(word) / room) - 1
            used = len(word) % room
    return lines
