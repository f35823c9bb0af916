"""Pictures say in words what they show, carry no styles, and show the right number of people."""

import time
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdm_tool.outputs.pictures import icon_array, interval_bar, voice_shape

SVG = "{http://www.w3.org/2000/svg}"
ALL_PICTURES = [
    icon_array(67, "67 of 100 recovered, 33 of 100 did not"),
    interval_bar(40.5, 55, 68, "55, likely between 40.5 and 68"),
    *(voice_shape(kind) for kind in ("young-person", "parent", "second-parent", "clinician")),
]


def _parsed(svg: str) -> ET.Element:
    named = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return ET.fromstring(named)  # noqa: S314 - a picture that we drew ourselves


@given(st.integers(min_value=0, max_value=100))
def test_an_icon_array_always_shows_one_hundred_people(filled: int) -> None:
    """A person is one move to a place, drawn as a head and a body."""
    filled_path, outlined_path = _parsed(icon_array(filled, "people")).iter(f"{SVG}path")
    assert filled_path.get("fill") == "currentColor"
    assert filled_path.get("d").count("M") == filled
    assert outlined_path.get("d").count("M") == 100 - filled


@pytest.mark.parametrize("number", [-1, 101])
def test_more_people_than_a_hundred_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="0 to 100"):
        icon_array(number, "people")


def test_people_stand_in_halves_of_five() -> None:
    path = next(_parsed(icon_array(100, "people")).iter(f"{SVG}path")).get("d")
    places = [tuple(map(float, part.split("c")[0].split())) for part in path.split("M")[1:]]
    across = [x for x, y in places[:10]]
    steps = [round(right - left) for left, right in pairwise(across)]
    assert steps == [20, 20, 20, 20, 26, 20, 20, 20, 20]
    assert max(x for x, y in places) + 13 <= 206
    assert max(y for x, y in places) + 15 <= 226


@pytest.mark.parametrize("svg", ALL_PICTURES)
def test_every_picture_has_words_first_and_no_style(svg: str) -> None:
    picture = _parsed(svg)
    assert picture[0].tag == f"{SVG}title"
    assert picture[0].text
    for element in picture.iter():
        assert element.tag != f"{SVG}style"
        assert not {"style", "id", "href", "onclick"} & element.attrib.keys()


def test_words_in_a_title_cannot_become_markup() -> None:
    title = '1 of 100 <script>alert("x")</script> & did'
    assert _parsed(icon_array(1, title))[0].text == title


def test_an_interval_bar_lies_between_its_ends() -> None:
    picture = _parsed(interval_bar(0, 50, 100, "half"))
    assert picture.find(f"{SVG}circle").get("cx") == "120"
    assert picture.findall(f".//{SVG}path")[1].get("d") == "M8 12H232"


@pytest.mark.parametrize("interval", [(60, 50, 70), (10, 80, 70), (-1, 5, 10), (90, 95, 101)])
def test_an_interval_that_is_none_is_refused(interval: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="not an interval"):
        interval_bar(*interval, "words")


def test_pictures_take_less_than_a_millisecond() -> None:
    best = min(_seconds_for_an_array() for _ in range(5))
    assert best < 0.001


def _seconds_for_an_array() -> float:
    start = time.perf_counter()
    icon_array(67, "67 of 100")
    return time.perf_counter() - start
