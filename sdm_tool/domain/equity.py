"""What a service may ask a young person of themself, to see whether all are treated alike.

None of it is asked until a service switches it on. What was said is counted, one thing at a time,
and never written on a record.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.domain.errors import DomainError

NOT_SAID = "not said"
"""The band of those of whom nothing was recorded, in every dimension of fairness."""
PREFERS_NOT_TO_SAY = "prefers not to say"


class Equity(StrEnum):
    """The whole list of what may be asked."""

    ETHNIC_GROUP = "ethnic group"
    GENDER = "gender"
    CARE_EXPERIENCE = "care experience"


@dataclass(frozen=True, slots=True)
class EquityQuestion:
    """How one of them is asked, and the only answers there are."""

    words: str
    """As it is read out to the young person."""
    said: tuple[str, ...]

    @property
    def answers(self) -> tuple[str, ...]:
        """What can be said, in the order it is read out; not saying it is the last."""
        return (*self.said, PREFERS_NOT_TO_SAY)


QUESTIONS: Mapping[Equity, EquityQuestion] = MappingProxyType(
    {
        # The five broad groups of the census of England and Wales: finer ones would wait for ever.
        Equity.ETHNIC_GROUP: EquityQuestion(
            "Which of these would you say is your ethnic group?",
            (
                "Asian or Asian British",
                "Black, Black British, Caribbean or African",
                "mixed or multiple ethnic groups",
                "White",
                "another ethnic group",
            ),
        ),
        Equity.GENDER: EquityQuestion(
            "How would you describe your gender?",
            ("girl or woman", "boy or man", "non-binary, or another word"),
        ),
        Equity.CARE_EXPERIENCE: EquityQuestion(
            "Are you looked after (in care), or have you ever been?",
            ("looked after now", "looked after before", "never looked after"),
        ),
    }
)


@dataclass(frozen=True, slots=True)
class YoungPersonSaid:
    """What the young person said when somebody was offered the form."""

    agrees: bool = False
    """From 18: yes, my parent may be asked."""
    equity: Mapping[Equity, str] = field(default_factory=lambda: MappingProxyType({}))
    """Of themself. What they were not asked is not in it, or empty."""


NOTHING_SAID = YoungPersonSaid()


def equity_bands(
    asked: Collection[Equity], respondent: Respondent, told: Mapping[Equity, str]
) -> Mapping[str, str]:
    """Return the band in each of what the service asks; NOT_SAID where nobody asked or told.

    There are none for a parent's form: the young person speaks for themself, and what a parent
    would say of them is another thing. What the service does not ask is left out even when it was
    told, so that a page left open adds nothing. DomainError for an answer that there is not.
    """
    if respondent is not Respondent.YOUNG_PERSON:
        return {}
    return {each.value: _band(each, told.get(each, "")) for each in Equity if each in asked}


def _band(equity: Equity, answer: str) -> str:
    if answer and answer not in QUESTIONS[equity].answers:
        raise DomainError("Choose one of the answers in the list.", field=equity.name.lower())
    return answer or NOT_SAID
