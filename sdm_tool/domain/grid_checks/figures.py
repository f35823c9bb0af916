"""Figures against the evidence beside them: what may be shown, as which numbers, next to what."""

import re
from collections.abc import Iterator
from decimal import Decimal

from sdm_tool.domain.figures import WHOLE, is_told_in_words, rounded_per_100
from sdm_tool.domain.grid_checks.draft import Draft
from sdm_tool.domain.grid_tree import Branch, Leaf

_SIDES = (
    ("with_option", "intervention_per_100"),
    ("with_comparator", "comparator_per_100"),
)
_YEAR_AT_END = re.compile(r"-\d{4}$")
_DIFFERENT = re.compile(r"different stud", re.IGNORECASE)
_NOT_COMPARED = re.compile(r"(cannot|can't|can not|must not|do not)\b.*\bcompare", re.IGNORECASE)


def check_figures(draft: Draft) -> None:
    """Note each figure that its record does not bear out, and rows that invite false comparison."""
    if draft.evidence is None:
        return
    for cell in draft.cells():
        for figure in cell.figures:
            _check_figure(draft, figure)
    for question in draft.questions:
        _check_row(draft, question)


def _check_figure(draft: Draft, figure: Branch) -> None:
    place = figure.leaf("evidence")
    if place is None or not figure.text("evidence"):
        return
    record = draft.record(figure.text("evidence"))
    if record is None:
        message = f"evidence.yaml has no record “{place.value}”. Copy it there, or mend the id."
        draft.findings.fault(place, "figure.not-in-evidence", message)
        return
    for rule, message in _refusals(record):
        draft.findings.fault(place, rule, message)
    for written, published in _SIDES:
        _check_number(draft, figure.leaf(written), record.value(published))


def _refusals(record: Branch) -> Iterator[tuple[str, str]]:
    if record.value("verified") is not True:
        yield "figure.not-verified", "This record is not verified, so its numbers are not shown."
    if record.text("display") != "family":
        display = record.text("display") or "not given"
        yield (
            "figure.not-family",
            f"This record may not be a figure (display: {display}). Only “family” records may.",
        )
    sides = [_number(record.value(published)) for _, published in _SIDES]
    if any(side is not None and not 0 <= side <= WHOLE for side in sides):
        yield "figure.number-range", "A number of 100 lies between 0 and 100. Mend the record."
    elif None in sides:
        yield "figure.no-pair", "This record lacks one number of the pair. Tell it in words."
    elif any(is_told_in_words(side) for side in sides if side is not None):
        yield (
            "figure.words-only",
            "A number under 1 or over 99 of 100 is told in words, without a figure.",
        )
    if not record.text("comparator") or record.text("comparator").casefold().startswith("none"):
        yield "figure.no-comparator", "This record compares with nothing. Tell it in words."
    if not record.text("timeframe") or not record.text("population"):
        yield "figure.no-context", "This record does not say after how long, or who was studied."


def _check_number(draft: Draft, written: Leaf | None, published: object) -> None:
    number = _number(published)
    if written is None or number is None or not isinstance(written.value, int):
        return
    if not 0 <= number <= WHOLE:
        return
    due = rounded_per_100(number)
    if written.value != due:
        message = f"The record says {number} of 100, so write {due}, not {written.value}."
        draft.findings.fault(written, "figure.number-differs", message)


def _check_row(draft: Draft, question: Branch) -> None:
    cells = [cell for cell in draft.cells() if cell.question_id == question.text("id")]
    shown = [cell for cell in cells if cell.figures]
    figures = [figure for cell in shown for figure in cell.figures]
    sets = {figure.text("like_for_like") for figure in figures}
    for name in sorted(sets - {""}):
        _check_set(draft, [figure for figure in figures if figure.text("like_for_like") == name])
    one_set = len(sets) <= 1 and "" not in sets
    # One study told about one option at two times: nothing stands across from it.
    one_study = len({_study(draft, figure) for figure in figures}) <= 1 and len(shown) <= 1
    note = question.text("note")
    is_english = draft.root.text("language") == "en"
    said = (_DIFFERENT.search(note) and _NOT_COMPARED.search(note)) if is_english else note
    if not (one_set or one_study or said):
        message = (
            "The figures in this row are not one like-for-like set. Give the question the note: "
            "“These come from different studies. You cannot compare them across.”"
        )
        draft.findings.fault(question.leaf("note") or question, "figure.not-comparable", message)


def _check_set(draft: Draft, figures: list[Branch]) -> None:
    first, *others = figures
    wanted = _basis(draft, first)
    for figure in others:
        basis = _basis(draft, figure)
        if wanted is not None and basis is not None and basis != wanted:
            message = (
                "Figures of one like-for-like set share their study, comparator and time; by the "
                "records this one does not. Take the name of the set off it."
            )
            place = figure.leaf("like_for_like") or figure
            draft.findings.fault(place, "figure.not-like-for-like", message)


def _basis(draft: Draft, figure: Branch) -> tuple[str, ...] | None:
    record = draft.record(figure.text("evidence"))
    if record is None:
        return None
    shared = (
        record.text(key).split("(")[0].strip().casefold() for key in ("comparator", "timeframe")
    )
    return (_study(draft, figure), *shared)


def _study(draft: Draft, figure: Branch) -> str:
    record = draft.record(figure.text("evidence"))
    return _YEAR_AT_END.sub("", record.text("study")) if record else ""


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return Decimal(value)
