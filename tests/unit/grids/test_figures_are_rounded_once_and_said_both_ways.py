"""Frequencies: half up, once; both framings sum to 100; the smallest stay words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.figures import (
    both_framings,
    frequency_words,
    is_told_in_words,
    rounded_per_100,
)
from sdm_tool.domain.grid import Figure

PER_100 = st.decimals(0, 100, places=3)


@pytest.mark.parametrize(
    ("published", "due"),
    [("66.7", 67), ("48.1", 48), ("2.5", 3), ("3.5", 4), ("0.49", 0), ("99.5", 100), ("0", 0)],
)
def test_halves_go_up(published, due):
    assert rounded_per_100(Decimal(published)) == due


@given(PER_100)
def test_rounding_moves_a_number_by_half_at_most(published):
    assert abs(rounded_per_100(published) - published) <= Decimal("0.5")


@pytest.mark.parametrize("published", ["-0.1", "100.1"])
def test_numbers_outside_a_hundred_are_refused(published):
    with pytest.raises(DomainError):
        rounded_per_100(Decimal(published))


@pytest.mark.parametrize(
    ("published", "studied", "words"),
    [
        ("66.7", 60, "67 of 100"),
        ("0.5", 60, "1 of 100"),
        ("0.4", 60, "fewer than 1 of 100"),
        ("0", 60, "none of the 60 in this study"),
        ("0", None, "none of those in this study"),
    ],
)
def test_small_numbers_become_words(published, studied, words):
    assert frequency_words(Decimal(published), studied) == words


def test_numbers_at_either_end_are_told_in_words():
    in_words = [
        number
        for number in ("0", "0.49", "0.5", "50", "99.5", "99.51", "100")
        if is_told_in_words(Decimal(number))
    ]
    assert in_words == ["0", "0.49", "99.51", "100"]


@given(st.integers(0, 100), st.integers(0, 100))
def test_both_framings_sum_to_a_hundred(with_option, with_comparator):
    figure = Figure(
        *["evidence", with_option, with_comparator, "got better", "did not"],
        *["after 8 weeks", "teenagers", "waiting", "Not very sure."],
    )
    framings = both_framings(figure)
    for side, happened in (
        (framings.with_option, with_option),
        (framings.with_comparator, with_comparator),
    ):
        assert side.happened + side.did_not == 100
        assert side.happened_words == f"{happened} of 100 got better"
        assert side.did_not_words == f"{100 - happened} of 100 did not"
