"""What the paper of a grid says: the read page's words, for the questions that are printed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from sdm_tool.domain.grid import Grid, Question
from sdm_tool.domain.grid_formats import Format, Phrases
from sdm_tool.domain.grid_selection import (
    BOTH_SIDES,
    chosen_questions,
    has_numbers,
    questions_that_fit,
)
from sdm_tool.domain.wording import and_list, ended
from sdm_tool.outputs.grid_paper import (
    GridPaper,
    PaperCell,
    PaperFigure,
    PaperOption,
    PaperPicture,
    PaperRow,
    PaperSide,
)
from sdm_tool.outputs.grid_paper_room import pages_needed
from sdm_tool.outputs.summary import UrgentContact
from sdm_tool.web.grid_presenters import present_grid
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

PAGES_OF_A_SHEET = 2
_CLOSER = ((False, False), (True, False), (True, True))
"""Whether answers may go on over the page and whether it is brief, the least given up first."""
_ON_THE_FOOT = ("Version", "Published", "To be looked at again by")
_ON_A_SHEET = ("For", "Written by", "Checked by", "Licence")


@dataclass(frozen=True, slots=True)
class Around:
    """What a paper says beside the grid's own words."""

    contacts: tuple[UrgentContact, ...]
    waits: Mapping[str, tuple[str, ...]]
    """What the service says about the wait for every option, by option id."""
    marks: tuple[str, ...] = ()
    """Said on every page, such as "Demonstration"."""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionToPrint:
    """One box to tick."""

    id: str
    text: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """What may be printed, and on about how many pages."""

    questions: tuple[QuestionToPrint, ...]
    ticked_pages: str
    all_pages: str
    is_easy_read: bool
    """Easy read is printed large, however many pages that takes."""
    has_numbers: bool
    ticks_numbers: bool


def asked_paper(grid: Grid, around: Around, asked: MultiDict[str, str]) -> GridPaper:
    """Return the paper that an address asks for.

    "all" is the whole grid; "question", given once or more, names questions, and "numbers" asks
    for the numbers with them; without a question it is what two pages hold. "large" prints it
    large, and then nothing is left out unasked; so does easy read, which is always large.
    """
    named = asked.getlist("question")
    is_large = "large" in asked or grid.format is Format.EASY_READ
    if "all" in asked or (is_large and not named):
        paper = present_paper(grid, around, grid.questions)
    else:
        with_numbers = "numbers" in asked or not has_numbers(grid)
        paper = sheet(grid, around, named, with_numbers=with_numbers)
    return replace(paper, is_large=is_large)


def paper_name(grid: Grid, paper: GridPaper) -> str:
    """Return what the file is called: a sheet, the whole grid and large print differ."""
    kind = "-part" if paper.left_out or not paper.has_numbers else ""
    size = "-large" if paper.is_large else ""
    return f"{grid.slug}-{grid.version}{kind}{size}.pdf"


def sheet(
    grid: Grid, around: Around, asked: Collection[str] = (), *, with_numbers: bool = True
) -> GridPaper:
    """Return the paper of these questions, or of those that two pages hold when none is named.

    The numbers of both sides are on it or those of neither: of harms alone, a family would be
    told half.
    """
    if not asked:
        return _two_pages(grid, around)
    questions = chosen_questions(grid, asked, with_numbers=with_numbers)
    return present_paper(grid, around, questions, with_numbers=with_numbers)


def present_choice(grid: Grid, around: Around) -> PaperChoice:
    """Return the questions to choose from, those that two pages hold ticked."""
    is_easy_read = grid.format is Format.EASY_READ
    whole = present_paper(grid, around, grid.questions)
    ticked = whole if is_easy_read else _two_pages(grid, around)
    numbers = {row.number for row in ticked.rows}
    return PaperChoice(
        questions=tuple(
            QuestionToPrint(question.id, question.text, number in numbers)
            for number, question in enumerate(grid.questions, start=1)
        ),
        ticked_pages=_pages_words(ticked),
        all_pages=_pages_words(whole),
        is_easy_read=is_easy_read,
        has_numbers=has_numbers(grid),
        ticks_numbers=ticked.has_numbers,
    )


def _pages_words(paper: GridPaper) -> str:
    pages = pages_needed(paper)
    return "one page" if pages == 1 else f"about {pages} pages"


def _two_pages(grid: Grid, around: Around) -> GridPaper:
    """Both sides with their numbers where two pages hold them, else without; then what fits."""
    both = sheet(grid, around, BOTH_SIDES)
    with_numbers = not has_numbers(grid) or _fits(both)
    words = sheet(grid, around, BOTH_SIDES, with_numbers=with_numbers)
    for flows, is_brief in _CLOSER:
        if _fits(replace(words, flows=flows, is_brief=is_brief)):
            break

    def paper(questions: Sequence[Question]) -> GridPaper:
        told = present_paper(grid, around, questions, with_numbers=with_numbers)
        return replace(told, flows=flows, is_brief=is_brief)

    fitting = questions_that_fit(
        grid,
        lambda questions: pages_needed(paper(questions)),
        PAGES_OF_A_SHEET,
        with_numbers=with_numbers,
    )
    return paper(fitting)


def _fits(paper: GridPaper) -> bool:
    return pages_needed(paper) <= PAGES_OF_A_SHEET


def present_paper(
    grid: Grid, around: Around, questions: Sequence[Question], *, with_numbers: bool = True
) -> GridPaper:
    """Return the paper of these questions: all of them make the whole grid."""
    shown, printed = present_grid(grid), {question.id for question in questions}
    rows = [row for row in shown.rows if row.id in printed]
    if not with_numbers:
        rows = [_without_figures(row) for row in rows]
    is_whole = len(rows) == len(shown.rows)
    sources = shown.sources if is_whole else _sources_of(shown, rows)
    numbers = {source.id: number for number, source in enumerate(sources, start=1)}
    marks = (*around.marks, "Draft" if shown.draft_words else "")
    return GridPaper(
        title=shown.title,
        decision=shown.decision,
        marks=" ".join(ended(mark) for mark in marks if mark),
        notices=tuple(words for words in (shown.draft_words, *around.notices) if words),
        order=shown.phrases.order,
        for_whom=shown.for_whom,
        not_for=shown.not_for,
        urgent_help=shown.urgent_help,
        contacts=around.contacts,
        options=tuple(_option(option, shown.phrases) for option in shown.options),
        rows=tuple(_row(row, around.waits, numbers, shown.phrases) for row in rows),
        left_out=tuple(row.text for row in shown.rows if row.id not in printed),
        version=_version(shown),
        about=tuple(pair for pair in shown.about if _is_told(pair[0], is_whole=is_whole)),
        sources=tuple(source.citation for source in sources),
        gloss="" if shown.rows[0].id in printed else shown.rows[0].note,
        has_numbers=with_numbers,
        phrases=shown.phrases,
        language=shown.language,
        direction=shown.direction,
        is_easy_read=shown.is_easy_read,
    )


def _without_figures(row: RowShown) -> RowShown:
    """A note under a row of figures says how they compare, so it goes with them."""
    if not row.figures:
        return row
    return replace(row, note="", cells=tuple(replace(cell, figures=()) for cell in row.cells))


def _sources_of(shown: GridShown, rows: Sequence[RowShown]) -> tuple[SourceShown, ...]:
    """Those behind these rows, in the order of the whole list."""
    cells = [cell for row in rows for cell in row.cells]
    used = {source for cell in cells for source in cell.sources}
    used |= {figure.source for cell in cells for figure in cell.figures if figure.source}
    return tuple(source for source in shown.sources if source in used)


def _option(option: OptionShown, phrases: Phrases) -> PaperOption:
    ages = f" {phrases.ages} {option.ages}." if option.ages else ""
    provided = f"{ended(f'{phrases.provider}: {option.provider}')}{ages}"
    picture = _picture(option.picture)
    return PaperOption(option.name, ended(option.only_if), option.line, provided, picture)


def _picture(shown: PictureShown | None) -> PaperPicture | None:
    return PaperPicture(shown.name, shown.alt) if shown else None


def _row(
    row: RowShown,
    waits: Mapping[str, tuple[str, ...]],
    numbers: Mapping[str, int],
    phrases: Phrases,
) -> PaperRow:
    return PaperRow(
        number=row.number,
        text=row.text,
        note=row.note,
        cells=tuple(_cell(cell, waits, phrases) for cell in row.cells),
        figures=_figures(row, numbers, phrases),
    )


def _cell(cell: CellShown, waits: Mapping[str, tuple[str, ...]], phrases: Phrases) -> PaperCell:
    said = waits[cell.option_id] if cell.by_service else cell.paragraphs
    head = phrases.not_known
    goes_on = cell.unknown.startswith(f"{head} ")
    return PaperCell(
        paragraphs=said,
        unknown_head=head if goes_on else f"{head}.",
        unknown=cell.unknown.removeprefix(head).strip() if goes_on else cell.unknown,
        is_all_in_figures=not said and not cell.unknown,
        picture=_picture(cell.picture),
    )


def _figures(
    row: RowShown, numbers: Mapping[str, int], phrases: Phrases
) -> tuple[PaperFigure, ...]:
    """Each number once, with the names of all the options it stands for."""
    names: dict[PaperFigure, list[str]] = {}
    for figure in row.figures:
        names.setdefault(_figure(figure, numbers, phrases), []).append(figure.option_name)
    return tuple(replace(figure, options=and_list(said)) for figure, said in names.items())


def _figure(figure: FigureShown, numbers: Mapping[str, int], phrases: Phrases) -> PaperFigure:
    source = f"{phrases.source_number} {numbers[figure.source.id]}" if figure.source else ""
    notes = (f"{phrases.who_studied}: {figure.people}", figure.how_sure, figure.comparable, source)
    return PaperFigure(
        options="",
        sides=(_side(figure.with_option), _side(figure.with_comparator)),
        notes=tuple(ended(note) for note in notes if note),
    )


def _side(side: SideShown) -> PaperSide:
    return PaperSide(
        who=side.who,
        happened=side.happened,
        happened_words=side.happened_words,
        did_not=side.did_not,
        did_not_words=side.did_not_words,
        title=side.picture_title,
    )


def _is_told(name: str, *, is_whole: bool) -> bool:
    return name in _ON_A_SHEET or (is_whole and name not in _ON_THE_FOOT)


def _version(shown: GridShown) -> str:
    said = dict(shown.about)
    return ". ".join(f"{name}: {said[name]}" for name in _ON_THE_FOOT)
