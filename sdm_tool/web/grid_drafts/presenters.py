"""What the editor says about a draft: what the checks found, and where each part stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from sdm_tool.domain.grid_document import Document
from sdm_tool.domain.grid_edit import (
    answer_of,
    option_of,
    options_of,
    question_of,
    questions_of,
    texts_in,
)
from sdm_tool.domain.grid_file import Fault, Severity
from sdm_tool.domain.reading_age import AIM, reading_age
from sdm_tool.domain.wording import clock_time, london_day, long_date
from sdm_tool.services.grid_drafts import DraftLine, DraftSeen

FEWEST_WORDS = 20
ANSWER_DEPTH = 3


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding, with the page on which it is put right."""

    message: str
    rule: str
    href: str
    place: str
    is_fault: bool


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


def base_of(draft_id: str) -> str:
    """Return the address that every page of a draft begins with."""
    return f"/grid-drafts/{draft_id}"


def saved_line(draft: DraftSeen | DraftLine) -> str:
    """Return for example "Saved at 15:07 on 22 November 2026 by R. Okafor"."""
    at = draft.changed_at
    return f"Saved at {clock_time(at)} on {long_date(london_day(at))} by {draft.changed_by}"


def present_findings(
    draft_id: str, grid: Document, findings: Iterable[Fault]
) -> tuple[FindingLine, ...]:
    """Return each finding with where it is put right, faults first."""
    lines = [_finding(draft_id, grid, found) for found in findings]
    return tuple(sorted(lines, key=lambda line: not line.is_fault))


def findings_at(lines: Iterable[FindingLine], href: str) -> tuple[FindingLine, ...]:
    """Return those that are put right on one page."""
    return tuple(line for line in lines if line.href == href)


def stop_words(lines: Iterable[FindingLine]) -> str:
    """Return "3 things stop review", or that nothing does."""
    count = sum(line.is_fault for line in lines)
    if not count:
        return "Nothing stops review"
    return "1 thing stops review" if count == 1 else f"{count} things stop review"


def present_part(draft_id: str, grid: Document, option_id: str, question_id: str) -> PartShown:
    """Return the names of a part; an id that is empty names nothing."""
    option = option_of(grid, option_id) if option_id else {}
    question = question_of(grid, question_id) if question_id else {}
    ids = [str(q.get("id")) for q in questions_of(grid) if q.get("answered_by") != "service"]
    at = ids.index(question_id) if option_id and question_id in ids else -1
    around = {
        name: _answer_href(draft_id, option_id, ids[place]) if 0 <= place < len(ids) else ""
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


def present_differences(draft_id: str, different: Iterable[str]) -> tuple[FindingLine, ...]:
    """Return what holds a linked version back: where it says something else than its source."""
    href = f"{base_of(draft_id)}/about"
    return tuple(
        FindingLine(words, "linked.differs", href, "The version it tells again", is_fault=True)
        for words in different
    )


def present_rows(
    draft_id: str, grid: Document, lines: Iterable[FindingLine]
) -> tuple[QuestionRow, ...]:
    """Return every question that the grid answers, with the state of each answer."""
    faulty = {line.href for line in lines if line.is_fault}
    return tuple(
        QuestionRow(
            str(question.get("text") or "A question without words"),
            _question_href(draft_id, question),
            present_answers(draft_id, grid, str(question.get("id")), faulty)
            if question.get("answered_by") != "service"
            else (),
        )
        for question in questions_of(grid)
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
        href = _answer_href(draft_id, option_id, question_id)
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
            _option_href(draft_id, option),
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


def _finding(draft_id: str, grid: Document, found: Fault) -> FindingLine:
    href, place = _place(draft_id, grid, found)
    return FindingLine(found.message, found.rule, href, place, found.severity is Severity.FAULT)


def _place(draft_id: str, grid: Document, found: Fault) -> tuple[str, str]:
    base = base_of(draft_id)
    if found.file != "grid.yaml":
        return f"{base}/text", f"evidence.yaml, line {found.line}"
    parts = found.path.split(".")
    if parts[0] == "answers" and len(parts) >= ANSWER_DEPTH:
        if not any(option.get("id") == parts[1] for option in options_of(grid)):
            return f"{base}/text", found.path
        return _answer_href(draft_id, parts[1], parts[2]), f"{parts[1]}, {parts[2]}"
    for key, entries, href in (
        ("options", options_of(grid), _option_href),
        ("questions", questions_of(grid), _question_href),
    ):
        if parts[0] == key and len(parts) > 1 and parts[1].isdigit():
            entry = entries[int(parts[1]) - 1] if int(parts[1]) <= len(entries) else {}
            name = str(entry.get("name") or entry.get("text") or key)
            return (href(draft_id, entry), name) if entry.get("id") else (f"{base}/text", name)
    in_text = parts[0] in ("answers", "options", "questions", "")
    return (f"{base}/text", found.path) if in_text else (f"{base}/about", "About the grid")


def _answer_href(draft_id: str, option_id: str, question_id: str) -> str:
    return f"{base_of(draft_id)}/answers/{option_id}/{question_id}"


def _option_href(draft_id: str, option: Document) -> str:
    return f"{base_of(draft_id)}/options/{option.get('id')}"


def _question_href(draft_id: str, question: Document) -> str:
    return f"{base_of(draft_id)}/questions/{question.get('id')}"
