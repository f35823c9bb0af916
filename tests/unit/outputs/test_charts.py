"""Charts say what they show, stay on their axes, and keep their words apart."""

import re
import xml.etree.ElementTree as ET
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdm_tool.domain.funnels import funnel_limits
from sdm_tool.outputs.chart_icons import legend_mark
from sdm_tool.outputs.funnel_charts import FunnelPoint, funnel_chart
from sdm_tool.outputs.time_charts import TimePoint, time_chart

SVG = "{http://www.w3.org/2000/svg}"
TOP, BOTTOM = 14, 314


def parsed(svg):
    named = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return ET.fromstring(named)  # noqa: S314 - a picture that we drew ourselves


def point(value, *, n=30, lower=None, upper=None, year=2026, month="J", mark="", anew=False):
    return TimePoint(year, month, str(n), value, 42, lower, upper, "circle", mark, anew)


def limits(mean):
    def at(n):
        found = funnel_limits(mean / 100, n)
        return found.lower95, found.upper95, found.lower998, found.upper998

    return at


def words_of(svg):
    return [text.text for text in parsed(svg).iter(f"{SVG}text")]


def heights(svg):
    circles = parsed(svg).iter(f"{SVG}circle")
    return [float(circle.get("cy")) for circle in circles]


def test_a_chart_carries_its_title_and_nothing_that_a_strict_page_refuses():
    for svg in (
        time_chart([point(40)], "Top Score <of> Elm"),
        funnel_chart(
            [FunnelPoint("A & B", 40, 50, "circle")], 50, limits(50), "Top Score <of> Elm"
        ),
    ):
        assert parsed(svg).find(f"{SVG}title").text == "Top Score <of> Elm"
        assert not re.search(r"style=|<style|<script| id=| class=\"(?!sdm-chart)", svg)


def test_points_stand_at_their_height_on_an_axis_from_0_to_100():
    assert heights(time_chart([point(0), point(50), point(100)], "x")) == [BOTTOM, 164, TOP]


def test_limits_beyond_the_axis_are_drawn_at_its_ends():
    svg = time_chart([point(9, lower=-20, upper=130)], "x")
    dashed = next(path for path in parsed(svg).iter(f"{SVG}path") if path.get("stroke-dasharray"))
    drawn = {float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", dashed.get("d"))}
    assert drawn == {BOTTOM, TOP}


def test_a_line_of_limits_breaks_where_there_are_none():
    svg = time_chart([point(9, lower=1, upper=20), point(9), point(9, lower=1, upper=20)], "x")
    dashed = next(path for path in parsed(svg).iter(f"{SVG}path") if path.get("stroke-dasharray"))
    assert dashed.get("d").count("M") == 4


def test_months_years_and_how_many_answered_stand_under_the_points():
    points = [point(40, n=31, year=2025, month="D"), point(44, n=28, year=2026, month="J")]
    words = words_of(time_chart(points, "x"))
    assert {"D", "J", "2025", "2026", "31", "28", "answers", "Mean 42"} <= set(words)


def test_a_change_has_its_letter_and_the_lines_start_anew_there():
    points = [point(40, lower=1, upper=50), point(44, lower=9, upper=60, mark="A", anew=True)]
    svg = time_chart(points, "x")
    assert "A" in words_of(svg)
    dashed = next(path for path in parsed(svg).iter(f"{SVG}path") if path.get("stroke-dasharray"))
    assert dashed.get("d").count("M") == 4


def test_no_chart_is_drawn_of_nothing():
    with pytest.raises(ValueError, match="needs a point"):
        time_chart([], "x")
    for points in ([], [FunnelPoint("a", 0, 0, "circle")]):
        with pytest.raises(ValueError, match="needs points"):
            funnel_chart(points, 50, limits(50), "x")


@given(
    st.lists(
        st.tuples(st.integers(25, 700), st.integers(0, 100)), min_size=1, max_size=5, unique=True
    )
)
def test_every_team_of_a_funnel_is_drawn_and_named(teams):
    points = [FunnelPoint(f"Team {n} {value}", n, value, "circle") for n, value in teams]
    svg = funnel_chart(points, 50, limits(50), "x")
    assert len(heights(svg)) == len(teams)
    assert {one.name for one in points} <= set(words_of(svg))
    assert all(TOP <= y <= BOTTOM for y in heights(svg))


def test_with_many_teams_only_those_outside_the_lines_are_named():
    points = [FunnelPoint(f"Team {n}", 40 + 10 * n, 50, "circle") for n in range(16)]
    points[3] = FunnelPoint("Elm", 400, 90, "diamond")
    words = words_of(funnel_chart(points, 50, limits(50), "x"))
    assert [word for word in words if word.startswith(("Team", "Elm"))] == ["Elm"]


def test_names_cross_no_line_where_there_is_room_beside_it():
    svg = funnel_chart([FunnelPoint("Elm", 300, 50, "circle")], 50, limits(50), "x")
    name = next(text for text in parsed(svg).iter(f"{SVG}text") if text.text == "Elm")
    base, mean = float(name.get("y")), 164
    assert not base - 12 <= mean <= base + 3


def test_names_of_teams_close_together_are_kept_apart():
    points = [FunnelPoint(f"A long name {place}", 600 + place, 50, "circle") for place in range(3)]
    found = parsed(funnel_chart(points, 50, limits(50), "x")).iter(f"{SVG}text")
    places = {
        (float(text.get("x")), float(text.get("y")))
        for text in found
        if (text.text or "").startswith("A long")
    }
    assert len(places) == 3
    for (one_x, one_y), (other_x, other_y) in combinations(places, 2):
        assert abs(one_x - other_x) > 100 or abs(one_y - other_y) >= 16


def test_words_at_the_ends_of_close_lines_are_kept_apart():
    svg = time_chart([point(50, lower=49, upper=51)], "x")
    ends = sorted(
        float(text.get("y"))
        for text in parsed(svg).iter(f"{SVG}text")
        if re.match("Mean|Upper|Lower", text.text or "")
    )
    assert all(below - above >= 20 for above, below in pairwise(ends))


def test_a_mark_of_the_legend_is_skipped_by_readers_of_the_screen():
    assert parsed(legend_mark("diamond")).get("aria-hidden") == "true"
