"""Charts over time as SVG text, the same on web pages and in PDF files.

What a shape means is said in words beside it, and every chart has its numbers in a table.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from sdm_tool.outputs.chart_parts import (
    BOTTOM,
    INNER,
    LEAST_BETWEEN,
    LEFT,
    LETTER,
    SOFT,
    TOP,
    Shape,
    cut_to_axis,
    dashes,
    frame,
    height_at,
    mark,
    right_labels,
    solid,
    text,
)


@dataclass(frozen=True, slots=True)
class TimePoint:
    """One released block: a per cent from 0 to 100, its own limits, and what it is drawn as."""

    year: int
    month: str
    """Its last month in one letter."""
    answers: str
    """How many answered, as the table says it."""
    value: float
    mean: float
    lower: float | None
    upper: float | None
    shape: Shape
    mark: str = ""
    """A letter over the point from which something was done differently."""
    starts_anew: bool = False
    """True where the mean and the limits start anew."""


def time_chart(points: Sequence[TimePoint], title: str, *, target: float | None = None) -> str:
    """Draw the points in time order with their mean, limits where they have them, and a target.

    The limits are drawn cut to 0 to 100; `title` says in words what the chart shows. ValueError
    without points.
    """
    if not points:
        raise ValueError("a chart needs a point")
    step = INNER / len(points)
    across = [LEFT + step * (place + 0.5) for place in range(len(points))]
    line = "".join(
        f"{'L' if place else 'M'}{x:.1f} {height_at(point.value):.1f}"
        for place, (x, point) in enumerate(zip(across, points, strict=True))
    )
    limits = _steps(points, across, step, lambda point: point.lower)
    limits += _steps(points, across, step, lambda point: point.upper)
    last = points[-1]
    said = [("Mean", last.mean)]
    if last.lower is not None and last.upper is not None:
        said += [("Upper limit", last.upper), ("Lower limit", last.lower)]
    aim = ""
    if target is not None:
        said.append(("Target", target))
        aim = dashes("12 4 2 4", f"M{LEFT} {height_at(target):.1f}h{INNER}")
    parts = (
        f'<path fill="none" stroke="{SOFT}" stroke-width="1.5" d="{line}"/>',
        solid(_steps(points, across, step, lambda point: point.mean)),
        dashes("7 5", limits),
        aim,
        *(_letter(x - step / 2, point.mark) for x, point in zip(across, points, strict=True)),
        *(
            mark(x, height_at(point.value), point.shape)
            for x, point in zip(across, points, strict=True)
        ),
        right_labels(
            (f"{name} {value:.0f}", height_at(cut_to_axis(value))) for name, value in said
        ),
        _time_axis(points, across, step),
    )
    return frame(BOTTOM + 78, title, "".join(parts))


def _letter(x: float, letter: str) -> str:
    """A line between two points, with the letter of what was done differently from there."""
    if not letter:
        return ""
    line = f'<path fill="none" stroke="{SOFT}" d="M{x:.1f} {TOP + 14:.0f}V{BOTTOM:.0f}"/>'
    return line + text(x, TOP + 8, letter, "middle")


def _time_axis(points: Sequence[TimePoint], across: Sequence[float], step: float) -> str:
    widest = max(len(point.answers) for point in points) * LETTER + LETTER
    said = [
        text(x, BOTTOM + 20, point.month, "middle")
        for place, (x, point) in enumerate(zip(across, points, strict=True))
        if step >= LEAST_BETWEEN or place % 2 == 0
    ]
    said += [
        text(x, BOTTOM + 70, point.answers, "middle")
        for place, (x, point) in enumerate(zip(across, points, strict=True))
        if place % ceil(widest / step) == 0
    ]
    said.append(text(LEFT + INNER + 8, BOTTOM + 70, "answers", "start"))
    for year, run in groupby(zip(across, points, strict=True), lambda each: each[1].year):
        places = [x for x, _ in run]
        first, end = places[0] - step * 0.4, places[-1] + step * 0.4
        said.append(f'<path stroke="{SOFT}" d="M{first:.1f} {BOTTOM + 27:.1f}H{end:.1f}"/>')
        said.append(text((first + end) / 2, BOTTOM + 45, str(year), "middle"))
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
        y = height_at(cut_to_axis(value))
        path += f"{'L' if drawn else 'M'}{x - step / 2:.1f} {y:.1f}H{x + step / 2:.1f}"
        drawn = True
    return path
