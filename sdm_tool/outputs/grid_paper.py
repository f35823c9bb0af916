"""An option grid on A4 landscape: every option as a column, the chosen questions as rows.

Plain values whose words are already written out. Nothing here knows about a person.
"""

from dataclasses import dataclass

from sdm_tool.domain.grid_formats import ENGLISH, Phrases
from sdm_tool.outputs.summary import UrgentContact

_TWO_ACROSS = (1, 2, 4)


@dataclass(frozen=True, slots=True)
class PaperPicture:
    """A drawing of `static/pictures/` beside easy words, and its own words."""

    name: str
    alt: str


@dataclass(frozen=True, slots=True)
class PaperSide:
    """A hundred people of one side of a figure, said both ways."""

    who: str
    happened: int
    happened_words: str
    did_not: int
    did_not_words: str
    title: str


@dataclass(frozen=True, slots=True)
class PaperFigure:
    """The option and its own study's comparator, in that order, and what stands below them."""

    options: str
    """Whose it is: every option whose number this is, by name."""
    sides: tuple[PaperSide, PaperSide]
    notes: tuple[str, ...]
    """Who was studied, how sure it is, what may be compared, and the number of its source."""


@dataclass(frozen=True, slots=True)
class PaperCell:
    """One answer."""

    paragraphs: tuple[str, ...]
    unknown_head: str
    """The first words of what is not known, which stand out."""
    unknown: str
    is_all_in_figures: bool
    """True when only the figures below the row answer it."""
    picture: PaperPicture | None = None


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One question with a cell for every option, in the order of the options."""

    number: int
    text: str
    note: str
    cells: tuple[PaperCell, ...]
    figures: tuple[PaperFigure, ...]
    """In the order of the options. One that stands for several options is printed once."""

    @property
    def is_wide(self) -> bool:
        """True when two figures stand side by side rather than three: it takes less room."""
        return len(self.figures) in _TWO_ACROSS

    @property
    def lines(self) -> tuple[tuple[PaperFigure, ...], ...]:
        """The figures as they stand side by side. A page may end between two lines."""
        across = 2 if self.is_wide else 3
        starts = range(0, len(self.figures), across)
        return tuple(self.figures[start : start + across] for start in starts)


@dataclass(frozen=True, slots=True)
class PaperOption:
    """The head of a column, and what is said of the option in one line."""

    name: str
    only_if: str
    line: str
    provided: str
    """Who provides it, and for what ages, as sentences."""
    picture: PaperPicture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GridPaper:
    """Everything the paper says. `options` and the cells of every row stand in one order."""

    title: str
    decision: str
    marks: str
    """What every page says above the text: demonstration, practice, draft, withdrawn."""
    notices: tuple[str, ...]
    order: str
    for_whom: tuple[str, ...]
    not_for: tuple[str, ...]
    urgent_help: tuple[str, ...]
    contacts: tuple[UrgentContact, ...]
    options: tuple[PaperOption, ...]
    rows: tuple[PaperRow, ...]
    left_out: tuple[str, ...]
    """The questions that are not printed; empty on the paper of the whole grid."""
    version: str
    """Version and dates in one line, for the foot of every page too."""
    about: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    """Those behind what is printed; figures name them by their place in this list, from 1."""
    phrases: Phrases = ENGLISH
    """The words around the grid's own, in its language."""
    language: str = "en"
    direction: str = "ltr"
    flows: bool = False
    """True where answers may go on over the page, so that both sides stand on two pages."""
    is_brief: bool = False
    """True where both sides would still not stand on two pages: who provides each option is left
    to the paper of the whole grid, and the sources stand in one paragraph."""
    gloss: str = ""
    """What short names mean, where the question that says so is left out."""
    has_numbers: bool = True
    """False where the numbers of both sides are left to the paper of the whole grid."""
    is_easy_read: bool = False
    is_large: bool = False
    """Large print: A4 upright, one answer under another."""
