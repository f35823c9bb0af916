"""What a summary says, as plain values whose words and dates are already written out.

Services fill it; the web page and the PDF show it through one template, so they cannot differ.
"""

from dataclasses import asdict, dataclass
from typing import Literal

from sdm_tool.domain.wording import ended
from sdm_tool.outputs.pdf_templates import render
from sdm_tool.outputs.pictures import VoiceKind

_LONGEST_IN_A_COLUMN = 120
"""Characters: about six lines of the narrowest column on paper."""

Audience = Literal["young-person", "parent", "private"]


@dataclass(frozen=True, slots=True)
class WhatMatters:
    """One voice: a heading ("What matters to you"), their own words, the questions they marked."""

    shape: VoiceKind
    heading: str
    words: tuple[str, ...]
    marked: tuple[str, ...] = ()
    marked_heading: str = ""
    """What stands before the questions: "You said this question matters:"."""
    is_reader: bool = False
    """True for the person the copy is for: their words stand first and larger."""


@dataclass(frozen=True, slots=True)
class DecisionBox:
    """The box at the heart of the page. Undecided, `decision` reads "Not decided yet"."""

    decision: str
    is_decided: bool
    lines: tuple[str, ...]
    """Who decided and on what footing, who sees it differently."""
    review: str
    """When we look again, as a sentence."""
    change: str
    """How to change your mind, as a sentence."""


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One option that was talked about. Rows stand A to Z; the order means nothing."""

    name: str
    good: tuple[str, ...]
    hard: tuple[str, ...]
    not_known: tuple[str, ...]
    note: str = ""
    """Such as "Not open to us now, because …"."""


@dataclass(frozen=True, slots=True)
class Arm:
    """One group of a study: of 100, how many did and how many did not. Made by arm_of_100."""

    name: str
    """Its heading, true of everyone in the group: "After 8 weeks", "Compared with ..."."""
    did: int
    did_words: str
    did_not: int
    did_not_words: str
    title: str
    """The picture in words, both framings."""


def arm_of_100(name: str, did: int, did_words: str, did_not_words: str) -> Arm:
    """An arm in which `did` of 100 did (1 to 100; under 1 of 100 is told in words, undrawn).

    Raises ValueError for any other number.
    """
    if not 1 <= did <= 100:  # noqa: PLR2004 - the one denominator of every figure
        raise ValueError(f"an arm shows 1 to 100 people of 100, not {did}")
    did_not = 100 - did
    title = f"{did} of 100 {did_words}, {did_not} of 100 {did_not_words}"
    return Arm(name, did, did_words, did_not, did_not_words, title)


@dataclass(frozen=True, slots=True)
class Figure:
    """The option and its own study's comparator, in that order, and what stands beside them."""

    arms: tuple[Arm, Arm]
    notes: tuple[str, ...]
    """Who was studied, and how sure it is."""


@dataclass(frozen=True, slots=True)
class HonestPart:
    """The honest note of one chosen option. An empty text is left out, never filled in."""

    option: str
    figures: tuple[Figure, ...] = ()
    success: str = ""
    likely: str = ""
    if_not: str = ""
    ends: str = ""
    not_known: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """Who does what by when."""

    who: str
    what: str
    by_when: str
    shape: VoiceKind | None = None


@dataclass(frozen=True, slots=True)
class UrgentContact:
    """A situation in words and whom to reach, as "999, or go to A&E"."""

    situation: str
    contact: str


@dataclass(frozen=True, slots=True)
class SmallPrint:
    """The foot of the last page."""

    wrong: str
    """How to say that something is wrong."""
    who_has_this: str
    about_you: str
    """What is written about the person, and who can see it."""
    where_from: str
    """Grid title, version, published or "a draft that no clinician …", review due."""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """One copy for one audience. It never holds a CollaboRATE answer or a kept-private note."""

    audience: Audience
    title: str
    date_text: str
    people_text: str
    status_line: str
    """The words of the conversation's state, on every page: "Draft: we may still change this"."""
    record_code: str
    decision: DecisionBox
    small_print: SmallPrint
    for_name: str = ""
    """Typed for this print and not stored."""
    is_practice: bool = False
    is_demonstration: bool = False
    notices: tuple[str, ...] = ()
    """Replaced, entered in error, withdrawn grid, and the like, as sentences."""
    what_matters: tuple[WhatMatters, ...] = ()
    options: tuple[OptionRow, ...] = ()
    honest: tuple[HonestPart, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    still_to_ask: tuple[str, ...] = ()
    urgent_words: tuple[str, ...] = ()
    urgent_contacts: tuple[UrgentContact, ...] = ()
    urgent_checked: str = ""
    """When the contacts were last checked, as a sentence."""


def summary_context(summary: Summary) -> dict[str, object]:
    """The summary as plain values under the name that `summaries/_body.html` reads."""
    sources = "; ".join(source.rstrip(". ") for source in summary.small_print.sources)
    worked_out = {
        "status_line": ended(summary.status_line),
        "for_name": ended(summary.for_name),
        "page_marks": _page_marks(summary),
        "sources_line": ended(sources),
        "options_are_long": any(_is_long(option) for option in summary.options),
    }
    return {"summary": {**asdict(summary), **worked_out}}


def summary_html(summary: Summary) -> str:
    """The whole document for `PdfMaker.draw`."""
    return render("pdf/summary.html", summary_context(summary))


def _is_long(option: OptionRow) -> bool:
    cells = option.good, option.hard, option.not_known
    return any(sum(map(len, points)) > _LONGEST_IN_A_COLUMN for points in cells)


def _page_marks(summary: Summary) -> str:
    """What every page says above the text besides the state; empty when there is nothing."""
    marks = (
        "Demonstration." if summary.is_demonstration else "",
        "Practice." if summary.is_practice else "",
    )
    return " ".join(mark for mark in marks if mark)
