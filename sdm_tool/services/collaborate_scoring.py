"""Scores a CSV file of CollaboRATE answers, whole or by a column, with the floor of 25 always."""

from typing import TypedDict

from sdm_tool.domain.collaborate import HIGHEST, ITEMS, SCALE, Answers, Score, read_answer, score
from sdm_tool.domain.csv_reading import (
    CsvFault,
    CsvFaultsError,
    Row,
    Table,
    UnknownColumnError,
    printable,
    read_table,
)


class GroupScore(TypedDict):
    """One group as `--json` prints it; per cents are 0 to 100, not rounded."""

    group: str | None
    offered: int
    complete: int
    incomplete: int
    shown: bool
    why_not: str | None
    top_score: float | None
    top_score_ci95: list[float] | None
    mean: float | None
    wording: str | None


class ScoreDocument(TypedDict):
    """What `sdm-tool collaborate score --json` prints."""

    scale: str
    groups: list[GroupScore]


def score_csv(content: bytes, *, by: str | None) -> ScoreDocument:
    """Score the rows of a file with the columns q1, q2, q3, in one group or one for each `by`.

    Every row is someone who was offered the form. Groups come in the order they first appear.
    UnknownColumnError when there is no column `by`; CsvFaultsError names every wrong cell.
    """
    table = read_table(content)
    if by is not None and by not in table.columns:
        raise UnknownColumnError(by, table.columns)
    groups: dict[str | None, list[Answers]] = {} if by else {None: []}
    for row, answers in zip(table.rows, _answers(table), strict=True):
        groups.setdefault(row.cells[by] if by else None, []).append(answers)
    return ScoreDocument(
        scale=SCALE,
        groups=[_group(name, score(found, len(found))) for name, found in groups.items()],
    )


def plain_lines(document: ScoreDocument) -> list[str]:
    """Say each group of a scored file in one line of words, percentages to one decimal place."""
    return [
        f"{_name(group['group'])}: {_counts(group)} {_result(group)}"
        for group in document["groups"]
    ]


def _answers(table: Table) -> list[Answers]:
    faults = list(table.missing(ITEMS))
    if faults:
        raise CsvFaultsError(*faults)
    answers: list[Answers] = []
    for row in table.rows:
        values = [_answer(row, item, faults) for item in ITEMS]
        answers.append(Answers(*values))
    if faults:
        raise CsvFaultsError(*faults)
    return answers


def _answer(row: Row, item: str, faults: list[CsvFault]) -> int | None:
    try:
        return read_answer(row.cells[item])
    except ValueError:
        message = (
            f"{row.cells[item]!r} is not a whole number from 0 to {HIGHEST}; "
            "leave the cell empty where there is no answer"
        )
        faults.append(CsvFault(row.line, item, message))
        return None


def _group(name: str | None, result: Score) -> GroupScore:
    interval = result.top_score_ci95
    return GroupScore(
        group=name,
        offered=result.offered,
        complete=result.complete,
        incomplete=result.incomplete,
        shown=result.shown,
        why_not=result.why_not,
        top_score=result.top_score,
        top_score_ci95=None if interval is None else list(interval),
        mean=result.mean,
        wording=result.wording,
    )


def _name(group: str | None) -> str:
    if group is None:
        return "All"
    return printable(group) or "(blank)"


def _counts(group: GroupScore) -> str:
    return (
        f"{group['offered']} offered, {group['complete']} complete, "
        f"{group['incomplete']} incomplete."
    )


def _result(group: GroupScore) -> str:
    if group["top_score"] is None or group["top_score_ci95"] is None:
        return f"No score: {group['why_not']}."
    low, high = group["top_score_ci95"]
    return (
        f"Top Score {group['top_score']:.1f} % (95 % interval {low:.1f} to {high:.1f}), "
        f"mean {group['mean']:.2f} of {HIGHEST}: {group['wording']}."
    )
