"""Funnel plots as SVG text, the same on web pages and in PDF files."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sdm_tool.outputs.chart_parts import (
    BOTTOM,
    INNER,
    LEFT,
    LETTER,
    Box,
    Shape,
    dashes,
    frame,
    height_at,
    mark,
    right_labels,
    solid,
    text,
)

_CURVE_STEPS = 48
MOST_NAMED = 15
"""With more teams those inside the lines have no name on the picture: nobody could read it."""
_BESIDE = 11
"""From the middle of a mark to the words beside it."""


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One team: how many answered, its per cent, and what it is drawn as."""

    name: str
    n: int
    value: float
    shape: Shape


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
        return LEFT + INNER * n / most

    sizes = [least + (most - least) * step / _CURVE_STEPS for step in range(_CURVE_STEPS + 1)]
    heights = [[height_at(height) for height in (mean, *limits(round(n)))] for n in sizes]
    across = [x(n) for n in sizes]
    curves = [_curve(across, [at[which] for at in heights]) for which in range(1, 5)]
    ends = limits(most)
    said = [
        ("99.8% line", ends[3]), ("95% line", ends[1]), (f"Mean {mean:.0f}%", mean),
        ("95% line", ends[0]), ("99.8% line", ends[2]),
    ]  # fmt: skip
    ticks = range(0, most + 1, max(50, most // 6 // 50 * 50))
    parts = (
        dashes("7 5", curves[0] + curves[1]),
        dashes("2 4", curves[2] + curves[3]),
        solid(f"M{LEFT} {height_at(mean):.1f}h{INNER}"),
        *(mark(x(point.n), height_at(point.value), point.shape) for point in points),
        _names(
            [
                (x(point.n), height_at(point.value), point.name)
                for point in points
                if len(points) <= MOST_NAMED or point.shape not in ("circle", "ring")
            ],
            across,
            heights,
        ),
        right_labels((words, height_at(value)) for words, value in said),
        *(text(x(tick), BOTTOM + 22, str(tick), "middle") for tick in ticks),
        text(LEFT + INNER / 2, BOTTOM + 48, "Complete answers", "middle"),
    )
    return frame(BOTTOM + 58, title, "".join(parts))


def _curve(across: Sequence[float], heights: Sequence[float]) -> str:
    return "".join(
        f"{'L' if place else 'M'}{x:.1f} {y:.1f}"
        for place, (x, y) in enumerate(zip(across, heights, strict=True))
    )


def _names(
    marks: Sequence[tuple[float, float, str]],
    across: Sequence[float],
    heights: Sequence[Sequence[float]],
) -> str:
    """Words beside their marks, where they run into nothing drawn before and cross no line.

    `heights` are those of the lines at each of `across`, from left to right. Where no place is
    free of lines, one may be crossed.
    """
    taken = [(x - 8, y - 8, x + 8, y + 8) for x, y, _ in marks]
    said = []
    for x, y, words in marks:
        width = LETTER * len(words)
        places = _places(x, y, width)
        clear = (place for place in places if not _crossed(_box(place, width), across, heights))
        place = next(
            (place for place in clear if _is_free(_box(place, width), taken)), None
        ) or next((place for place in places if _is_free(_box(place, width), taken)), None)
        if place is not None:  # else the table alone names it
            taken.append(_box(place, width))
            said.append(_on_white(place, width, words))
    return "".join(said)


def _places(x: float, y: float, width: float) -> list[tuple[float, float]]:
    """Where words so wide may start, the best first: beside the mark, then over and under it."""
    beside = [(x + _BESIDE, y + 5), (x - _BESIDE - width, y + 5)]
    around = [
        (left, y + down)
        for down in (-14, 26, -30, 42)
        for left in (x - width / 2, x + _BESIDE, x - _BESIDE - width)
    ]
    return [place for place in beside + around if LEFT <= place[0] <= LEFT + INNER - width]


def _box(place: tuple[float, float], width: float) -> Box:
    left, base = place
    return left, base - 13, left + width, base + 3


def _crossed(box: Box, across: Sequence[float], heights: Sequence[Sequence[float]]) -> bool:
    """Whether a line goes through the box, looked at from one point before it to one after."""
    first, last = bisect_left(across, box[0]), bisect_right(across, box[2])
    return any(box[1] <= y <= box[3] for at in heights[max(0, first - 1) : last + 1] for y in at)


def _is_free(box: Box, taken: Sequence[Box]) -> bool:
    left, top, right, bottom = box
    return not any(
        left < other_right and other_left < right and top < other_bottom and other_top < bottom
        for other_left, other_top, other_right, other_bottom in taken
    )


def _on_white(place: tuple[float, float], width: float, words: str) -> str:
    """Words on white ground: paper draws no white edge round a letter."""
    left, base = place
    ground = f'<path fill="#fff" d="M{left - 1:.1f} {base - 12:.1f}h{width:.1f}v15h-{width:.1f}z"/>'
    return ground + text(left, base, words, "start")
