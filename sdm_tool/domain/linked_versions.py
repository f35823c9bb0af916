"""A grid told again, in easy words or in another language, against the version it was made from."""

from collections.abc import Iterator
from dataclasses import asdict

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Ages, Answer, Grid
from sdm_tool.domain.grid_document import Document
from sdm_tool.domain.grid_formats import ENGLISH, Format

_ENGLISH = "en"


def retell(document: Document, *, language: str, written: Format) -> None:
    """Turn the copy of a version into the beginning of one that tells it again.

    It becomes a grid of its own, linked to the version it was copied from. The words around it
    come along in English, for the translator; the checks refuse those that stay English. Refuses
    what the version is already.
    """
    is_other_language = language != document["language"]
    is_other_format = written != document.get("format", Format.STANDARD)
    if not is_other_language and not is_other_format:
        raise DomainError("It is in this language and format already.", field="retold")
    # A version told again twice is linked to the first: one step leads to what was approved first.
    document.setdefault("made_from", {"slug": document["slug"], "version": document["version"]})
    if is_other_format:
        document["slug"] = f"{document['slug']}-{written.value}"
        document["format"] = written.value
        document["title"] = f"{document['title']} (easy read)"
    if is_other_language:
        document["slug"] = f"{document['slug']}-{language}"
        document["language"] = language
        document["title"] = f"{document['title']} ({language})"
        document.setdefault("phrases", asdict(ENGLISH))
    if language == _ENGLISH:
        document.pop("phrases", None)


def differences(linked: Grid, source: Grid) -> tuple[str, ...]:
    """Return, in sentences, where a linked version holds something else than its source.

    Words may differ. Options, questions, numbers, sources and for whom it is may not: otherwise a
    family would decide on something else than the people who read the source.
    """
    return tuple(_differences(linked, source))


def _differences(linked: Grid, source: Grid) -> Iterator[str]:
    if source.made_from is not None:
        first = source.made_from
        yield f"Its source is itself told again. Name {first.slug}, version {first.version}."
    if (linked.ages, linked.audience) != (source.ages, source.audience):
        yield "It speaks to other people: ages and audience have to be those of the source."
    if linked.safety_first != source.safety_first:
        yield "Safety first has to be as in the source."
    yield from _missing("option", _ids(linked.options), _ids(source.options))
    yield from _missing("question", _ids(linked.questions), _ids(source.questions))
    same = _ids(linked.options) if set(_ids(linked.options)) == set(_ids(source.options)) else []
    if same and _open_to(linked) != _open_to(source):
        yield "Ages of an option, or which one keeps things as they are, differ from the source."
    yield from _untranslated(linked, source)
    if _by_service(linked) != _by_service(source):
        yield "Each service has to answer the same questions for itself as in the source."
    for option in source.options:
        for question in source.questions:
            told = linked.answer(option.id, question.id)
            meant = source.answer(option.id, question.id)
            where = f"“{option.name}”, “{question.text}”"
            if told is not None and meant is not None:
                yield from _in_answer(where, told, meant)
            elif told is not meant:
                yield f"Only one of the two has an answer: {where}."


def _ids(parts: tuple[object, ...]) -> list[str]:
    return [str(getattr(part, "id", "")) for part in parts]


def _untranslated(linked: Grid, source: Grid) -> Iterator[str]:
    if linked.language == source.language:
        return
    for name, words, before in (
        ("urgent help", linked.urgent_help, source.urgent_help),
        ("decision", linked.decision, source.decision),
        ("text on who it is for", linked.for_whom, source.for_whom),
        ("text on who it is not for", linked.not_for, source.not_for),
    ):
        if words == before:
            yield f"The {name} is word for word as in the source: it is not translated."
    same = sum(
        told is not None and meant is not None and _said(told) == _said(meant)
        for option in source.options
        for question in source.questions
        for told, meant in [
            (linked.answer(option.id, question.id), source.answer(option.id, question.id))
        ]
    )
    if same:
        answers = "1 answer is" if same == 1 else f"{same} answers are"
        yield f"{answers} word for word as in the source: not translated."


def _said(answer: Answer) -> tuple[str | None, str | None]:
    return answer.text, answer.unknown


def _open_to(grid: Grid) -> dict[str, tuple[Ages | None, bool]]:
    return {option.id: (option.ages, option.no_change) for option in grid.options}


def _by_service(grid: Grid) -> set[str]:
    return {question.id for question in grid.questions if question.by_service}


def _missing(kind: str, told: list[str], meant: list[str]) -> Iterator[str]:
    for each in meant:
        if each not in told:
            yield f"The {kind} “{each}” of the source is not here."
    for each in told:
        if each not in meant:
            yield f"The {kind} “{each}” is not in the source."


def _in_answer(where: str, told: Answer, meant: Answer) -> Iterator[str]:
    if _numbers(told) != _numbers(meant):
        yield f"The numbers are not those of the source: {where}."
    if set(told.sources) != set(meant.sources):
        yield f"The sources behind the words are not those of the source version: {where}."
    if bool(told.unknown) != bool(meant.unknown):
        yield f"What is not known is not told as in the source: {where}."


def _numbers(answer: Answer) -> list[tuple[str, int, int]]:
    return [(each.evidence_id, each.with_option, each.with_comparator) for each in answer.figures]
