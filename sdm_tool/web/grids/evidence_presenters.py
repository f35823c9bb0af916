"""What the evidence sheet says of studies, guideline positions and what rests on agreement."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from sdm_tool.domain.evidence import Agreed, Evidence, Position, ShownTo, Study, Use
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.wording import and_list, plain_date
from sdm_tool.outputs.evidence_paper import SheetEntry, SheetFact, SheetGroup
from sdm_tool.web.grid_presenters import is_linked

FOR_STAFF = "For staff, not on the grid"
NOT_VERIFIED = "Not verified"
CHECK_CURRENT = "Second-hand: check the current guideline"
ONLY_A_LEAD = "Only a lead: nobody saw the guideline say so"
NO_NUMBERS = "No pair of numbers was seen."
SEVERAL = "Behind more than one option"
UNUSED = "Behind no answer of the grid"
NOT_USED = "No answer rests on it."
_SHOWN_TO = {
    ShownTo.FAMILY: "Families, as a pair of numbers",
    ShownTo.WORDS: "Families, in words without the numbers",
    ShownTo.CLINICIAN: FOR_STAFF,
}
_PARTS_OF_A_GRID = {
    "for_whom": "Who this is for",
    "not_for": "Who this is not for",
    "urgent_help": "If you need help now",
    "options": "The options",
}
_ABOUT_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def present_studies(grid: Grid, evidence: Evidence) -> tuple[SheetGroup, ...]:
    """Return the studies by the option whose answers rest on them, each study once."""
    by_place: dict[str, list[Study]] = {}
    for study in evidence.studies:
        by_place.setdefault(_place(study.uses), []).append(study)
    groups = [
        SheetGroup(
            id=f"studies-of-{option.id}",
            name=option.name,
            notes=tuple(_shared(option.id, by_place.get(SEVERAL, []))),
            entries=_entries(grid, by_place.get(option.id, [])),
        )
        for option in grid.options
    ]
    for group_id, place in (("shared-studies", SEVERAL), ("unused-studies", UNUSED)):
        if place in by_place:
            groups.append(SheetGroup(group_id, place, (), _entries(grid, by_place[place])))
    return tuple(groups)


def present_positions(grid: Grid, evidence: Evidence) -> SheetGroup:
    """Return every guideline position, in the order of the file."""
    note = "The words are ours. Guidelines change: look at the current text before you rely on one."
    entries = tuple(_position(grid, position) for position in evidence.positions)
    return SheetGroup("guidelines", "What guidelines say", (note,), entries)


def present_agreed(grid: Grid, agreed: Iterable[Agreed]) -> tuple[SheetFact, ...]:
    """Return what rests on agreement, each with the places of the grid it is about."""
    names = _PARTS_OF_A_GRID | {option.id: option.name for option in grid.options}
    names |= {question.id: question.text for question in grid.questions}
    return tuple(SheetFact(_about(each.about, names), each.statement) for each in agreed)


def _place(uses: tuple[Use, ...]) -> str:
    """The id of the one option, else words that no id can be."""
    options = {use.option_id for use in uses}
    if not options:
        return UNUSED
    return next(iter(options)) if len(options) == 1 else SEVERAL


def _shared(option_id: str, several: Iterable[Study]) -> Iterator[str]:
    ids = [study.id for study in several if any(use.option_id == option_id for use in study.uses)]
    if ids:
        yield f"Told under “{SEVERAL}”: {and_list(ids)}."


def _entries(grid: Grid, studies: Iterable[Study]) -> tuple[SheetEntry, ...]:
    return tuple(
        SheetEntry(
            title=_title(study.outcome),
            stamps=tuple(_study_stamps(study)),
            facts=tuple(fact for fact in _study_facts(grid, study) if fact.words),
        )
        for study in studies
    )


def _study_stamps(study: Study) -> Iterator[str]:
    if study.shown_to is ShownTo.CLINICIAN:
        yield FOR_STAFF
    if not study.is_verified:
        yield NOT_VERIFIED


def _study_facts(grid: Grid, study: Study) -> Iterator[SheetFact]:
    yield SheetFact("Citation", _with_year(study.citation, study.year))
    yield _address(study.url)
    yield SheetFact("What was studied", study.option)
    yield SheetFact("Compared with", study.comparator)
    yield SheetFact("Numbers as published", _numbers(study))
    yield SheetFact("After how long", study.timeframe)
    yield SheetFact("Who took part", study.population)
    yield SheetFact("How sure", study.certainty)
    yield SheetFact("Verified", "Yes, seen in the source" if study.is_verified else "No")
    yield SheetFact("Who may be shown it", f"{_SHOWN_TO[study.shown_to]}. {study.shown_why}")
    yield SheetFact("Note", _note(study.note))
    yield SheetFact("Answers that rest on it", _uses(grid, study.uses))
    yield SheetFact("Name in the file", f"{study.id}, of the study {study.study}")


def _numbers(study: Study) -> str:
    """Only what was published: nothing is rounded and nothing is worked out."""
    told = []
    if study.events and study.total:
        told.append(f"{study.events} of {study.total} people with it.")
    elif study.total:
        told.append(f"People: {study.total}.")
    if study.with_option:
        told.append(f"With it: {study.with_option} in 100.")
    if study.with_comparator:
        told.append(f"With what it was compared with: {study.with_comparator} in 100.")
    if not (study.with_option and study.with_comparator):
        told.append(NO_NUMBERS)
    return " ".join(told)


def _position(grid: Grid, position: Position) -> SheetEntry:
    stamps = [
        *([] if position.was_seen else [CHECK_CURRENT]),
        *([ONLY_A_LEAD] if position.is_lead else []),
    ]
    facts = (
        SheetFact(
            "Guideline", _with_year(f"{position.guideline}: {position.title}", position.year)
        ),
        SheetFact("Recommendation", position.recommendation or "No number was seen"),
        SheetFact("Strength", position.strength),
        SheetFact("What it says, in our words", position.paraphrase),
        SheetFact("Ages", position.ages),
        SheetFact("How it was seen", _seen(position)),
        _address(position.url),
        SheetFact("Note", _note(position.note)),
        SheetFact("Answers that rest on it", _uses(grid, position.uses)),
        SheetFact("Name in the file", position.id),
    )
    return SheetEntry(
        _title(position.option), tuple(stamps), tuple(fact for fact in facts if fact.words)
    )


def _seen(position: Position) -> str:
    how = (
        "First-hand, in the text" if position.was_seen else "Second-hand, in what others say of it"
    )
    return f"{how}. Checked on {_day(position.checked_on)}."


def _address(url: str) -> SheetFact:
    return SheetFact("Where it was seen", url, url if is_linked(url) else "")


def _uses(grid: Grid, uses: tuple[Use, ...]) -> str:
    if not uses:
        return NOT_USED
    numbers = {question.id: number for number, question in enumerate(grid.questions, start=1)}
    told = []
    for option in grid.options:
        asked = [str(numbers[use.question_id]) for use in uses if use.option_id == option.id]
        if asked:
            noun = "question" if len(asked) == 1 else "questions"
            told.append(f"{option.name}: {noun} {and_list(asked)}.")
    return " ".join(told)


def _about(about: str, names: dict[str, str]) -> str:
    """The places of a file in the words of the page: "asks/cbt" as "What will it ask …? CBT"."""
    told = _ABOUT_ID.sub(lambda found: names.get(found[0], found[0]), about)
    return told.replace("?/", "? ").replace("/", ": ")


def _title(words: str) -> str:
    return words[:1].upper() + words[1:]


def _day(checked_on: str) -> str:
    try:
        return plain_date(date.fromisoformat(checked_on))
    except ValueError:
        return checked_on


def _with_year(words: str, year: str) -> str:
    return words if not year or year in words else f"{words} ({year})"


def _note(note: str) -> str:
    return " ".join(part.strip() for part in note.split(" | ") if part.strip())
