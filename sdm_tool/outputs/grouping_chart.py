"""Small pictures of counts by quarter, one for each grouping, all on the same axis."""

from collections.abc import Sequence
from html import escape

from sdm_tool.domain.disclosure import HIDDEN_COUNT
from sdm_tool.domain.months import Quarter

_SOFT = "#4a5863"
_WIDTH, _LEFT, _TOP, _HEIGHT, _BELOW = 320, 8, 20, 96, 44
_BOTTOM = _TOP + _HEIGHT
_WIDEST = 44
_ROOM_FOR_THREE = 36
_NAMES = ("JFM", "AMJ", "JAS", "OND")
"""The months of a quarter by their first letters."""


def quarter_bars(
    quarters: Sequence[Quarter], cells: Sequence[str], highest: int, title: str
) -> str:
    """Draw one bar for each written count, with the count over it; a hidden one is a star alone.

    `highest` is the top of the axis, the same for all pictures that stand together; `title` says
    in words what is shown. ValueError without quarters, or with not one cell for each.
    """
    if not quarters or len(quarters) != len(cells):
        raise ValueError("a picture needs quarters, and a count for each")
    step = (_WIDTH - 2 * _LEFT) / len(quarters)
    width = min(_WIDEST, step * 0.7)
    parts = []
    for place, (quarter, cell) in enumerate(zip(quarters, cells, strict=True)):
        middle = _LEFT + step * (place + 0.5)
        top = _BOTTOM - _tall(cell, highest)
        if top < _BOTTOM:
            parts.append(
                f'<path fill="{_SOFT}" d="M{middle - width / 2:.1f} {_BOTTOM}V{top:.1f}'
                f'h{width:.1f}V{_BOTTOM}z"/>'
            )
        parts.append(_text(middle, top - 5, cell))
        name = _NAMES[quarter.number - 1]
        parts.append(_text(middle, _BOTTOM + 17, name if step >= _ROOM_FOR_THREE else name[0]))
        if place == 0 or quarter.number == 1:
            parts.append(_text(middle, _BOTTOM + 34, str(quarter.year)))
    line = f'<path stroke="currentColor" d="M{_LEFT} {_BOTTOM}h{_WIDTH - 2 * _LEFT}"/>'
    height = _BOTTOM + _BELOW
    return (
        f'<svg class="sdm-quarters" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}"'
        f' height="{height}" role="img" font-size="13" fill="currentColor">'
        f"<title>{escape(title)}</title>{''.join(parts)}{line}</svg>"
    )


def _tall(cell: str, highest: int) -> float:
    if cell == HIDDEN_COUNT or highest == 0:
        return 0
    return _HEIGHT * int(cell) / highest


def _text(x: float, y: float, words: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{escape(words)}</text>'
