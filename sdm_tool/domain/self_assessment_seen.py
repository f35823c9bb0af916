"""What a machine can tell about a grid for its self-assessment, and what it leaves to people."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sdm_tool.domain.grid import Answer, Figure, Grid
from sdm_tool.domain.grid_file import Fault
from sdm_tool.domain.reading_age import reading_age
from sdm_tool.domain.self_assessment import Judgement
from sdm_tool.domain.wording import and_list, ended, plain_date

GOOD, HARD, SURE, WHAT = ("better", "how-many"), ("downsides",), ("sure",), ("what",)
_NO_FIGURES = "The grid shows no number of people."


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found, in a sentence. Without a judgement the note only helps a person to judge."""

    note: str
    judgement: Judgement | None = None


def look_through(grid: Grid, findings: Iterable[Fault]) -> Mapping[str, Seen]:
    """Return what can be told about each line, by its id; a line that is left out says nothing.

    `findings` are what the checks found in the two files. A judgement stands only for lines that
    people are not asked about, and never for one that was recalled.
    """
    unbalanced = tuple(found.message for found in findings if found.rule.startswith("balance."))
    balance = _balance(grid, unbalanced)
    found = {
        "Q2": Seen(f"It asks: “{grid.decision.strip()}”", Judgement.MET),
        "Q3": _told_for_each(grid, WHAT, "what it is"),
        "Q4": _told_for_each(grid, GOOD, "what may get better"),
        "Q5": _told_for_each(grid, HARD, "the downsides"),
        "C1": balance,
        "C2": _citations(grid),
        "C3": _date(grid),
        "C4": _updates(grid),
        "C5": _uncertainty(grid),
        "C6": Seen(f"Who paid for it: {ended(grid.funder)}", Judgement.MET),
        "nice-condition": Seen(f"It is called “{grid.title}”.", Judgement.MET),
        "nice-detail": Seen(balance.note),
    }
    notes = {line: note(grid) for line, note in _NOTES.items()}
    return MappingProxyType(found | {line: Seen(note) for line, note in notes.items()})


def figures_of(grid: Grid) -> tuple[Figure, ...]:
    """Return every figure of the grid, those of one option together."""
    return tuple(figure for _, _, answer in _cells(grid) for figure in answer.figures)


def hardest_column(grid: Grid) -> tuple[str, float]:
    """Return the option whose column asks most of a reader, by name, and the age it asks for."""
    ages = {option.name: reading_age(_words_of(grid, option.id)) for option in grid.options}
    name = max(ages, key=lambda each: ages[each])
    return name, ages[name]


def _words_of(grid: Grid, option_id: str) -> str:
    option = grid.option(option_id)
    head = (option.name, option.line, option.provider, option.only_if)
    told = [
        words
        for answer in grid.answers.get(option_id, {}).values()
        for words in (answer.text, answer.unknown)
    ]
    return "\n\n".join(words for words in (*head, *told) if words)


def _cells(grid: Grid) -> Iterable[tuple[str, str, Answer]]:
    for option_id, row in grid.answers.items():
        for question_id, answer in row.items():
            yield option_id, question_id, answer


def _without(grid: Grid, questions: tuple[str, ...]) -> list[str]:
    """The names of the options that none of these questions tells anything of."""
    return [
        option.name
        for option in grid.options
        if not any(_says(grid.answer(option.id, question)) for question in questions)
    ]


def _says(answer: Answer | None) -> bool:
    return answer is not None and bool(answer.text or answer.figures)


def _told_for_each(grid: Grid, questions: tuple[str, ...], what: str) -> Seen:
    missing, total = _without(grid, questions), len(grid.options)
    if not missing:
        return Seen(f"All {total} options say {what}.", Judgement.MET)
    judgement = Judgement.PARTLY if len(missing) < total else Judgement.NOT_MET
    return Seen(f"Nothing says {what} for {and_list(missing)}.", judgement)


def _balance(grid: Grid, unbalanced: tuple[str, ...]) -> Seen:
    one_sided = set(_without(grid, GOOD)) ^ set(_without(grid, HARD))
    if one_sided:
        names = and_list(sorted(one_sided))
        return Seen(f"Only one side is told for {names}.", Judgement.NOT_MET)
    if unbalanced:
        note = "The length check asks to look again. " + " ".join(unbalanced)
        return Seen(note, Judgement.PARTLY)
    if len(_without(grid, GOOD)) == len(grid.options):
        return Seen("Neither side is told.", Judgement.NOT_MET)
    note = (
        "The length check found no answer much longer than those beside it. It counts words only."
    )
    return Seen(note, Judgement.MET)


def _citations(grid: Grid) -> Seen:
    if not grid.sources:
        return Seen("No answer names a study or a guideline.", Judgement.NOT_MET)
    answers = [answer for _, _, answer in _cells(grid)]
    named = sum(bool(answer.sources or answer.figures) for answer in answers)
    note = (
        f"It names {_count(len(grid.sources), 'source')}. {named} of {len(answers)} answers name "
        "one. The others rest on what people agree on, or say what is not known."
    )
    return Seen(note, Judgement.MET)


def _date(grid: Grid) -> Seen:
    if grid.published is None:
        note = "It is a draft. It gets its date with the second approval."
        return Seen(note, Judgement.NOT_MET)
    return Seen(f"Published on {plain_date(grid.published)}.", Judgement.MET)


def _updates(grid: Grid) -> Seen:
    policy = ended(grid.update_policy)
    if grid.review_by is None:
        note = f"{policy} No day to look again is set yet."
        return Seen(note, Judgement.PARTLY)
    return Seen(f"{policy} Look again by {plain_date(grid.review_by)}.", Judgement.MET)


def _uncertainty(grid: Grid) -> Seen:
    missing = _without(grid, SURE)
    if missing:
        return Seen(f"Nothing says how sure we are for {and_list(missing)}.", Judgement.PARTLY)
    if not figures_of(grid):
        note = f"{_NO_FIGURES} How sure we are is told in words for every option."
        return Seen(note, Judgement.PARTLY)
    note = "Every figure says how sure it is, and so do words for every option."
    return Seen(note, Judgement.MET)


def _options(grid: Grid) -> str:
    names = "; ".join(option.name for option in grid.options)
    unchanged = grid.no_change_option.name
    return f"The options are: {names}. The one that starts nothing new is “{unchanged}”."


def _numbers(grid: Grid) -> str:
    figures = figures_of(grid)
    if not figures:
        return _NO_FIGURES
    times = list(dict.fromkeys(figure.after for figure in figures))
    return f"Every number is of 100 people. The times are: {'; '.join(times)}."


def _framings(grid: Grid) -> str:
    if not figures_of(grid):
        return _NO_FIGURES
    return "Every figure says how many it happened to and how many not, with a picture of 100."


def _reading(grid: Grid) -> str:
    name, age = hardest_column(grid)
    return (
        f"The column that asks most of a reader, “{name}”, has a reading age of about {age:.0f} "
        "(Flesch-Kincaid grade plus 5). A formula is no test with readers."
    )


def _dates(grid: Grid) -> str:
    return f"{_date(grid).note} {_updates(grid).note}"


def _authors(grid: Grid) -> str:
    authors = and_list([f"{each.name} ({each.role})" for each in grid.authors])
    return (
        f"Written by {authors}. Who paid for it: {ended(grid.funder)} "
        f"Interests: {ended(grid.interests)}"
    )


def _reviewers(grid: Grid) -> str:
    if not grid.reviewers:
        return f"The grid names no reviewer: {grid.nobody_checked} has checked it."
    return f"Reviewed by {and_list([f'{each.name} ({each.role})' for each in grid.reviewers])}."


def _uncertain(grid: Grid) -> str:
    return _uncertainty(grid).note


def _same(words: str) -> Callable[[Grid], str]:
    return lambda _grid: words


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


_NOTES: Mapping[str, Callable[[Grid], str]] = {
    "nice-options": _options,
    "nice-neutral": _same(
        "Options stand in A to Z order, in one size, weight and colour. The checks refuse words "
        "that recommend. They cannot judge tone."
    ),
    "nice-plain": _reading,
    "nice-numbers": _numbers,
    "nice-framings": _framings,
    "nice-uncertain": _uncertain,
    "nice-sources": _same("This sheet says how it was searched and how sure each study is."),
    "nice-dates": _dates,
    "nice-authors": _authors,
    "nice-reviewed": _reviewers,
    "nice-reading": _reading,
}
