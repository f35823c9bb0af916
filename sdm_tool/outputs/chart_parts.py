"""What charts as SVG text are made of: an axis from 0 to 100 per cent, lines, marks and words.

Only presentation attributes, no ids: pages and papers hold the same picture.
"""

from collections.abc import Iterable
from html import escape
from itertools import pairwise
from typing import Literal

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""
Side = Literal["above", "on", "below"]
Shape = Literal["circle", "ring", "diamond", "square", "triangle", "triangle-down"]
ACTION, SOFT = "#0b4a5a", "#4a5863"
WIDTH, LEFT, RIGHT, TOP, PER_POINT = 860, 54, 130, 14, 3.0
BOTTOM = TOP + 100 * PER_POINT
INNER = WIDTH - LEFT - RIGHT
LEAST_BETWEEN = 20
"""Units between two labels at the right, so that they do not run into each other."""
FONT = "SDM Digits, Atkinson Hyperlegible Next, sans-serif"
"""Said here because the style sheets of a paper do not reach inside a picture."""
LETTER = 8.6
"""About how wide a letter of 16 units is."""
SCALE = ((0, "0"), (25, "25"), (50, "50"), (75, "75"), (100, "100%"))


def solid(path: str) -> str:
    return f'<path fill="none" stroke="currentColor" stroke-width="2" d="{path}"/>'


def dashes(pattern: str, path: str) -> str:
    return f'<path fill="none" stroke="currentColor" stroke-dasharray="{pattern}" d="{path}"/>'


def frame(height: float, title: str, inside: str) -> str:
    lines = "".join(
        f'<path fill="none" stroke="{SOFT if value else "currentColor"}"'
        f' stroke-width="{0.4 if value else 1.5}" d="M{LEFT} {height_at(value):.1f}h{INNER}"/>'
        + text(LEFT - 8, height_at(value) + 5, words, "end")
        for value, words in SCALE
    )
    return (
        f'<svg class="sdm-chart" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}"'
        f' height="{height:.0f}" role="img" font-size="16" fill="currentColor"'
        f' font-family="{FONT}">'
        f"<title>{escape(title)}</title>{lines}{inside}</svg>"
    )


def mark(x: float, y: float, shape: Shape) -> str:
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
    if shape == "ring":
        return (
            f'<circle fill="#fff" stroke="{ACTION}" stroke-width="2.5" cx="{x:.1f}"'
            f' cy="{y:.1f}" r="5"/>'
        )
    path = {
        "diamond": "m0-8 8 8-8 8-8-8z",
        "square": "m-6-6h12v12h-12z",
        "triangle": "m0-8 8 14h-16z",
        "triangle-down": "m0 8 8-14h-16z",
    }[shape]
    return f'<path fill="{ACTION}" d="M{x:.1f} {y:.1f}{path}"/>'


def right_labels(labels: Iterable[tuple[str, float]]) -> str:
    """Words at the right end of the lines, moved apart where the lines are close."""
    placed = sorted(labels, key=lambda label: label[1])
    heights = [y for _, y in placed]
    for above, below in pairwise(range(len(heights))):
        heights[below] = max(heights[below], heights[above] + LEAST_BETWEEN)
    over = max(0.0, heights[-1] - BOTTOM)
    for place in reversed(range(len(heights))):
        limit = heights[place + 1] - LEAST_BETWEEN if place + 1 < len(heights) else BOTTOM
        heights[place] = min(heights[place], limit) if over else heights[place]
    return "".join(
        text(LEFT + INNER + 8, y + 5, words, "start")
        for (words, _), y in zip(placed, heights, strict=True)
    )


def text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def cut_to_axis(value: float) -> float:
    return min(100.0, max(0.0, value))


def height_at(percent: float) -> float:
    return BOTTOM - percent * PER_POINT
