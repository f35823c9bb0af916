"""What a young person may be asked of themself: a closed list, and nobody else's answer."""

import pytest

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.equity import NOT_SAID, PREFERS_NOT_TO_SAY, QUESTIONS, Equity, equity_bands
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.fairness import ONLY_WHEN_ASKED, Dimension, in_order

YOUNG_PERSON, PARENT = Respondent.YOUNG_PERSON, Respondent.PARENT
GIRL = {Equity.GENDER: "girl or woman"}


def test_nothing_is_a_band_while_nothing_is_asked():
    assert equity_bands((), YOUNG_PERSON, GIRL) == {}


def test_what_was_said_is_the_band_and_what_was_not_is_missing():
    assert equity_bands(tuple(Equity), YOUNG_PERSON, GIRL) == {
        "ethnic group": NOT_SAID,
        "gender": "girl or woman",
        "care experience": NOT_SAID,
    }


def test_not_wanting_to_say_is_an_answer_and_not_missing():
    told = {Equity.GENDER: PREFERS_NOT_TO_SAY}
    assert equity_bands([Equity.GENDER], YOUNG_PERSON, told) == {"gender": "prefers not to say"}


def test_nobody_is_asked_for_a_parents_form():
    assert equity_bands(tuple(Equity), PARENT, GIRL) == {}


@pytest.mark.parametrize("answer", ["Girl", "yes", NOT_SAID, "White"])
def test_an_answer_that_there_is_not_is_refused(answer: str):
    with pytest.raises(DomainError, match="Choose one of the answers") as refusal:
        equity_bands([Equity.GENDER], YOUNG_PERSON, {Equity.GENDER: answer})
    assert refusal.value.field == "gender"


@pytest.mark.parametrize("equity", Equity)
def test_each_is_a_dimension_whose_bands_stand_as_they_are_read_out(equity: Equity):
    dimension, answers = Dimension(equity.value), QUESTIONS[equity].answers
    assert dimension in ONLY_WHEN_ASKED
    assert answers[-1] == PREFERS_NOT_TO_SAY
    assert in_order(dimension, [NOT_SAID, *reversed(answers)]) == (*answers, NOT_SAID)
