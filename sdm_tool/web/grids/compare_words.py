"""What the parts of a grid, their fields and their values are called where versions differ."""

from dataclasses import dataclass
from datetime import date

from sdm_tool.domain.grid import Ages, GridAudience, Setting, SourceKind
from sdm_tool.domain.grid_compare import ChangeKind, Part, Value
from sdm_tool.domain.wording import plain_date
from sdm_tool.web.grid_presenters import ages_words
from sdm_tool.web.grids.presenters import SPEAKS_TO


@dataclass(frozen=True, slots=True)
class Thing:
    """What a part is made of, for one and for several."""

    one: str
    many: str


KIND_WORDS = {
    ChangeKind.ADDED: "Added",
    ChangeKind.REMOVED: "Removed",
    ChangeKind.CHANGED: "Changed",
}
PART_NAMES = {
    Part.ABOUT: "About",
    Part.OPTIONS: "Options",
    Part.QUESTIONS: "Questions",
    Part.ANSWERS: "Answers",
    Part.FIGURES: "Figures",
    Part.SOURCES: "Sources",
    Part.GOVERNANCE: "Who stands behind it",
}
THINGS = {
    Part.OPTIONS: Thing("option", "options"),
    Part.QUESTIONS: Thing("question", "questions"),
    Part.ANSWERS: Thing("answer", "answers"),
    Part.FIGURES: Thing("figure", "figures"),
    Part.SOURCES: Thing("source", "sources"),
}
_LABELS = {
    Part.ABOUT: {
        "title": "Title",
        "decision": "The decision",
        "for_whom": "Who this is for",
        "not_for": "Who this is not for",
        "urgent_help": "If you need help now",
        "ages": "Ages",
        "audience": "Who it speaks to",
        "language": "Language",
        "format": "Format",
        "made_from": "Made from",
        "phrases": "Words around it",
        "country": "Country",
        "setting": "Where the options are offered",
        "groupings": "Groupings",
        "safety_first": "Safety comes first",
    },
    Part.OPTIONS: {
        "name": "Name",
        "line": "In one line",
        "provider": "Who provides it",
        "ages": "Ages",
        "only_if": "Only if",
        "picture": "Picture",
        "no_change": "It is keeping things as they are",
    },
    Part.QUESTIONS: {
        "text": "The question",
        "note": "The note beside it",
        "by_service": "Each service answers it for itself",
    },
    Part.ANSWERS: {
        "text": "The answer",
        "unknown": "What is not known",
        "picture": "Picture",
        "sources": "Source",
    },
    Part.FIGURES: {
        "with_option": "Of 100, with the option",
        "with_comparator": "Of 100, with what it is compared with",
        "happened": "What happened",
        "did_not": "What did not",
        "after": "After how long",
        "people": "Who was studied",
        "compared_with": "Compared with",
        "how_sure": "How sure we are",
        "like_for_like": "The set it may be compared in",
    },
    Part.SOURCES: {
        "citation": "What it is",
        "year": "Year",
        "url": "Where to read it",
        "kind": "Kind",
    },
    Part.GOVERNANCE: {
        "authors": "Written by",
        "reviewers": "Checked by",
        "interests": "Interests",
        "funder": "Paid for by",
        "published": "Published",
        "review_by": "To be looked at again by",
        "update_policy": "How it is kept up to date",
        "licence": "Licence",
    },
}
# By kind: members of two kinds may have the same value, and would be one key.
_NAMED_VALUES: dict[type, dict[str, str]] = {
    GridAudience: {audience: words.capitalize() for audience, words in SPEAKS_TO.items()},
    Setting: {
        Setting.NHS: "In the NHS",
        Setting.OUTSIDE_NHS: "Outside the NHS",
        Setting.BOTH: "In the NHS and outside it",
    },
    SourceKind: {
        SourceKind.EVIDENCE: "Published results",
        SourceKind.GUIDELINE: "A national guideline",
    },
}


def field_label(part: Part, name: str) -> str:
    """Return what a field of a part is called."""
    return _LABELS[part][name]


def value_words(value: Value) -> str:
    """Return a value as people read it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Ages):
        return ages_words(value)
    if isinstance(value, date):
        return plain_date(value)
    if isinstance(value, tuple):
        return ", ".join(each.replace("-", " ") for each in value)
    if type(value) in _NAMED_VALUES:
        return _NAMED_VALUES[type(value)][str(value)]
    return str(value)


def counted(number: int, thing: Thing) -> str:
    """Return for example "1 option is" or "62 answers are"."""
    return f"1 {thing.one} is" if number == 1 else f"{number} {thing.many} are"
