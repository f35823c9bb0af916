"""Shares at the edges, and how many changes chance alone brings."""

import pytest

from sdm_tool.domain.intervals import wilson
from sdm_tool.services.audit_words import interval_words, many_looks, percent_words


@pytest.mark.parametrize(
    ("percent", "words"),
    [
        (0.0, "0%"),
        (0.01, "under 1%"),
        (0.49, "under 1%"),
        (0.5, "1%"),
        (46.5, "47%"),
        (99.4, "99%"),
        (99.5, "over 99%"),
        (99.99, "over 99%"),
        (100.0, "100%"),
    ],
)
def test_none_and_all_are_said_of_none_and_all_alone(percent, words):
    assert percent_words(percent) == words


def test_the_ends_of_an_interval_say_the_same():
    assert interval_words(41.2, 50.4) == "41 to 50"
    assert interval_words(0.1, 2.6) == "under 1 to 3"
    assert interval_words(97.4, 99.9) == "97 to over 99"
    for none_or_all in (0, 40):
        interval = wilson(none_or_all, 40)
        said = interval_words(100 * interval.low, 100 * interval.high)
        assert said == ("0 to 9" if none_or_all == 0 else "91 to 100")


@pytest.mark.parametrize(("comparisons", "expected"), [(2, "0.1"), (12, "0.6"), (20, "1")])
def test_as_many_changes_as_chance_brings_are_expected(comparisons, expected):
    assert many_looks(comparisons) == (
        f"Of {comparisons} comparisons, about 1 in 20 looks like a change by chance alone: "
        f"expect {expected} here."
    )


@pytest.mark.parametrize("comparisons", [0, 1])
def test_nothing_is_said_of_a_single_comparison(comparisons):
    assert many_looks(comparisons) == ""
