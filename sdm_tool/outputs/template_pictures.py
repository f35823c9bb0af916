"""The pictures as functions that templates may call, on the web and on paper."""

from collections.abc import Callable, Mapping
from functools import cache

from sdm_tool.outputs.pictures import (
    Icon,
    Picture,
    VoiceKind,
    easy_picture,
    icon,
    icon_array,
    interval_bar,
    voice_shape,
)


def _icon_array(filled: int, title: str) -> Picture:
    return Picture(icon_array(filled, title))


def _easy_picture(name: str, alt: str) -> Picture:
    return Picture(easy_picture(name, alt))


@cache
def _icon(name: Icon) -> Picture:
    return Picture(icon(name))


def _voice_shape(kind: VoiceKind) -> Picture:
    return Picture(voice_shape(kind))


def _interval_bar(low: float, value: float, high: float, title: str) -> Picture:
    return Picture(interval_bar(low, value, high, title))


TEMPLATE_PICTURES: Mapping[str, Callable[..., Picture]] = {
    "easy_picture": _easy_picture,
    "icon": _icon,
    "icon_array": _icon_array,
    "voice_shape": _voice_shape,
    "interval_bar": _interval_bar,
}
"""Give these to a Jinja environment as globals. They escape every title they are handed."""
