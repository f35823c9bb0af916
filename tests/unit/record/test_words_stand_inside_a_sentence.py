"""A problem that somebody named stands in the middle of a sentence as people would write it."""

import pytest

from sdm_tool.domain.wording import ended, within_sentence


@pytest.mark.parametrize(
    ("named", "within"),
    [
        ("Low mood", "low mood"),
        ("A hard time", "a hard time"),
        ("low mood", "low mood"),
        ("Éducation", "éducation"),
        ("Sleeping, and School", "sleeping, and School"),
    ],
)
def test_a_first_word_has_a_small_letter(named: str, within: str):
    assert within_sentence(named) == within


@pytest.mark.parametrize("named", ["ADHD", "OCD at home", "I feel sad", "I’m tired", "16+ support"])
def test_capitals_that_belong_to_a_word_stay(named: str):
    assert within_sentence(named) == named


def test_no_words_stay_no_words():
    assert within_sentence("") == ""


@pytest.mark.parametrize("typed", ["Wait…", "Stop!", "‘No.’", '"Why?"'])
def test_a_sentence_that_ends_in_its_own_way_gets_no_full_stop(typed: str):
    assert ended(typed) == typed


def test_words_in_quotation_marks_without_an_end_get_one():
    assert ended("She said “no”") == "She said “no”."


def test_only_spaces_are_not_made_a_sentence():
    assert ended(" \n ") == ""
