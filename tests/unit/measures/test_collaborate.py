"""CollaboRATE: what is a complete response, what is scored, and from how many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdm_tool.domain.collaborate import Answers, read_answers, score, score_counts

ITEM = st.one_of(st.none(), st.integers(0, 9))
RESPONSES = st.lists(st.builds(Answers, ITEM, ITEM, ITEM), max_size=80)
TOP = Answers(9, 9, 9)
OTHER = Answers(6, 7, 8)
PART = Answers(9, None, 9)


def test_the_worked_case():
    result = score([TOP] * 12 + [OTHER] * 15 + [PART] * 3, offered=40)
    assert (result.offered, result.complete, result.incomplete) == (40, 27, 3)
    assert result.shown
    assert result.why_not is None
    assert result.top_score == pytest.approx(1200 / 27)
    assert result.top_score_ci95 == pytest.approx((27.6, 62.7), abs=0.05)
    assert result.mean == pytest.approx((12 * 9 + 15 * 7) / 27)
    assert result.wording == "too few to compare teams"


def test_one_item_below_nine_is_not_a_top_score():
    assert score([Answers(9, 9, 8)] * 25, offered=25).top_score == 0


def test_the_mean_is_the_mean_of_three_items():
    third = [Answers(9, 9, 9), Answers(9, 9, 8), Answers(6, 7, 8)]
    result = score(third * 10, offered=30)
    assert result.top_score == pytest.approx(100 / 3)
    assert result.mean == pytest.approx((9 + 26 / 3 + 7) / 3)


def test_under_25_complete_nothing_is_scored_however_many_are_incomplete():
    result = score([TOP] * 24 + [PART] * 50, offered=90)
    assert not result.shown
    assert result.why_not == "fewer than 25 complete"
    assert result.top_score is result.top_score_ci95 is result.mean is result.wording is None
    assert (result.complete, result.incomplete) == (24, 50)


def test_no_responses_at_all_are_not_an_error():
    result = score([], offered=0)
    assert not result.shown
    assert result.complete == 0


@pytest.mark.parametrize(
    ("complete", "wording"),
    [
        (25, "too few to compare teams"),
        (99, "too few to compare teams"),
        (100, "compare with care"),
        (189, "compare with care"),
        (190, "comparison allowed"),
        (5000, "comparison allowed"),
    ],
)
def test_the_words_beside_a_score_follow_the_number_of_responses(complete, wording):
    assert score([OTHER] * complete, offered=complete).wording == wording


@given(RESPONSES, st.integers(0, 200))
def test_a_score_never_appears_under_25_and_counts_always_add_up(responses, offered):
    result = score(responses, offered)
    assert result.complete + result.incomplete == len(responses)
    assert result.offered == offered
    assert result.shown == (result.complete >= 25)
    assert (result.top_score is None) == (not result.shown)
    if result.shown:
        low, high = result.top_score_ci95
        assert 0 <= low <= result.top_score <= high <= 100
        assert 0 <= result.mean <= 9


@given(RESPONSES)
def test_counted_rows_score_as_the_responses_do(responses):
    totals = [answers.total for answers in responses if answers.total is not None]
    counted = score_counts(
        complete=len(totals),
        top=totals.count(27),
        sum_of_items=sum(totals),
        incomplete=len(responses) - len(totals),
        offered=7,
    )
    assert counted == score(responses, offered=7)


@pytest.mark.parametrize(
    ("complete", "top", "sum_of_items", "incomplete"),
    [
        (-1, 0, 0, 0),
        (30, 31, 31 * 27, 0),
        (30, 0, 0, -1),
        (30, 30, 30 * 27 - 1, 0),
        (30, 0, 30 * 26 + 1, 0),
        (0, 0, 5, 0),
    ],
)
def test_counts_that_no_responses_can_have_are_refused(complete, top, sum_of_items, incomplete):
    with pytest.raises(ValueError, match="counts"):
        score_counts(
            complete=complete,
            top=top,
            sum_of_items=sum_of_items,
            incomplete=incomplete,
            offered=50,
        )


def test_a_well_formed_form_is_read():
    reading = read_answers({"q1": ["0"], "q2": ["9"], "q3": ["4"], "csrf_token": ["x", "y"]})
    assert reading.answers == Answers(0, 9, 4)
    assert reading.answers.blank_items == ()
    assert not reading.faults


@pytest.mark.parametrize("left_out", [{}, {"q2": []}, {"q2": [""]}])
def test_a_blank_item_is_none_and_is_not_a_fault(left_out):
    reading = read_answers({"q1": ["1"], "q3": ["3"]} | left_out)
    assert reading.answers == Answers(1, None, 3)
    assert reading.answers.blank_items == ("q2",)
    assert reading.answers.total is None


@pytest.mark.parametrize(
    "wrong",
    ["10", "-1", "4.5", "nine", "٣", "３", "³", "+3", "03", " 3", "3\n", "3e0", "null", "[3]", " "],
)
def test_anything_but_one_digit_is_refused_beside_its_item(wrong):
    reading = read_answers({"q1": ["9"], "q2": [wrong], "q3": ["9"]})
    assert reading.answers is None
    assert dict(reading.faults) == {"q2": "Choose a whole number from 0 to 9."}


def test_several_values_for_one_item_are_refused_even_when_they_agree():
    reading = read_answers({"q1": ["9", "9"], "q2": ["x"], "q3": ["9"]})
    assert reading.answers is None
    assert reading.faults["q1"] == "Choose one number only."
    assert set(reading.faults) == {"q1", "q2"}


@pytest.mark.parametrize("value", [-1, 10, 4.0, True, "9"])
def test_answers_hold_nothing_but_whole_numbers_on_the_scale(value):
    with pytest.raises(ValueError, match="whole number from 0 to 9"):
        Answers(9, value, 9)
