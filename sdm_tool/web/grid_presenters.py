"""What a grid says, as words ready to print: the same on Together, to read, and in print.

A cell holds nothing about a request or a person, so it may be drawn once and kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sdm_tool.domain.figures import Framing, both_framings
from sdm_tool.domain.grid import Ages, Answer, Figure, Grid, Option, Question, Source
from sdm_tool.domain.wording import and_list, plain_date
from sdm_tool.persistence.queries.organisations import WaitSeen

ORDER = "Options stand in A to Z order. The order means nothing."
NOT_TOLD = "The service has not told us yet."
_COMPARABLE = "This and the number under {} come from the same study. You can compare them."


@dataclass(frozen=True, slots=True)
class SourceShown:
    """Where words or numbers come from."""

    id: str
    citation: str
    url: str


@dataclass(frozen=True, slots=True)
class SideShown:
    """One side of a figure: a hundred people, said both ways. Either numeral, then its words."""

    who: str
    happened: int
    happened_words: str
    did_not: int
    did_not_words: str
    picture_title: str


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A figure in its cell, and opened as two hundreds of people in the tray under its question.

    Nothing here says that the option did it: some figures are about stopping the option.
    """

    id: str
    """The id of the tray, the same on every page."""
    option_id: str
    option_name: str
    question: str
    with_option: SideShown
    with_comparator: SideShown
    after: str
    when_and_who: str
    """Said in the same breath as the numbers: people younger than the reader are named here."""
    compared_with: str
    people: str
    how_sure: str
    comparable: str
    """Said only of figures from one hand-checked like-for-like set; else empty."""
    source: SourceShown | None


@dataclass(frozen=True, slots=True)
class CellShown:
    """One answer. `by_service` cells are empty here: see `present_waits`."""

    option_id: str
    option_name: str
    only_if: str
    paragraphs: tuple[str, ...]
    figures: tuple[FigureShown, ...]
    unknown: str
    by_service: bool


@dataclass(frozen=True, slots=True)
class RowShown:
    """One question with a cell for every option."""

    id: str
    number: int
    text: str
    note: str
    cells: tuple[CellShown, ...]

    @property
    def figures(self) -> tuple[FigureShown, ...]:
        """Every figure of the row, in the order of the options."""
        return tuple(figure for cell in self.cells for figure in cell.figures)


@dataclass(frozen=True, slots=True)
class OptionShown:
    """The head of a column."""

    id: str
    name: str
    line: str
    provider: str
    ages: str
    only_if: str
    is_no_change: bool


@dataclass(frozen=True, slots=True)
class GridShown:
    """A whole grid in words. `options` and the cells of every row stand in the same order."""

    slug: str
    version: str
    title: str
    decision: str
    for_whom: tuple[str, ...]
    not_for: tuple[str, ...]
    urgent_help: tuple[str, ...]
    draft_words: str
    """Empty once the grid carries a date of publication."""
    options: tuple[OptionShown, ...]
    rows: tuple[RowShown, ...]
    sources: tuple[SourceShown, ...]
    about: tuple[tuple[str, str], ...]
    """What it is, who wrote it and until when it holds: pairs of a name and its words."""


@lru_cache(maxsize=64)
def present_grid(grid: Grid) -> GridShown:
    """Return everything a grid says. A grid never changes, so this is worked out once."""
    return GridShown(
        slug=grid.slug,
        version=grid.version,
        title=grid.title,
        decision=grid.decision,
        for_whom=paragraphs(grid.for_whom),
        not_for=paragraphs(grid.not_for),
        urgent_help=paragraphs(grid.urgent_help),
        draft_words=_draft_words(grid),
        options=tuple(_option(option) for option in grid.options),
        rows=tuple(_row(grid, number, row) for number, row in enumerate(grid.questions, start=1)),
        sources=tuple(_source(source) for source in grid.sources),
        about=_about(grid),
    )


def present_waits(grid: Grid, waits: Mapping[str, WaitSeen]) -> dict[str, str]:
    """Return what a team says about the wait for every option, by option id."""
    return {option.id: wait_words(waits.get(option.id)) for option in grid.options}


def wait_words(wait: WaitSeen | None) -> str:
    """Say one wait; a team that says nothing about an option is never guessed for."""
    if wait is None:
        return NOT_TOLD
    day = f"The service told us on {plain_date(wait.as_of)}."
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


def _option(option: Option) -> OptionShown:
    return OptionShown(
        id=option.id,
        name=option.name,
        line=option.line,
        provider=option.provider,
        ages=ages_words(option.ages) if option.ages else "",
        only_if=option.only_if or "",
        is_no_change=option.no_change,
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
        paragraphs=paragraphs(answer.text),
        figures=tuple(
            _figure(grid, option, question, number, figure)
            for number, figure in enumerate(answer.figures, start=1)
        ),
        unknown="" if question.by_service else _without_heading(answer.unknown),
        by_service=question.by_service,
    )


def _figure(
    grid: Grid, option: Option, question: Question, number: int, figure: Figure
) -> FigureShown:
    both = both_framings(figure)
    sources = {source.id: source for source in grid.sources}
    others = and_list([other.name for other in _comparable(grid, option, question, figure)])
    return FigureShown(
        id=f"figure-{question.id}-{option.id}-{number}",
        option_id=option.id,
        option_name=option.name,
        question=question.text,
        with_option=_side(_sentence_start(figure.after), figure, both.with_option),
        with_comparator=_side(
            f"Compared with {figure.compared_with}", figure, both.with_comparator
        ),
        after=_sentence_start(figure.after),
        when_and_who=f"{figure.after}, among {figure.people}",
        compared_with=figure.compared_with,
        people=_sentence_start(figure.people),
        how_sure=figure.how_sure,
        comparable=_COMPARABLE.format(others) if others else "",
        source=_source(sources[figure.evidence_id]) if figure.evidence_id in sources else None,
    )


def _side(who: str, figure: Figure, framing: Framing) -> SideShown:
    return SideShown(
        who=who,
        happened=framing.happened,
        happened_words=f"of 100 {figure.happened}",
        did_not=framing.did_not,
        did_not_words=f"of 100 {figure.did_not}",
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
        return "No clinician and no young person has checked this grid yet."
    return "This grid has been checked, and is not published yet."


def _source(source: Source) -> SourceShown:
    has_year = source.year is None or str(source.year) in source.citation
    citation = source.citation if has_year else f"{source.citation} ({source.year})"
    return SourceShown(source.id, citation, source.url)


def _about(grid: Grid) -> tuple[tuple[str, str], ...]:
    authors = "; ".join(f"{author.name}: {author.role}" for author in grid.authors)
    reviewers = "; ".join(f"{reviewer.name}: {reviewer.role}" for reviewer in grid.reviewers)
    return (
        ("Version", f"{grid.version}{', a draft' if grid.is_draft else ''}"),
        ("Published", plain_date(grid.published) if grid.published else "Not yet"),
        ("To be looked at again by", plain_date(grid.review_by) if grid.review_by else "Not set"),
        ("For", f"people aged {ages_words(grid.ages)}, in {grid.country}"),
        ("Written by", authors),
        ("Checked by", reviewers or "Nobody yet"),
        ("Interests", grid.interests),
        ("Paid for by", grid.funder),
        ("How it is kept up to date", grid.update_policy),
        ("Licence", grid.licence),
    )
