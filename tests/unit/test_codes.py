"""Record codes catch a slip of the fingers; feedback codes have another shape."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdm_tool.domain.codes import (
    ALPHABET,
    FEEDBACK_CODE_RANDOM_VALUES,
    RECORD_CODE_RANDOM_VALUES,
    format_feedback_code,
    format_record_code,
    make_feedback_code,
    make_record_code,
    read_feedback_code,
    read_record_code,
)
from sdm_tool.domain.errors import DomainError

_VALUES = st.integers(0, 22)
RECORD_CODES = st.lists(
    _VALUES, min_size=RECORD_CODE_RANDOM_VALUES, max_size=RECORD_CODE_RANDOM_VALUES
).map(make_record_code)
FEEDBACK_CODES = st.lists(
    _VALUES, min_size=FEEDBACK_CODE_RANDOM_VALUES, max_size=FEEDBACK_CODE_RANDOM_VALUES
).map(make_feedback_code)


def refusal(text):
    with pytest.raises(DomainError) as refused:
        read_record_code(text)
    assert refused.value.field == "code"
    return refused.value.message


def test_the_alphabet_has_no_vowel_and_nothing_easily_mistaken():
    assert len(set(ALPHABET)) == len(ALPHABET) == 23
    assert not set(ALPHABET) & set("AEIOUY01BLSVZ")


def test_a_known_code():
    assert make_record_code([0, 1, 2, 3, 4, 5, 6]) == "2345678M"
    assert read_record_code("2345-678M") == "2345678M"


@given(RECORD_CODES)
def test_a_printed_code_is_read_back(code):
    printed = format_record_code(code)
    assert len(printed) == 9
    assert printed[4] == "-"
    assert read_record_code(printed) == code


@given(RECORD_CODES)
def test_lower_case_spaces_and_any_dash_are_accepted(code):
    typed = f"  {code[:2].lower()} {code[2:4]}\u2013{code[4:].lower()}\u00a0\n"
    assert read_record_code(typed) == code


@given(RECORD_CODES)
def test_every_single_wrong_character_is_caught(code):
    for place, right in enumerate(code):
        for wrong in ALPHABET.replace(right, ""):
            with pytest.raises(DomainError):
                read_record_code(code[:place] + wrong + code[place + 1 :])


@given(RECORD_CODES)
def test_every_swap_of_two_characters_is_caught(code):
    for first, second in combinations(range(8), 2):
        if code[first] == code[second]:
            continue
        swapped = list(code)
        swapped[first], swapped[second] = swapped[second], swapped[first]
        with pytest.raises(DomainError):
            read_record_code("".join(swapped))


def test_a_wrong_check_says_what_to_do():
    assert refusal("2345-6785") == (
        "One character looks wrong, or two are swapped. Check the code and type it again."
    )


def test_a_wrong_length_says_how_many():
    assert refusal("2345-678") == "A record code has 8 characters. This has 7."
    assert refusal("CDFG HJK MNP") == "A record code has 8 characters. This has 10."


@pytest.mark.parametrize("typed", ["O345-678M", "２345-678M", "2345_678M", "<345-678M"])
def test_a_character_no_code_has_is_named(typed):
    wrong = next(character for character in typed if character not in ALPHABET + "-")
    assert refusal(typed).startswith(f"No record code has the character {wrong!r} in it.")


@pytest.mark.parametrize("typed", ["", "   ", "--"])
def test_nothing_typed_asks_for_the_code(typed):
    assert refusal(typed) == "Type the record code."


@given(FEEDBACK_CODES)
def test_a_feedback_code_is_printed_in_three_groups_and_read_in_two_parts(code):
    printed = format_feedback_code(code)
    assert [len(group) for group in printed.split(" ")] == [4, 3, 3]
    assert read_feedback_code(printed.lower()) == (code[:4], code[4:])


@given(FEEDBACK_CODES, RECORD_CODES)
def test_neither_kind_of_code_is_taken_for_the_other(feedback_code, record_code):
    with pytest.raises(DomainError):
        read_record_code(format_feedback_code(feedback_code))
    with pytest.raises(DomainError, match="A feedback code has 10 characters"):
        read_feedback_code(format_record_code(record_code))


@pytest.mark.parametrize("values", [[], [0] * 6, [0] * 6 + [23], [0] * 6 + [-1], [0] * 8])
def test_codes_are_made_from_the_right_number_of_values_in_range(values):
    with pytest.raises(ValueError, match="7 whole numbers from 0 to 22"):
        make_record_code(values)


def test_feedback_codes_need_ten_values():
    with pytest.raises(ValueError, match="10 whole numbers from 0 to 22"):
        make_feedback_code([1] * 7)
