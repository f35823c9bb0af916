"""What the editor says about the evidence of a draft, and which answers rest on each piece."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from sdm_tool.domain.evidence_edit import (
    EvidenceList,
    behind,
    place_words,
    source_of,
    sources_of,
    uses_in,
)
from sdm_tool.domain.figures import WHOLE, is_told_in_words, rounded_per_100
from sdm_tool.domain.grid_checks.values import IDENTIFIER
from sdm_tool.domain.grid_document import Document
from sdm_tool.web.grid_drafts.addresses import answer_href, base_of, source_href
from sdm_tool.web.grid_drafts.evidence_forms import SHOWN_TO
from sdm_tool.web.grid_drafts.presenters import PartLine

NAMES = {EvidenceList.RECORD: "Evidence records", EvidenceList.POSITION: "Guideline positions"}
NOT_WRITTEN = "Nothing is written about it yet."
NO_FACTS = "No guideline is named"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One piece of evidence in the list."""

    id: str
    href: str
    words: str
    facts: str
    uses: tuple[PartLine, ...]
    uses_words: str


@dataclass(frozen=True, slots=True)
class SourceList:
    """The evidence of one kind."""

    name: str
    lines: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class SourceShown:
    """The piece of evidence that is open: what rests on it, and which stand around it."""

    id: str
    uses: tuple[PartLine, ...]
    figure: str
    before: str
    after: str


def present_sources(
    draft_id: str, grid: Document, evidence: Document, kind: EvidenceList
) -> SourceList:
    """Return the evidence of one kind, in the order of the file."""
    lines = tuple(_line(draft_id, grid, kind, each) for each in sources_of(evidence, kind))
    return SourceList(f"{NAMES[kind]}: {len(lines)}", lines)


def present_source(
    draft_id: str, grid: Document, evidence: Document, which: tuple[EvidenceList, str]
) -> SourceShown:
    """Return what stands around one piece of evidence, by its kind and its id."""
    kind, source_id = which
    sources, source = sources_of(evidence, kind), source_of(evidence, kind, source_id)
    hrefs, at = [_href(draft_id, kind, each) for each in sources], sources.index(source)
    return SourceShown(
        id=source_id,
        uses=_uses(draft_id, grid, source_id),
        figure=_figure_words(source) if kind is EvidenceList.RECORD else "",
        before=hrefs[at - 1] if at else "",
        after=hrefs[at + 1] if at + 1 < len(hrefs) else "",
    )


def present_behind(draft_id: str, evidence: Document, answer: Document) -> tuple[PartLine, ...]:
    """Return the evidence that an answer rests on, as far as it is in the draft."""
    hrefs = {
        str(each.get("id")): _href(draft_id, kind, each)
        for kind in EvidenceList
        for each in sources_of(evidence, kind)
    }
    return tuple(PartLine(each, hrefs[each], "") for each in behind(answer) if each in hrefs)


def _line(draft_id: str, grid: Document, kind: EvidenceList, source: Document) -> SourceLine:
    uses = _uses(draft_id, grid, str(source.get("id")))
    answers = "1 answer" if len(uses) == 1 else f"{len(uses)} answers"
    facts = _record_facts(source) if kind is EvidenceList.RECORD else _position_facts(source)
    return SourceLine(
        id=str(source.get("id")),
        href=_href(draft_id, kind, source),
        words=str(source.get("outcome") or source.get("paraphrase") or NOT_WRITTEN),
        facts=". ".join(facts) or NO_FACTS,
        uses=uses,
        uses_words=f"Behind {answers}" if uses else "Behind no answer yet",
    )


def _record_facts(record: Document) -> Iterator[str]:
    if words := str(record.get("option") or ""):
        yield words[:1].upper() + words[1:]
    shown_to = SHOWN_TO.get(str(record.get("display")))
    if shown_to:
        yield f"For {shown_to.lower()}"
    yield "Verified" if record.get("verified") is True else "Not verified"


def _position_facts(position: Document) -> Iterable[str]:
    told = (position.get("guideline"), position.get("strength"))
    return [str(each) for each in told if each]


def _uses(draft_id: str, grid: Document, source_id: str) -> tuple[PartLine, ...]:
    return tuple(
        PartLine(place_words(grid, use), answer_href(draft_id, use.option_id, use.question_id), "")
        for use in uses_in(grid, source_id)
    )


def _figure_words(record: Document) -> str:
    """What a figure from this record has to say; empty where it can be none."""
    sides = [record.get("intervention_per_100"), record.get("comparator_per_100")]
    numbers = [Decimal(each) for each in sides if isinstance(each, int | Decimal)]
    fits = all(0 <= each <= WHOLE and not is_told_in_words(each) for each in numbers)
    if record.get("display") != "family" or len(numbers) < len(sides) or not fits:
        return ""
    one, other = (rounded_per_100(each) for each in numbers)
    return f"A figure from it says {one} of 100 with it and {other} of 100 compared."


def _href(draft_id: str, kind: EvidenceList, source: Document) -> str:
    """The page of an entry; the text for one without an id that an address can hold."""
    source_id = str(source.get("id"))
    has_page = IDENTIFIER.fullmatch(source_id) and source_id == source.get("id")
    return source_href(draft_id, kind, source_id) if has_page else f"{base_of(draft_id)}/text"
