"""Charts as SVG text, the same on web pages and in PDF files.

Per cents stand on a full axis from 0 to 100. Only presentation attributes, no ids; what a shape
means is said in words beside it, and every chart has its numbers in a table.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise
from typing import Literal

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""
Shape = Literal["circle", "ring", "diamond", "square", "triangle", "triangle-down"]

_ACTION, _SOFT = "#0b4a5a", "#4a5863"
_WIDTH, _LEFT, _RIGHT, _TOP, _PER_POINT = 860, 54, 130, 14, 3.0
_BOTTOM = _TOP + 100 * _PER_POINT
_INNER = _WIDTH - _LEFT - _RIGHT
_LEAST_BETWEEN = 20
"""Units between two labels at the right, so that they do not run into each other."""
_CURVE_STEPS = 48
_LETTER = 8.6
"""About how wide a letter of 16 units is."""
_SCALE = ((0, "0"), (25, "25"), (50, "50"), (75, "75"), (100, "100%"))


@dataclass(frozen=True, slots=True)
class TimePoint:
    """One released block: a per cent from 0 to 100, its own limits, and what it is drawn as."""

    year: int
    month: str
    """Its last month in one letter."""
    n: int
    value: float
    mean: float
    lower: float | None
    upper: float | None
    shape: Shape
    mark: str = ""
    """A letter over the point from which something was done differently."""
    starts_anew: bool = False
    """True where the mean and the limits start anew."""


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One team: how many answered, its per cent, and what it is drawn as."""

    name: str
    n: int
    value: float
    shape: Shape


def time_chart(points: Sequence[TimePoint], title: str) -> str:
    """Draw the points in time order with their mean, and limits where they have them.

    The limits are drawn cut to 0 to 100; `title` says in words what the chart shows. ValueError
    without points.
    """
    if not points:
        raise ValueError("a chart needs a point")
    step = _INNER / len(points)
    across = [_LEFT + step * (place + 0.5) for place in range(len(points))]
    line = "".join(
        f"{'L' if place else 'M'}{x:.1f} {_y(point.value):.1f}"
        for place, (x, point) in enumerate(zip(across, points, strict=True))
    )
    limits = _steps(points, across, step, lambda point: point.lower)
    limits += _steps(points, across, step, lambda point: point.upper)
    last = points[-1]
    said = [("Mean", last.mean)]
    if last.lower is not None and last.upper is not None:
        said += [("Upper limit", last.upper), ("Lower limit", last.lower)]
    parts = (
        f'<path fill="none" stroke="{_SOFT}" stroke-width="1.5" d="{line}"/>',
        _solid(_steps(points, across, step, lambda point: point.mean)),
        _dashes("7 5", limits),
        *(_letter(x - step / 2, point.mark) for x, point in zip(across, points, strict=True)),
        *(_mark(x, _y(point.value), point.shape) for x, point in zip(across, points, strict=True)),
        _right_labels((f"{name} {value:.0f}", _y(_cut(value))) for name, value in said),
        _time_axis(points, across, step),
    )
    return _chart(_BOTTOM + 78, title, "".join(parts))


def funnel_chart(
    points: Sequence[FunnelPoint],
    mean: float,
    limits: Callable[[int], tuple[float, float, float, float]],
    title: str,
) -> str:
    """Draw teams by how many answered, with limits around the mean of all.

    `limits` gives for an n the lower and upper 95 % and the lower and upper 99.8 % limits, in per
    cent. ValueError without points, or for one that nobody answered.
    """
    if not points or min(point.n for point in points) < 1:
        raise ValueError("a funnel needs points, each with answers")
    most = max(50, -(-max(point.n for point in points) * 11 // 500) * 50)
    least = max(1, min(25, *(point.n for point in points)))

    def x(n: float) -> float:
        return _LEFT + _INNER * n / most

    sizes = [least + (most - least) * step / _CURVE_STEPS for step in range(_CURVE_STEPS + 1)]
    curves = [
        "".join(
            f"{'L' if place else 'M'}{x(n):.1f} {_y(limit):.1f}"
            for place, (n, limit) in enumerate(zip(sizes, heights, strict=True))
        )
        for heights in zip(*(limits(round(n)) for n in sizes), strict=True)
    ]
    ends = limits(most)
    said = [
        ("99.8% line", ends[3]), ("95% line", ends[1]), (f"All {mean:.0f}%", mean),
        ("95% line", ends[0]), ("99.8% line", ends[2]),
    ]  # fmt: skip
    ticks = range(0, most + 1, max(50, most // 6 // 50 * 50))
    parts = (
        _dashes("7 5", curves[0] + curves[1]),
        _dashes("2 4", curves[2] + curves[3]),
        _solid(f"M{_LEFT} {_y(mean):.1f}h{_INNER}"),
        *(_mark(x(point.n), _y(point.value), point.shape) for point in points),
        _names([(x(point.n), _y(point.value), point.name) for point in points]),
        _right_labels((words, _y(value)) for words, value in said),
        *(_text(x(tick), _BOTTOM + 22, str(tick), "middle") for tick in ticks),
        _text(_LEFT + _INNER / 2, _BOTTOM + 48, "Complete answers", "middle"),
    )
    return _chart(_BOTTOM + 58, title, "".join(parts))


def _solid(path: str) -> str:
    return f'<path fill="none" stroke="currentColor" stroke-width="2" d="{path}"/>'


def _letter(x: float, letter: str) -> str:
    """A line between two points, with the letter of what was done differently from there."""
    if not letter:
        return ""
    line = f'<path fill="none" stroke="{_SOFT}" d="M{x:.1f} {_TOP + 14:.0f}V{_BOTTOM:.0f}"/>'
    return line + _text(x, _TOP + 8, letter, "middle")


def _dashes(pattern: str, path: str) -> str:
    return f'<path fill="none" stroke="currentColor" stroke-dasharray="{pattern}" d="{path}"/>'


def legend_mark(shape: Shape) -> str:
    """One mark for the words beside it that say what it means; readers of the screen skip it."""
    return (
        '<svg class="sdm-keymark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"'
        f' focusable="false" fill="currentColor">{_mark(10, 10, shape)}</svg>'
    )


def _chart(height: float, title: str, inside: str) -> str:
    lines = "".join(
        f'<path fill="none" stroke="{_SOFT if value else "currentColor"}"'
        f' stroke-width="{0.4 if value else 1.5}" d="M{_LEFT} {_y(value):.1f}h{_INNER}"/>'
        + _text(_LEFT - 8, _y(value) + 5, words, "end")
        for value, words in _SCALE
    )
    return (
        f'<svg class="sdm-chart" viewBox="0 0 {_WIDTH} {height:.0f}" width="{_WIDTH}"'
        f' height="{height:.0f}" role="img" font-size="16" fill="currentColor">'
        f"<title>{escape(title)}</title>{lines}{inside}</svg>"
    )


def _time_axis(points: Sequence[TimePoint], across: Sequence[float], step: float) -> str:
    said = [
        _text(x, _BOTTOM + 20, point.month, "middle")
        + _text(x, _BOTTOM + 70, str(point.n), "middle")
        for place, (x, point) in enumerate(zip(across, points, strict=True))
        if step >= _LEAST_BETWEEN + 4 or place % 2 == 0
    ]
    said.append(_text(_LEFT + _INNER + 8, _BOTTOM + 70, "answers", "start"))
    for year, run in groupby(zip(across, points, strict=True), lambda each: each[1].year):
        places = [x for x, _ in run]
        first, end = places[0] - step * 0.4, places[-1] + step * 0.4
        said.append(f'<path stroke="{_SOFT}" d="M{first:.1f} {_BOTTOM + 27:.1f}H{end:.1f}"/>')
        said.append(_text((first + end) / 2, _BOTTOM + 45, str(year), "middle"))
    return "".join(said)


def _steps(
    points: Sequence[TimePoint],
    across: Sequence[float],
    step: float,
    limit: Callable[[TimePoint], float | None],
) -> str:
    """A line that goes on at one height while the limit stays, and breaks where there is none."""
    path = ""
    drawn = False
    for x, point in zip(across, points, strict=True):
        value = limit(point)
        if value is None:
            drawn = False
            continue
        drawn = drawn and not point.starts_anew
        y = _y(_cut(value))
        path += f"{'L' if drawn else 'M'}{x - step / 2:.1f} {y:.1f}H{x + step / 2:.1f}"
        drawn = True
    return path


def _mark(x: float, y: float, shape: Shape) -> str:
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
    if shape == "ring":
        return (
            f'<circle fill="#fff" stroke="{_ACTION}" stroke-width="2.5" cx="{x:.1f}"'
            f' cy="{y:.1f}" r="5"/>'
        )
    path = {
        "diamond": "m0-8 8 8-8 8-8-8z",
        "square": "m-6-6h12v12h-12z",
        "triangle": "m0-8 8 14h-16z",
        "triangle-down": "m0 8 8-14h-16z",
    }[shape]
    return f'<path fill="{_ACTION}" d="M{x:.1f} {y:.1f}{path}"/>'


def _right_labels(labels: Iterable[tuple[str, float]]) -> str:
    """Words at the right end of the lines, moved apart where the lines are close."""
    placed = sorted(labels, key=lambda label: label[1])
    heights = [y for _, y in placed]
    for above, below in pairwise(range(len(heights))):
        heights[below] = max(heights[below], heights[above] + _LEAST_BETWEEN)
    over = max(0.0, heights[-1] - _BOTTOM)
    for place in reversed(range(len(heights))):
        limit = heights[place + 1] - _LEAST_BETWEEN if place + 1 < len(heights) else _BOTTOM
        heights[place] = min(heights[place], limit) if over else heights[place]
    return "".join(
        _text(_LEFT + _INNER + 8, y + 5, words, "start")
        for (words, _), y in zip(placed, heights, strict=True)
    )


def _names(marks: Sequence[tuple[float, float, str]]) -> str:
    """Words beside their marks, on the first side where they run into nothing drawn before."""
    taken = [(x - 8, y - 8, x + 8, y + 8) for x, y, _ in marks]
    said = []
    for x, y, words in marks:
        width = _LETTER * len(words)
        places = [
            (x + 11, y + 5), (x - 11 - width, y + 5), (x - width / 2, y - 14),
            (x - width / 2, y + 26), (x - 11 - width, y - 14), (x - 11 - width, y + 26),
        ]  # fmt: skip
        free = (place for place in places if not _runs_into(_box(*place, width), taken))
        left, base = next(free, places[0])
        taken.append(_box(left, base, width))
        said.append(_with_edge(left, base, words))
    return "".join(said)


def _box(left: float, base: float, width: float) -> Box:
    return left, base - 13, left + width, base + 3


def _runs_into(box: Box, taken: Iterable[Box]) -> bool:
    """Whether words there leave the chart or meet what is drawn already."""
    is_inside = box[0] >= _LEFT and box[2] <= _LEFT + _INNER
    return not is_inside or any(_meet(box, other) for other in taken)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _with_edge(x: float, y: float, words: str) -> str:
    """Words with a white edge: drawn twice, for paper knows no paint order."""
    said = _text(x, y, words, "start")
    return f'<g stroke="#fff" stroke-width="5">{said}</g>{said}'


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _cut(value: float) -> float:
    return min(100.0, max(0.0, value))


def _y(percent: float) -> float:
    return _BOTTOM - percent * _PER_POINT
