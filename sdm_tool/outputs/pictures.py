"""Pictures as SVG text, the same for web pages and PDF files.

Only presentation attributes, so that the strict content security policy and WeasyPrint both
accept them; one ink (`currentColor`); no ids, so that a page may hold a picture twice.
"""

from functools import cache
from html import escape
from typing import Literal

from sdm_tool.resources import static_folder

VoiceKind = Literal["young-person", "parent", "second-parent", "clinician"]
Icon = Literal["back", "forward", "tick", "pause", "plus", "close"]


class Picture:
    """An SVG made here, from numbers and escaped words; Jinja prints it as it is.

    Nothing else may be one: pages and papers trust it. Without an SVG it is false.
    """

    __slots__ = ("svg",)

    def __init__(self, svg: str = "") -> None:
        self.svg = svg

    def __html__(self) -> str:
        return self.svg

    def __bool__(self) -> bool:
        return bool(self.svg)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Picture) and self.svg == other.svg

    def __hash__(self) -> int:
        return hash(self.svg)


_OF = 100
_ACROSS = 10
_HALF = _ACROSS // 2
_CELL_WIDTH, _CELL_HEIGHT, _HALFWAY_GAP = 20, 22, 6

# A head and shoulders, from the left edge of the head: no sex, no face, no age. Two curves make
# the head: arcs look the same and take WeasyPrint four times as long (44 against 11 ms a picture).
_PERSON = "c0-4.8 7-4.8 7 0s-7 4.8-7 0m-3 14.4q0-8.4 6.5-8.4t6.5 8.4z"
_HEAD_LEFT, _HEAD_MIDDLE = 6.5, 5

_SHAPES: dict[VoiceKind, tuple[str, str]] = {
    "young-person": ("Young person", '<circle cx="10" cy="10" r="7.5"/>'),
    "parent": ("Parent or carer", '<path d="M3 3h14v14H3z"/>'),
    "second-parent": ("Second parent or carer", '<path d="M10 .8 19.2 10 10 19.2.8 10z"/>'),
    "clinician": ("Clinician", '<path d="M10 2.2 18.6 17.4H1.4z"/>'),
}

_ICONS: dict[Icon, str] = {
    "back": "M13 4 7 10l6 6",
    "forward": "M7 4l6 6-6 6",
    "tick": "M4 10.5 8.2 15 16 5.5",
    "pause": "M7 4v12M13 4v12",
    "plus": "M10 4v12M4 10h12",
    "close": "M5 5l10 10M15 5 5 15",
}

_AXIS_START, _AXIS_PER_POINT = 8, 2.24


def icon_array(filled: int, title: str) -> str:
    """One hundred people, ten by ten; the first `filled` are filled, row by row from top left.

    `title` says both framings ("67 of 100 recovered, 33 of 100 did not"). A style sheet sizes the
    picture by its class, `sdm-people`. Raises ValueError for a number not between 0 and 100.
    """
    if not 0 <= filled <= _OF:
        raise ValueError(f"an icon array shows 0 to 100 people, not {filled}")
    return (
        '<svg class="sdm-people" viewBox="0 0 206 226" width="206" height="226" role="img">'
        f"<title>{escape(title)}</title>"
        '<g fill="none" stroke="currentColor" stroke-width="1.3">'
        f'<path fill="currentColor" d="{_people(0, filled)}"/>'
        f'<path d="{_people(filled, _OF)}"/></g></svg>'
    )


def voice_shape(kind: VoiceKind) -> str:
    """The filled shape of a voice, 20 by 20 units, titled with whose voice it is."""
    name, shape = _SHAPES[kind]
    return (
        '<svg class="sdm-shape" viewBox="0 0 20 20" width="20" height="20" role="img"'
        f' fill="currentColor"><title>{name}</title>{shape}</svg>'
    )


def icon(name: Icon) -> str:
    """A mark beside words that say the same, 20 by 20 units; readers of the screen skip it."""
    return (
        '<svg class="sdm-icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">'
        f'<path d="{_ICONS[name]}"/></svg>'
    )


def interval_bar(low: float, value: float, high: float, title: str) -> str:
    """A value with its interval on an axis from 0 to 100 per cent, 240 by 24 units.

    `title` says the same in words. Raises ValueError unless 0 <= low <= value <= high <= 100.
    """
    if not 0 <= low <= value <= high <= _OF:
        raise ValueError(f"not an interval within 0 to 100: {low}, {value}, {high}")
    ticks = "".join(f"M{_along(tick)} 8v8" for tick in (0, 50, 100))
    return (
        '<svg class="sdm-interval" viewBox="0 0 240 24" width="240" height="24" role="img">'
        f'<title>{escape(title)}</title><g fill="none" stroke="currentColor">'
        f'<path d="M{_along(0)} 12H{_along(100)}{ticks}"/>'
        f'<path stroke-width="4" d="M{_along(low)} 12H{_along(high)}"/></g>'
        f'<circle fill="currentColor" cx="{_along(value)}" cy="12" r="6"/></svg>'
    )


def easy_picture(name: str, alt: str) -> str:
    """A drawing of `static/pictures/` with its words as its title, for paper."""
    return _drawing(name).replace(">", f"><title>{escape(alt)}</title>", 1)


@cache
def _drawing(name: str) -> str:
    drawn = (static_folder() / "pictures" / f"{name}.svg").read_text(encoding="utf-8")
    return drawn.replace("<svg ", '<svg class="sdm-easy-picture" role="img" ', 1)


@cache
def _people(first: int, after_last: int) -> str:
    """The path of the people numbered from `first` up to, but not with, `after_last`."""
    return "".join(f"M{_place(person)}{_PERSON}" for person in range(first, after_last))


def _place(person: int) -> str:
    row, column = divmod(person, _ACROSS)
    x = column * _CELL_WIDTH + _HEAD_LEFT + (_HALFWAY_GAP if column >= _HALF else 0)
    y = row * _CELL_HEIGHT + _HEAD_MIDDLE + (_HALFWAY_GAP if row >= _HALF else 0)
    return f"{x:g} {y:g}"


def _along(percent: float) -> str:
    return f"{_AXIS_START + percent * _AXIS_PER_POINT:.4g}"
