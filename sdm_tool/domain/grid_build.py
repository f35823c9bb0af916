"""From a draft without faults to the grid itself."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from sdm_tool.domain.grid import (
    Ages,
    Answer,
    Contributor,
    Figure,
    Grid,
    GridAudience,
    Option,
    Question,
    Setting,
    Source,
    SourceKind,
)
from sdm_tool.domain.grid_checks.draft import Cell, Draft
from sdm_tool.domain.grid_checks.values import day_of
from sdm_tool.domain.grid_formats import Format, MadeFrom, Phrases, Picture, PictureSlot
from sdm_tool.domain.grid_tree import Branch
from sdm_tool.domain.sections import Grouping


def built(draft: Draft) -> Grid:
    """The grid of a draft in which no check found a fault."""
    root = draft.root
    return Grid(
        slug=root.text("slug"),
        version=root.text("version"),
        language=root.text("language"),
        title=root.text("title"),
        decision=_words(root, "decision"),
        ages=_ages(root.branch("ages")),
        country=root.text("country"),
        groupings=tuple(Grouping(str(leaf.value)) for leaf in root.leaves("groupings")),
        setting=Setting(root.text("setting")),
        audience=GridAudience(root.text("audience")),
        for_whom=_words(root, "for_whom"),
        not_for=_words(root, "not_for"),
        urgent_help=_words(root, "urgent_help"),
        safety_first=draft.safety_first,
        options=tuple(_option(entry) for entry in draft.options),
        questions=tuple(_question(entry) for entry in draft.questions),
        answers=_answers(draft),
        sources=tuple(_sources(draft)),
        authors=_contributors(root, "authors"),
        reviewers=_contributors(root, "reviewers"),
        interests=_words(root, "interests"),
        funder=_words(root, "funder"),
        published=_day(root, "published"),
        review_by=_day(root, "review_by"),
        update_policy=_words(root, "update_policy"),
        licence=root.text("licence"),
        format=Format(root.text("format") or Format.STANDARD),
        made_from=_made_from(root.branch("made_from")) if "made_from" in root.entries else None,
        phrases=_phrases(root.branch("phrases")) if "phrases" in root.entries else None,
    )


def _answers(draft: Draft) -> dict[str, dict[str, Answer]]:
    answers: dict[str, dict[str, Answer]] = {}
    for cell in draft.cells():
        answers.setdefault(cell.option_id, {})[cell.question_id] = _answer(cell)
    return answers


def _answer(cell: Cell) -> Answer:
    return Answer(
        text=_words(cell.answer, "text") or None,
        figures=tuple(_figure(entry) for entry in cell.figures),
        unknown=_words(cell.answer, "unknown") or None,
        sources=tuple(str(leaf.value) for leaf in cell.sources),
        picture=_picture(cell.answer),
    )


def _figure(entry: Branch) -> Figure:
    return Figure(
        evidence_id=entry.text("evidence"),
        with_option=_whole(entry, "with_option"),
        with_comparator=_whole(entry, "with_comparator"),
        happened=_words(entry, "happened"),
        did_not=_words(entry, "did_not"),
        after=_words(entry, "after"),
        people=_words(entry, "people"),
        compared_with=_words(entry, "compared_with"),
        how_sure=_words(entry, "how_sure"),
        like_for_like=entry.text("like_for_like") or None,
    )


def _option(entry: Branch) -> Option:
    return Option(
        id=entry.text("id"),
        name=_words(entry, "name"),
        line=_words(entry, "line"),
        provider=_words(entry, "provider"),
        ages=_ages(entry.branch("ages")) if "ages" in entry.entries else None,
        only_if=_words(entry, "only_if") or None,
        no_change=entry.value("no_change") is True,
        picture=_picture(entry),
    )


def _question(entry: Branch) -> Question:
    return Question(
        id=entry.text("id"),
        text=_words(entry, "text"),
        note=_words(entry, "note") or None,
        by_service=entry.text("answered_by") == "service",
    )


def _sources(draft: Draft) -> Iterator[Source]:
    used = {
        str(leaf.value)
        for cell in draft.cells()
        for leaf in (*cell.sources, *(figure.leaf("evidence") for figure in cell.figures))
        if leaf is not None
    }
    for source_id in sorted(used):
        record, guideline = draft.record(source_id), draft.guideline(source_id)
        if record is not None:
            citation, kind, found = record.text("citation"), SourceKind.EVIDENCE, record
        elif guideline is not None:
            citation = f"{guideline.text('guideline')}: {guideline.text('title')}"
            kind, found = SourceKind.GUIDELINE, guideline
        else:
            continue
        year = found.value("year")
        whole = year if isinstance(year, int) else None
        yield Source(source_id, citation, whole, found.text("url"), kind)


def _contributors(root: Branch, key: str) -> tuple[Contributor, ...]:
    return tuple(
        Contributor(_words(entry, "name"), _words(entry, "role")) for entry in root.branches(key)
    )


def _made_from(entry: Branch) -> MadeFrom:
    return MadeFrom(entry.text("slug"), entry.text("version"))


def _phrases(entry: Branch) -> Phrases:
    known = {field.name for field in fields(Phrases)} & set(entry.entries)
    return Phrases(**{key: _words(entry, key) for key in known})


def _picture(entry: Branch) -> PictureSlot | None:
    if "picture" not in entry.entries:
        return None
    slot = entry.branch("picture")
    return PictureSlot(Picture(slot.text("shows")), _words(slot, "alt"))


def _ages(entry: Branch) -> Ages:
    return Ages(_whole(entry, "from"), _whole(entry, "to"))


def _day(root: Branch, key: str) -> date | None:
    return day_of(root.leaf(key))


def _whole(entry: Branch, key: str) -> int:
    value = entry.value(key)
    return value if isinstance(value, int) else 0


def _words(entry: Branch, key: str) -> str:
    return entry.text(key).strip()
