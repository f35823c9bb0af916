"""What a grid says, as words ready to print: the same on Together, to read, and in print.

A cell holds nothing about a request or a person, so it may be drawn once and kept.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from sdm_tool.domain.figures import Framing, both_framings
from sdm_tool.domain.grid import (
    Ages,
    Answer,
    Figure,
    Grid,
    Option,
    Question,
    Source,
    SourceKind,
)
from sdm_tool.domain.grid_formats import Format, PictureSlot
from sdm_tool.domain.wording import and_list, plain_date
from sdm_tool.persistence.queries.organisations import WaitSeen
from sdm_tool.web.grid_shown import (
    CellShown,
    FigureShown,
    GridShown,
    OptionShown,
    PictureShown,
    RowShown,
    SideShown,
    SourceShown,
)
from sdm_tool.web.languages import direction_of

WAIT_HOLDS_FOR = timedelta(days=90)
NOT_TOLD = "The service has not told us yet."
NO_WAIT_TO_TELL = "There is nothing to wait for."
REVIEW_BY = "To be looked at again by"
_COMPARABLE = "This and the number under {} come from the same study. You can compare them."
_LINKED_HOSTS = ("doi.org", "ncbi.nlm.nih.gov", "nice.org.uk", "nhs.uk", "gov.uk", "ac.uk")
_SENTENCE_END = re.compile(r"(?<=[.!?]) +")
_DOI = re.compile(r"\bdoi:\s?(10\.\d{4,9}/(?:\([^\s()]*\)|[^\s;,()])+)", re.IGNORECASE)


@lru_cache(maxsize=64)
def present_grid(grid: Grid) -> GridShown:
    """Return everything a grid says. A grid never changes, so this is worked out once."""
    return present_once(grid)


def present_once(grid: Grid) -> GridShown:
    """Return everything a grid says, for one that is only looked at while it is written."""
    return GridShown(
        slug=grid.slug,
        version=grid.version,
        title=grid.title,
        decision=grid.decision,
        for_whom=_lines(grid, grid.for_whom),
        not_for=_lines(grid, grid.not_for),
        urgent_help=_lines(grid, grid.urgent_help),
        draft_words=_draft_words(grid),
        options=tuple(_option(grid, option) for option in grid.options),
        rows=tuple(_row(grid, number, row) for number, row in enumerate(grid.questions, start=1)),
        sources=_sources(grid),
        about=_about(grid),
        phrases=grid.words_around,
        language=grid.language,
        direction=direction_of(grid.language),
        is_easy_read=grid.format is Format.EASY_READ,
    )


def present_waits(grid: Grid, waits: Mapping[str, WaitSeen], today: date) -> dict[str, str]:
    """Return what a team says about the wait for every option, by option id."""
    return {
        option.id: (
            wait_words(waits[option.id], today) if option.id in waits else untold_wait(option)
        )
        for option in grid.options
    }


def untold_wait(option: Option) -> str:
    """Say what stands where a service told nothing: going on as now needs no wait."""
    return NO_WAIT_TO_TELL if option.no_change else NOT_TOLD


def wait_words(wait: WaitSeen, today: date) -> str:
    """Say one wait, with the day it was told; what was told over 90 days ago says so."""
    day = f"The service told us on {plain_date(wait.as_of)}."
    if today - wait.as_of > WAIT_HOLDS_FOR:
        day += f" That is more than {WAIT_HOLDS_FOR.days} days ago: ask if it is still so."
    if not wait.is_offered:
        return f"This team does not offer it. {day}"
    if wait.weeks is None:
        return f"The service does not know how long the wait is. {day}"
    if wait.weeks == 0:
        return f"There is no wait. {day}"
    unit = "week" if wait.weeks == 1 else "weeks"
    return f"About {wait.weeks} {unit}. {day}"


def ages_words(ages: Ages) -> str:
    """Return for example "11 to 17"."""
    return f"{ages.youngest} to {ages.oldest}"


def paragraphs(text: str | None) -> tuple[str, ...]:
    """Return the paragraphs of a text; a blank line parts them."""
    parts = (text or "").split("\n\n")
    return tuple(part.strip() for part in parts if part.strip())


def _ages_of(grid: Grid, ages: Ages) -> str:
    """In another language as numbers alone: "to" is an English word."""
    return ages_words(ages) if grid.phrases is None else f"{ages.youngest}–{ages.oldest}"


def _option(grid: Grid, option: Option) -> OptionShown:
    return OptionShown(
        id=option.id,
        name=option.name,
        line=option.line,
        provider=option.provider.removesuffix("."),
        ages=_ages_of(grid, option.ages) if option.ages else "",
        only_if=option.only_if or "",
        is_no_change=option.no_change,
        picture=_picture(option.picture),
    )


def _row(grid: Grid, number: int, question: Question) -> RowShown:
    return RowShown(
        id=question.id,
        number=number,
        text=question.text,
        note=question.note or "",
        cells=tuple(_cell(grid, option, question) for option in grid.options),
    )


def _cell(grid: Grid, option: Option, question: Question) -> CellShown:
    answer = grid.answer(option.id, question.id) or Answer(unknown=NOT_TOLD)
    return CellShown(
        option_id=option.id,
        option_name=option.name,
        only_if=option.only_if or "",
        paragraphs=_lines(grid, answer.text),
        figures=tuple(
            _figure(grid, option, question, number, figure)
            for number, figure in enumerate(answer.figures, start=1)
        ),
        unknown="" if question.by_service else _without_heading(answer.unknown),
        by_service=question.by_service,
        sources=_behind(grid, answer.sources),
        picture=_picture(answer.picture),
    )


def _picture(slot: PictureSlot | None) -> PictureShown | None:
    return PictureShown(slot.shows.value, slot.alt) if slot else None


def _lines(grid: Grid, text: str | None) -> tuple[str, ...]:
    """The paragraphs of a text; in easy read each sentence stands on a line of its own."""
    told = paragraphs(text)
    if grid.format is not Format.EASY_READ:
        return told
    return tuple(sentence for part in told for sentence in _SENTENCE_END.split(part))


def _behind(grid: Grid, source_ids: Iterable[str]) -> tuple[SourceShown, ...]:
    known = _publications(grid)
    return tuple(dict.fromkeys(known[each] for each in source_ids if each in known))


def _figure(
    grid: Grid, option: Option, question: Question, number: int, figure: Figure
) -> FigureShown:
    around = grid.words_around
    both = both_framings(figure, around.of_100)
    others = [other.name for other in _comparable(grid, option, question, figure)]
    return FigureShown(
        id=f"figure-{question.id}-{option.id}-{number}",
        option_id=option.id,
        option_name=option.name,
        question=question.text,
        with_option=_side(grid, _sentence_start(figure.after), figure, both.with_option),
        with_comparator=_side(
            grid,
            f"{around.compared_with} {figure.compared_with}",
            figure,
            both.with_comparator,
        ),
        after=_sentence_start(figure.after),
        when_and_who=_when_and_who(grid, figure),
        compared_with=figure.compared_with,
        people=_sentence_start(figure.people),
        how_sure=figure.how_sure,
        comparable=_comparable_words(grid, others) if others else "",
        source=_publications(grid).get(figure.evidence_id),
    )


def _when_and_who(grid: Grid, figure: Figure) -> str:
    if grid.phrases is None:
        return f"{figure.after}, among {figure.people}"
    return f"{figure.after}. {grid.phrases.who_studied}: {figure.people}"


def _comparable_words(grid: Grid, others: list[str]) -> str:
    if grid.phrases is None:
        return _COMPARABLE.format(and_list(others))
    return f"{grid.phrases.same_study}: {', '.join(others)}."


def _side(grid: Grid, who: str, figure: Figure, framing: Framing) -> SideShown:
    of_100 = grid.words_around.of_100
    return SideShown(
        who=who,
        happened=framing.happened,
        happened_words=f"{of_100} {figure.happened}",
        did_not=framing.did_not,
        did_not_words=f"{of_100} {figure.did_not}",
        picture_title=f"{framing.happened_words}, {framing.did_not_words}",
    )


def _comparable(grid: Grid, option: Option, question: Question, figure: Figure) -> Iterator[Option]:
    if figure.like_for_like is None:
        return
    for other in grid.options:
        answer = grid.answer(other.id, question.id)
        figures = answer.figures if answer and other.id != option.id else ()
        if any(each.like_for_like == figure.like_for_like for each in figures):
            yield other


def _without_heading(unknown: str | None) -> str:
    words = (unknown or "").strip()
    return words.removeprefix("We do not know.").strip() or words


def _sentence_start(words: str) -> str:
    return words[:1].upper() + words[1:]


def _draft_words(grid: Grid) -> str:
    if not grid.is_draft:
        return ""
    if not grid.reviewers:
        return f"{grid.nobody_checked.capitalize()} has checked this grid yet."
    return "This grid has been checked, and is not published yet."


def _sources(grid: Grid) -> tuple[SourceShown, ...]:
    """Each publication once, A to Z, however many of its results are used."""
    by_words = {source.citation: source for source in _publications(grid).values()}
    return tuple(by_words[words] for words in sorted(by_words, key=str.casefold))


@lru_cache(maxsize=64)
def _publications(grid: Grid) -> Mapping[str, SourceShown]:
    """The publication behind each source, by source id; results of one paper share theirs."""
    found: dict[tuple[object, ...], list[Source]] = {}
    for source in grid.sources:
        found.setdefault(_publication(source), []).append(source)
    return {one.id: _publication_shown(same) for same in found.values() for one in same}


def _publication(source: Source) -> tuple[object, ...]:
    """What two results of one paper share, even where one of them is cited in short."""
    if source.kind is SourceKind.GUIDELINE:
        return (source.kind, source.citation)
    return (source.kind, source.url, source.year, source.citation.partition(" ")[0])


def _publication_shown(same: list[Source]) -> SourceShown:
    longest = max((source.citation for source in same), key=len)
    years = sorted({source.year for source in same if source.year is not None})
    unsaid = ", ".join(str(year) for year in years if str(year) not in longest)
    citation = f"{longest} ({unsaid})" if unsaid else longest
    return SourceShown(same[0].id, citation, _link(same))


def _link(same: list[Source]) -> str:
    """The paper's DOI, else an address that a family can trust to stay; empty without one."""
    for source in same:
        if doi := _DOI.search(source.citation):
            return f"https://doi.org/{doi[1].rstrip('.')}"
    return next((source.url for source in same if is_linked(source.url)), "")


def is_linked(url: str) -> bool:
    """Return whether an address can be trusted to stay, so that it may be a link."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    known = any(host == each or host.endswith(f".{each}") for each in _LINKED_HOSTS)
    return parts.scheme == "https" and known


def _about(grid: Grid) -> tuple[tuple[str, str], ...]:
    authors = "; ".join(f"{author.name}: {author.role}" for author in grid.authors)
    reviewers = "; ".join(f"{reviewer.name}: {reviewer.role}" for reviewer in grid.reviewers)
    return (
        ("Version", f"{grid.version}{', a draft' if grid.is_draft else ''}"),
        ("Published", plain_date(grid.published) if grid.published else "Not yet"),
        (REVIEW_BY, plain_date(grid.review_by) if grid.review_by else "Not set"),
        ("For", f"people aged {ages_words(grid.ages)}, in {grid.country}"),
        ("Written by", authors),
        ("Checked by", reviewers or "Nobody yet"),
        ("Interests", grid.interests),
        ("Paid for by", grid.funder),
        ("How it is kept up to date", grid.update_policy),
        ("Licence", grid.licence),
    )
