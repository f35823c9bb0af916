"""The marks of a chart beside their words, and the two icons that say what a chart over time shows.

After the icons of NHS "Making Data Count", drawn by us without colours or arrows: the words beside
them say what they mean.
"""

from sdm_tool.outputs.chart_parts import (
    ACTION,
    SOFT,
    Shape,
    Side,
    dashes,
    mark,
)


def legend_mark(shape: Shape) -> str:
    """One mark for the words beside it that say what it means; readers of the screen skip it."""
    return (
        '<svg class="sdm-keymark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"'
        f' focusable="false" fill="currentColor">{mark(10, 10, shape)}</svg>'
    )


def variation_icon(side: Side) -> str:
    """Points about their mean, the last on it, above it or below: the words beside it say which."""
    y = {"above": 9, "on": 20, "below": 31}[side]
    last = (
        f'<circle cx="33" cy="{y}" r="3.4"/>'
        if side == "on"
        else f'<path fill="{ACTION}" d="M33 {y}m0-6 6 6-6 6-6-6z"/>'
    )
    dots = '<circle cx="7" cy="17" r="2.6"/><circle cx="16" cy="23" r="2.6"/>'
    return _icon(f'{_thin("M2 20H38")}{dots}<circle cx="24" cy="18" r="2.6"/>{last}')


def assurance_icon(side: Side) -> str:
    """The band between the limits above the line of the target, across it or below it."""
    top = {"above": 4, "on": 12, "below": 24}[side]
    band = f'<path fill="none" stroke="currentColor" stroke-width="2" d="M6 {top}h28v12h-28z"/>'
    return _icon(f"{band}{dashes('5 3', 'M2 20H38')}")


def _icon(inside: str) -> str:
    return (
        '<svg class="sdm-reading" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true"'
        f' focusable="false" fill="currentColor">{inside}</svg>'
    )


def _thin(path: str) -> str:
    return f'<path fill="none" stroke="{SOFT}" stroke-width="1.5" d="{path}"/>'
