"""A grid as pages need it: words that are ready to print, and nothing about who is looking."""

from dataclasses import dataclass

from sdm_tool.domain.grid_formats import Phrases


@dataclass(frozen=True, slots=True)
class SourceShown:
    """Where words or numbers come from."""

    id: str
    citation: str
    link: str
    """What a family may open; empty where the citation stands as plain words."""


@dataclass(frozen=True, slots=True)
class PictureShown:
    """A picture beside easy words: the name of its drawing, and its words."""

    name: str
    alt: str


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
    sources: tuple[SourceShown, ...]
    """What stands behind the words, each publication once; figures name their own."""
    picture: PictureShown | None


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
    picture: PictureShown | None


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
    phrases: Phrases
    """The words around the grid's own, in its language."""
    language: str
    direction: str
    """"ltr" or "rtl"."""
    is_easy_read: bool
