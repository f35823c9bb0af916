"""An option grid: one difficulty, one decision; options are columns, questions are rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from unicodedata import combining, normalize

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid_formats import ENGLISH, Format, MadeFrom, Phrases, PictureSlot
from sdm_tool.domain.sections import Grouping

_SELF_HARM, _EATING = "self-harm", "eating"


class Setting(StrEnum):
    """Where the options of a grid are offered."""

    NHS = "nhs"
    OUTSIDE_NHS = "outside-nhs"
    BOTH = "both"


class GridAudience(StrEnum):
    """Who a grid speaks to."""

    YOUNG_PERSON = "young-person"
    PARENT = "parent"
    BOTH = "both"


class SourceKind(StrEnum):
    """What stands behind the words: published results, or a national guideline."""

    EVIDENCE = "evidence"
    GUIDELINE = "guideline"


@dataclass(frozen=True, slots=True)
class Ages:
    """Whole years, both ends included."""

    youngest: int
    oldest: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One published pair: how many of 100 with the option and with what it was compared with."""

    evidence_id: str
    with_option: int
    with_comparator: int
    happened: str
    did_not: str
    after: str
    people: str
    compared_with: str
    how_sure: str
    like_for_like: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One cell. Holds text, figures, or what is not known and why; never nothing."""

    text: str | None = None
    figures: tuple[Figure, ...] = ()
    unknown: str | None = None
    sources: tuple[str, ...] = ()
    picture: PictureSlot | None = None

    def __post_init__(self) -> None:
        if not (self.text or self.figures or self.unknown):
            raise DomainError("An answer says something, or says what is not known and why.")


@dataclass(frozen=True, slots=True)
class Option:
    """One column."""

    id: str
    name: str
    line: str
    provider: str
    ages: Ages | None = None
    only_if: str | None = None
    no_change: bool = False
    picture: PictureSlot | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One row. `by_service`: each service answers it for itself, so the grid holds no answer."""

    id: str
    text: str
    note: str | None = None
    by_service: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where words or figures come from."""

    id: str
    citation: str
    year: int | None
    url: str
    kind: SourceKind


@dataclass(frozen=True, slots=True)
class Contributor:
    """Someone who wrote or reviewed a grid, and in what role."""

    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One version of a grid, complete and unchangeable, options in A to Z order by name."""

    slug: str
    version: str
    language: str
    title: str
    decision: str
    ages: Ages
    country: str
    groupings: tuple[Grouping, ...]
    setting: Setting
    audience: GridAudience
    for_whom: str
    not_for: str
    urgent_help: str
    safety_first: bool
    options: tuple[Option, ...]
    questions: tuple[Question, ...]
    answers: Mapping[str, Mapping[str, Answer]]
    sources: tuple[Source, ...]
    authors: tuple[Contributor, ...]
    reviewers: tuple[Contributor, ...]
    interests: str
    funder: str
    published: date | None
    review_by: date | None
    update_policy: str
    licence: str
    format: Format = Format.STANDARD
    made_from: MadeFrom | None = None
    phrases: Phrases | None = None
    """None in English, where the words around a grid may change without a new version of it."""

    def __hash__(self) -> int:
        """Quick, so that what is worked out from a version can be kept beside it."""
        return hash((self.slug, self.version))

    def __post_init__(self) -> None:
        in_order = sorted(self.options, key=lambda option: (_letters(option.name), option.id))
        closed = {option: MappingProxyType(dict(row)) for option, row in self.answers.items()}
        object.__setattr__(self, "options", tuple(in_order))
        object.__setattr__(self, "answers", MappingProxyType(closed))

    @property
    def words_around(self) -> Phrases:
        """The words around the grid's own, in its language."""
        return self.phrases or ENGLISH

    @property
    def difficulty(self) -> str:
        """What it is about: the title without the part that says whom a second grid speaks to."""
        return self.title.partition(": ")[0]

    @property
    def nobody_checked(self) -> str:
        """Who has not checked a draft without reviewers: "no clinician and no young person"."""
        reader = "parent" if self.audience is GridAudience.PARENT else "young person"
        return f"no clinician and no {reader}"

    def option(self, option_id: str) -> Option:
        """The option with this id; refused when the grid has no such option."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise DomainError("There is no such option on this grid.", field="option")

    def question(self, question_id: str) -> Question:
        """The question with this id; refused when the grid has no such question."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise DomainError("There is no such question on this grid.", field="question")

    def answer(self, option_id: str, question_id: str) -> Answer | None:
        """The answer in this cell, or None where the service answers or nothing matches."""
        return self.answers.get(option_id, {}).get(question_id)

    @property
    def no_change_option(self) -> Option:
        """The option of keeping things as they are; every grid that was read from files has one."""
        for option in self.options:
            if option.no_change:
                return option
        raise DomainError("This grid has no option of keeping things as they are.")

    @property
    def is_about_self_harm(self) -> bool:
        """True for a grid that is read with a clinician and never given ahead or on its own."""
        told_from = self.made_from.slug if self.made_from else self.slug
        return about_self_harm(
            self.slug, self.title, safety_first=self.safety_first
        ) or about_self_harm(told_from, self.title, safety_first=False)

    @property
    def is_draft(self) -> bool:
        """True until the grid carries a date of publication."""
        return self.published is None


def about_self_harm(slug: str, title: str, *, safety_first: bool) -> bool:
    """Tell a grid about self-harm from the others.

    One whose slug begins "self-harm" is, whatever its title says. So is every other grid that puts
    safety first and is not about eating: in doubt a grid is kept to the conversation.
    """
    is_about_eating = _EATING in slug or _EATING in title.casefold()
    return slug.startswith(_SELF_HARM) or (safety_first and not is_about_eating)


def _letters(name: str) -> str:
    """The name as an index sorts it: without case, and accented letters beside the plain ones."""
    return "".join(sign for sign in normalize("NFKD", name.casefold()) if not combining(sign))
