"""Bars of counts by quarter: the same axis for all, a star where a count is hidden."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdm_tool.domain.disclosure import suppressed
from sdm_tool.domain.months import Quarter
from sdm_tool.outputs.grouping_chart import quarter_bars

YEAR = [Quarter(2026, number) for number in (1, 2, 3, 4)]


def words(drawing):
    return re.findall(r"<text[^>]*>([^<]*)</text>", drawing)


def tops(drawing):
    return [float(top) for top in re.findall(r"V([0-9.]+)h", drawing)]


def test_each_bar_has_its_count_and_its_quarter():
    drawing = quarter_bars(YEAR, ["10", "20", "0", "*"], 20, "Getting help: 10 & more")
    assert words(drawing) == ["10", "JFM", "2026", "20", "AMJ", "0", "JAS", "*", "OND"]
    assert len(tops(drawing)) == 2, "neither none nor a hidden count has a bar"
    assert "<title>Getting help: 10 &amp; more</title>" in drawing


def test_twice_the_count_is_twice_the_height_and_the_axis_is_shared():
    low, high = tops(quarter_bars(YEAR[:2], ["10", "20"], 40, "x"))
    base = 116
    assert base - high == pytest.approx(2 * (base - low))
    assert base - high == pytest.approx(48)


@given(st.integers(1, 7))
def test_the_picture_is_the_same_whatever_is_hidden(count):
    drawing = quarter_bars(YEAR[:1], [suppressed(count)], 40, "x")
    assert drawing == quarter_bars(YEAR[:1], ["*"], 40, "x")


def test_many_quarters_have_one_letter_each():
    quarters = [Quarter(year, number) for year in (2024, 2025, 2026) for number in (1, 2, 3, 4)]
    said = words(quarter_bars(quarters, ["10"] * 12, 10, "x"))
    assert [word for word in said if word.isalpha()] == list("JAJO" * 3)
    assert [word for word in said if len(word) == 4] == ["2024", "2025", "2026"]


def test_a_picture_needs_quarters_and_a_count_for_each():
    for quarters, cells in (([], []), (YEAR, ["10"])):
        with pytest.raises(ValueError, match="quarters"):
            quarter_bars(quarters, cells, 10, "x")


def test_with_nothing_to_draw_there_is_still_an_axis():
    assert "<path" in quarter_bars(YEAR, ["0"] * 4, 0, "x")
