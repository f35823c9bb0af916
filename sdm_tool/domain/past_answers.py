"""Past CollaboRATE answers and offers from two CSV files: every row is read, or named as wrong."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sdm_tool.domain.collaborate import HIGHEST, ITEMS, Answers, Mode, Respondent, read_answer
from sdm_tool.domain.csv_reading import CsvFault, CsvFaultsError, Row, Table, read_table
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.months import parse_month

GROUP = ("month", "team", "respondent", "mode")
OFFERED = "offered"
MOST_OFFERED = 1_000_000
RESPONDENTS = {
    "young person": Respondent.YOUNG_PERSON,
    "young-person": Respondent.YOUNG_PERSON,
    "parent": Respondent.PARENT,
}
MODES = {
    "hand-over": Mode.HAND_OVER,
    "tablet handed over": Mode.HAND_OVER,
    "own-device": Mode.OWN_DEVICE,
    "own device": Mode.OWN_DEVICE,
    "paper": Mode.PAPER,
}

Word = TypeVar("Word")


@dataclass(frozen=True, slots=True)
class Group:
    """Whose answers: a month ("2026-03"), the id of a team, who answered, and how asked."""

    month: str
    team_id: str
    respondent: Respondent
    mode: Mode


@dataclass(frozen=True, slots=True)
class PastAnswers:
    """What two files hold, without a fault."""

    answers: tuple[tuple[Group, Answers], ...]
    offered: Mapping[Group, int]

    @property
    def months(self) -> tuple[str, ...]:
        """Every month there is anything of, in order."""
        return tuple(sorted({group.month for group in self.offered}))


class PastFaultsError(Exception):
    """The files cannot be brought in; each fault stands under the file it is in."""

    def __init__(self, answers: Collection[CsvFault], offers: Collection[CsvFault]) -> None:
        super().__init__("\n".join(str(fault) for fault in (*answers, *offers)))
        self.answers = tuple(sorted(answers, key=lambda fault: fault.line))
        self.offers = tuple(sorted(offers, key=lambda fault: fault.line))


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows are read against."""

    teams: Mapping[str, str]
    """The id of each team by its name, in lower case; "" where several have that name."""
    why_not: Callable[[str], str]
    """Why a month ("2026-03") cannot be brought in, in words; empty when it can."""


def read_past_answers(answers: bytes, offers: bytes, known: Known) -> PastAnswers:
    """Read both files. PastFaultsError names every wrong row by its line and column.

    Every group that answered must have been offered the form, at least as often as it answered.
    No message repeats an answer.
    """
    faults: list[CsvFault] = []
    rows = [
        (row.line, group, items)
        for row in _rows(answers, (*GROUP, *ITEMS), faults)
        for group, items in [(_group(row, known, faults), _answers(row, faults))]
        if group and items
    ]
    offer_faults: list[CsvFault] = []
    offered: dict[Group, int] = {}
    lines: dict[Group, int] = {}
    for row in _rows(offers, (*GROUP, OFFERED), offer_faults):
        group, count = _group(row, known, offer_faults), _count(row, offer_faults)
        if group is None or count is None:
            continue
        if group in lines:
            message = f"line {lines[group]} is about the same month, team, respondent and mode"
            offer_faults.append(CsvFault(row.line, None, message))
        offered[group], lines[group] = count, row.line
    if not offer_faults:
        first = {group: line for line, group, _ in reversed(rows)}
        answered = Counter(group for _, group, _ in rows)
        for group, count in answered.items():
            if group not in offered:
                message = "the file of offers has no line for this month, team, respondent and mode"
                faults.append(CsvFault(first[group], None, message))
            elif offered[group] < count:
                message = f"fewer were offered the form than the {count} answers of the other file"
                offer_faults.append(CsvFault(lines[group], OFFERED, message))
    if faults or offer_faults:
        raise PastFaultsError(faults, offer_faults)
    return PastAnswers(tuple((group, items) for _, group, items in rows), offered)


def _rows(content: bytes, columns: tuple[str, ...], faults: list[CsvFault]) -> tuple[Row, ...]:
    try:
        table: Table = read_table(content)
    except CsvFaultsError as error:
        faults.extend(error.faults)
        return ()
    missing = table.missing(columns)
    faults.extend(missing)
    if not missing and not table.rows:
        faults.append(CsvFault(table.header_line, None, "there is no row below the header"))
    return () if missing else table.rows


def _group(row: Row, known: Known, faults: list[CsvFault]) -> Group | None:
    before = len(faults)
    month = row.cells["month"]
    try:
        parse_month(month)
        why_not = known.why_not(month)
    except DomainError:
        why_not = "write the month as a year and a month, like 2026-03"
    if why_not:
        faults.append(CsvFault(row.line, "month", why_not))
    team_id = known.teams.get(row.cells["team"].casefold())
    if not team_id:
        why = "there is no team of this name in Settings"
        if team_id == "":
            why = "several teams have this name: add the site, for example “Schools (North)”"
        faults.append(CsvFault(row.line, "team", why))
    respondent = _word(row, "respondent", RESPONDENTS, "young person or parent", faults)
    mode = _word(row, "mode", MODES, "hand-over, own-device or paper", faults)
    if len(faults) > before or not (team_id and respondent and mode):
        return None
    return Group(month, team_id, respondent, mode)


def _word(
    row: Row, column: str, words: Mapping[str, Word], which: str, faults: list[CsvFault]
) -> Word | None:
    found = words.get(row.cells[column].casefold())
    if found is None:
        faults.append(CsvFault(row.line, column, f"write {which}"))
    return found


def _answers(row: Row, faults: list[CsvFault]) -> Answers | None:
    values: list[int | None] = []
    for item in ITEMS:
        try:
            values.append(read_answer(row.cells[item]))
        except ValueError:
            message = f"write a whole number from 0 to {HIGHEST}, or leave it empty"
            faults.append(CsvFault(row.line, item, message))
    if len(values) < len(ITEMS):
        return None
    if not any(value is not None for value in values):
        message = "no answer at all: leave this row out, and count the person as offered"
        faults.append(CsvFault(row.line, None, message))
        return None
    return Answers(*values)


def _count(row: Row, faults: list[CsvFault]) -> int | None:
    text = row.cells[OFFERED]
    if text.isascii() and text.isdigit() and len(text) <= len(str(MOST_OFFERED)):
        count = int(text)
        if 1 <= count <= MOST_OFFERED:
            return count
    message = f"write how many were offered the form, 1 to {MOST_OFFERED:,}"
    faults.append(CsvFault(row.line, OFFERED, message))
    return None
