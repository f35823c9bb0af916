"""What a grid is held against by the service itself: two published lists, in our own words.

IPDAS version 4.0, the qualifying criteria (Q1 to Q6) and the certifying ones that fit a treatment
decision (C1 to C6): Joseph-Williams and others, Medical Decision Making, 2014. NICE ECD8, the
standards framework for shared decision making support tools, 2021, in its four sections.

No wording is theirs. A line with `recalled` was written from memory and was not read in the
published list, so nothing may claim that it is met: it stays "to be checked by the service".
"""

from dataclasses import dataclass
from enum import StrEnum


class Judgement(StrEnum):
    """How far a grid does what a line asks."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not-met"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One line. `asked`: a person has to answer it, because no machine can tell."""

    id: str
    words: str
    asked: bool = False
    recalled: bool = False


@dataclass(frozen=True, slots=True)
class CriteriaPart:
    """Lines that stand together in their list."""

    name: str
    source: str
    criteria: tuple[Criterion, ...]


def _told(line_id: str, words: str) -> Criterion:
    return Criterion(id=line_id, words=words)


def _asked(line_id: str, words: str) -> Criterion:
    return Criterion(id=line_id, words=words, asked=True)


def _recalled(line_id: str, words: str) -> Criterion:
    return Criterion(id=line_id, words=words, recalled=True)


_IPDAS = "IPDAS version 4.0 (Joseph-Williams and others, 2014)"
_NICE = "NICE standards framework ECD8 (2021)"

PARTS = (
    CriteriaPart(
        "IPDAS, qualifying: what makes it a decision aid",
        _IPDAS,
        (
            _asked("Q1", "The difficulty that the decision is about is described."),
            _told("Q2", "It says which decision is to be made."),
            _told("Q3", "Every option is described."),
            _told("Q4", "What may be good about each option is told."),
            _told("Q5", "What may be hard about each option is told."),
            _asked(
                "Q6",
                "It tells what living with what each option brings may be like: for the body, for "
                "the mind, and with other people.",
            ),
        ),
    ),
    CriteriaPart(
        "IPDAS, certifying: what guards against bias",
        _IPDAS,
        (
            _told("C1", "The good and the hard sides of the options are told in equal detail."),
            _told("C2", "It names the studies that it rests on, in it or beside it."),
            _told("C3", "It gives the date it was published."),
            _told("C4", "It says how it is kept up to date."),
            _told("C5", "It says how sure the numbers are."),
            _told("C6", "It says who paid for it."),
        ),
    ),
    CriteriaPart(
        "NICE section 1: content that every tool needs",
        _NICE,
        (
            _told("nice-condition", "It names the difficulty."),
            _asked(
                "nice-decision",
                "It says that there is a decision to make, and which part of care it is about.",
            ),
            _asked(
                "nice-options",
                "All reasonable options that evidence supports are there, with doing nothing new "
                "among them.",
            ),
            _asked(
                "nice-detail",
                "Each option is told without bias and fully enough to choose: what may come of "
                "it, how the difficulty goes on, side effects, and daily life.",
            ),
            _asked(
                "nice-neutral",
                "Nothing pushes an option: not the size or weight of letters, not colour, not "
                "words.",
            ),
            _asked("nice-values", "It helps people to bring in what matters to them."),
            _recalled(
                "nice-imagine",
                "It asks what matters, and helps to picture a life with each option.",
            ),
            _recalled(
                "nice-plain",
                "Words, layout and forms suit the people it is for, and it says who they are and "
                "how to use it.",
            ),
            _recalled(
                "nice-numbers",
                "Numbers are of the same size of group and the same length of time.",
            ),
            _recalled(
                "nice-framings",
                "Numbers are told both ways, with a picture.",
            ),
            _recalled(
                "nice-uncertain",
                "It says how unsure the numbers are.",
            ),
        ),
    ),
    CriteriaPart(
        "NICE section 2: how every tool is made",
        _NICE,
        (
            _recalled(
                "nice-sources",
                "It names its evidence, and says how that was chosen and how good it is.",
            ),
            _recalled(
                "nice-dates",
                "It gives its dates, and how it is kept up to date.",
            ),
            _recalled(
                "nice-authors",
                "It names its authors, who paid, and their interests.",
            ),
            _recalled(
                "nice-involved",
                "People who face the decision and professionals helped to make it, and it says "
                "how.",
            ),
        ),
    ),
    CriteriaPart(
        "NICE section 3: content that goes further",
        _NICE,
        (
            _recalled(
                "nice-steps", "It leads through the decision in steps, or has a list of questions."
            ),
            _recalled(
                "nice-forms",
                "It points to more help, and comes in other forms and languages.",
            ),
            _recalled(
                "nice-stories",
                "Stories of people, if there are any, are balanced.",
            ),
        ),
    ),
    CriteriaPart(
        "NICE section 4: making that goes further",
        _NICE,
        (
            _recalled(
                "nice-tested",
                "People who face the decision, and professionals, tried it out.",
            ),
            _recalled(
                "nice-reviewed",
                "People who did not make it reviewed it.",
            ),
            _recalled(
                "nice-reading",
                "How easy it is to read was measured, and is told.",
            ),
            _recalled(
                "nice-equality",
                "Its effect on equality was looked at.",
            ),
            _recalled(
                "nice-effect",
                "What it does for decisions was studied.",
            ),
            _recalled(
                "nice-methods",
                "How it was made is published in full.",
            ),
        ),
    ),
)

CRITERIA = {criterion.id: criterion for part in PARTS for criterion in part.criteria}
ANSWERABLE = tuple(
    criterion for criterion in CRITERIA.values() if criterion.asked or criterion.recalled
)
"""What people may write about: they answer what is asked, and may note what they checked."""
