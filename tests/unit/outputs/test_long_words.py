"""Only runs that no line can hold are given room to break, and between characters only."""

import pytest

from sdm_tool.outputs.long_words import ZERO_WIDTH_SPACE, breakable
from sdm_tool.outputs.summary import summary_html
from tests.factories.summaries import a_summary


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We talked about this for a long time. " * 60,
        "x" * 60,
        "https://www.nice.org.uk/guidance/ng134/recommendations",
        "line\nline\n\n" * 40,
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch. 01632 960 001",
    ],
)
def test_ordinary_text_is_untouched(text: str) -> None:
    assert breakable(text) == text


def test_a_long_run_may_break_after_every_ten_characters() -> None:
    pieces = breakable("before " + "x" * 65 + " after").split(ZERO_WIDTH_SPACE)
    assert pieces == ["before " + "x" * 10, *["x" * 10] * 5, "x" * 5 + " after"]


@pytest.mark.parametrize("character", ["e\u0301", "👩\u200d👧", "❤\ufe0f", "👍🏽"])
def test_a_character_is_never_parted(character: str) -> None:
    text = "a" + character * 400
    pieces = breakable(text).split(ZERO_WIDTH_SPACE)
    assert len(pieces) > 1
    assert "".join(pieces) == text
    assert all(piece.startswith(character) for piece in pieces[1:])


def test_every_text_of_a_summary_is_given_room() -> None:
    html = summary_html(a_summary(still_to_ask=("m" * 2000,)))
    assert "m" * 11 not in html
    assert html.replace(ZERO_WIDTH_SPACE, "").count("m" * 2000) == 1
    assert ZERO_WIDTH_SPACE not in summary_html(a_summary())
