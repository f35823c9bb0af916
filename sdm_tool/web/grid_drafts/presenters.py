"""What the editor says about the parts of a draft, and where each stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from sdm_tool.domain.grid_document import Document
from sdm_tool.domain.grid_edit import (
    answer_of,
    is_answered_by_service,
    option_of,
    options_of,
    question_of,
    questions_of,
    texts_in,
)
from sdm_tool.domain.reading_age import AIM, reading_age
from sdm_tool.domain.wording import clock_time, london_day, long_date
from sdm_tool.services.grid_drafts import DraftLine, DraftSeen
from sdm_tool.web.grid_drafts.addresses import answer_href, option_href, question_href
from sdm_tool.web.grid_drafts.finding_presenters import FindingLine

FEWEST_WORDS = 20


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part to write: its name, how far it is, and whether it is the one that is open."""

    name: str
    href: str
    state: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question with a link to every answer, in the order of the options."""

    text: str
    href: str
    number: int
    is_last: bool
    answers: tuple[PartLine, ...]


@dataclass(frozen=True, slots=True)
class PartShown:
    """Which part is open, and the answers to the questions around it."""

    option_id: str
    option: str
    may_be_taken_off: bool
    question: str
    number: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Check:
    """One line under the family's view."""

    name: str
    words: str


def saved_line(draft: DraftSeen | DraftLine) -> str:
    """Return for example "Saved at 15:07 on 22 November 2026 by R. Okafor"."""
    at = draft.changed_at
    return f"Saved at {clock_time(at)} on {long_date(london_day(at))} by {draft.changed_by}"


def present_part(draft_id: str, grid: Document, option_id: str, question_id: str) -> PartShown:
    """Return the names of a part; an id that is empty names nothing."""
    option = option_of(grid, option_id) if option_id else {}
    question = question_of(grid, question_id) if question_id else {}
    ids = [str(q.get("id")) for q in questions_of(grid) if not is_answered_by_service(q)]
    at = ids.index(question_id) if option_id and question_id in ids else -1
    around = {
        name: answer_href(draft_id, option_id, ids[place]) if 0 <= place < len(ids) else ""
        for name, place in (("before", at - 1), ("after", at + 1))
        if at >= 0
    }
    return PartShown(
        option_id=option_id,
        option=str(option.get("name") or option_id),
        may_be_taken_off=option.get("no_change") is not True,
        question=str(question.get("text") or question_id),
        number=at + 1,
        before=around.get("before", ""),
        after=around.get("after", ""),
    )


def present_rows(
    draft_id: str, grid: Document, lines: Iterable[FindingLine]
) -> tuple[QuestionRow, ...]:
    """Return every question that the grid answers, with the state of each answer."""
    faulty = {line.href for line in lines if line.is_fault}
    questions = questions_of(grid)
    return tuple(
        QuestionRow(
            str(question.get("text") or "A question without words"),
            question_href(draft_id, question),
            number,
            number == len(questions),
            present_answers(draft_id, grid, str(question.get("id")), faulty)
            if not is_answered_by_service(question)
            else (),
        )
        for number, question in enumerate(questions, start=1)
    )


def present_answers(
    draft_id: str,
    grid: Document,
    question_id: str,
    faulty: Iterable[str] = (),
    open_option: str = "",
) -> tuple[PartLine, ...]:
    """Return the answers to one question, one for each option."""
    known = set(faulty)
    lines = []
    for option in options_of(grid):
        option_id = str(option.get("id"))
        href = answer_href(draft_id, option_id, question_id)
        lines.append(
            PartLine(
                name=str(option.get("name") or option_id),
                href=href,
                state="to mend" if href in known else _state(grid, option_id, question_id),
                is_open=option_id == open_option,
            )
        )
    return tuple(lines)


def present_options(draft_id: str, grid: Document) -> tuple[PartLine, ...]:
    """Return every option as a part to write."""
    return tuple(
        PartLine(
            str(option.get("name") or option.get("id")),
            option_href(draft_id, option),
            "stays on every grid" if option.get("no_change") is True else "",
        )
        for option in options_of(grid)
    )


def present_checks(part: object, column: object, row: Iterable[object]) -> tuple[Check, ...]:
    """Return the reading ages of a part and its column, and its length against its row."""
    words = _words(part)
    checks = []
    if len(words.split()) >= FEWEST_WORDS:
        checks.append(Check("Reading age here", _age_words(words)))
    if column is not None:
        checks.append(Check("Reading age of the column", _age_words(_words(column))))
    lengths = [len(_words(each).split()) for each in row]
    if lengths:
        checks.append(
            Check(
                "Length",
                f"{len(words.split())} words; the others in this row have "
                f"{min(lengths)} to {max(lengths)}",
            )
        )
    return tuple(checks)


def _age_words(words: str) -> str:
    return f"about {reading_age(words):.1f}; aim for {AIM:g} or under"


def _words(part: object) -> str:
    return "\n\n".join(texts_in(part))


def _state(grid: Document, option_id: str, question_id: str) -> str:
    answer = answer_of(grid, option_id, question_id)
    if answer.get("figures"):
        return "with a figure"
    if answer.get("text"):
        return ""
    return "not known" if answer.get("unknown") else "nothing yet"
