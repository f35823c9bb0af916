"""From a part of a draft to what its form shows, and back."""

from typing import Any

from sdm_tool.domain.grid_document import Document
from sdm_tool.web.grid_drafts.forms import (
    AboutForm,
    AnswerForm,
    OptionForm,
    PictureForm,
    QuestionForm,
)

_ABOUT_WORDS = (
    "title",
    "decision",
    "audience",
    "country",
    "setting",
    "for_whom",
    "not_for",
    "urgent_help",
    "interests",
    "funder",
    "update_policy",
    "licence",
)
_OPTION_WORDS = ("name", "line", "provider", "only_if")
_QUESTION_WORDS = ("text", "note")
_FIGURE_WORDS = ("evidence", "happened", "did_not", "after", "people", "compared_with", "how_sure")
_FIGURE_NUMBERS = ("with_option", "with_comparator")


def about_values(about: Document) -> dict[str, Any]:
    """Return what the form over the whole grid shows."""
    return {
        **{key: _text(about.get(key)) for key in _ABOUT_WORDS},
        **_ages_shown(about.get("ages")),
        "groupings": [str(each) for each in _list(about.get("groupings"))],
        "safety_first": about.get("safety_first") is True,
        "source_version": _text(about.get("source_version")),
        "authors": "\n".join(
            f"{_text(each.get('name'))}: {_text(each.get('role'))}"
            for each in _list(about.get("authors"))
            if isinstance(each, dict)
        ),
    }


def about_from(form: AboutForm) -> Document:
    """Return what stands over the grid as the form has it."""
    return {
        **{key: form[key].data or "" for key in _ABOUT_WORDS},
        "ages": _ages_from(form.youngest.data, form.oldest.data),
        "groupings": list(form.groupings.data or ()),
        "safety_first": bool(form.safety_first.data),
        "source_version": (form.source_version.data or "").strip(),
        "authors": [_contributor(line) for line in form.authors.data.splitlines() if line.strip()],
    }


def option_values(option: Document) -> dict[str, Any]:
    """Return what the form of an option shows."""
    return {
        **{key: _text(option.get(key)) for key in _OPTION_WORDS},
        **_ages_shown(option.get("ages")),
        **_picture_shown(option.get("picture")),
    }


def option_from(form: OptionForm) -> Document:
    """Return an option as the form has it, without its id."""
    ages = _ages_from(form.youngest.data, form.oldest.data)
    return {
        **{key: form[key].data or "" for key in _OPTION_WORDS},
        "ages": ages if any(value != "" for value in ages.values()) else None,
        "picture": _picture_from(form),
    }


def question_values(question: Document) -> dict[str, Any]:
    """Return what the form of a question shows."""
    return {key: _text(question.get(key)) for key in _QUESTION_WORDS}


def question_from(form: QuestionForm) -> Document:
    """Return a question as the form has it, without its id."""
    return {key: form[key].data or "" for key in _QUESTION_WORDS}


def answer_values(answer: Document) -> dict[str, Any]:
    """Return what the form of an answer shows: its figures, and an empty one to add."""
    figures = [each for each in _list(answer.get("figures")) if isinstance(each, dict)]
    return {
        "text": _text(answer.get("text")),
        "unknown": _text(answer.get("unknown")),
        "sources": [str(each) for each in _list(answer.get("sources"))],
        "figures": [
            {
                key: _text(figure.get(key))
                for key in (*_FIGURE_WORDS, *_FIGURE_NUMBERS, "like_for_like")
            }
            for figure in (*figures, {})
        ],
        **_picture_shown(answer.get("picture")),
    }


def answer_from(form: AnswerForm) -> Document:
    """Return an answer as the form has it; a figure in which nothing is filled is none."""
    figures = [_figure(entry.form) for entry in form.figures]
    return {
        "text": form.text.data or "",
        "figures": [figure for figure in figures if figure],
        "unknown": form.unknown.data or "",
        "sources": list(form.sources.data or ()),
        "picture": _picture_from(form),
    }


def _figure(form: Any) -> Document:  # noqa: ANN401  WTForms types no inner form
    words = {key: form[key].data or "" for key in _FIGURE_WORDS}
    numbers = {key: _number(form[key].data) for key in _FIGURE_NUMBERS}
    if not any((*words.values(), *(value != "" for value in numbers.values()))):
        return {}
    like = form.like_for_like.data
    return {**words, **numbers, **({"like_for_like": like} if like else {})}


def _picture_shown(picture: object) -> dict[str, str]:
    slot = picture if isinstance(picture, dict) else {}
    return {"picture": _text(slot.get("shows")), "picture_alt": _text(slot.get("alt"))}


def _picture_from(form: PictureForm) -> Document | None:
    shows, alt = form.picture.data or "", (form.picture_alt.data or "").strip()
    return {"shows": shows, "alt": alt} if shows or alt else None


def _contributor(line: str) -> Document:
    name, _, role = line.partition(":")
    return {"name": name.strip(), "role": role.strip()}


def _ages_shown(ages: object) -> dict[str, str]:
    known = ages if isinstance(ages, dict) else {}
    return {"youngest": _text(known.get("from")), "oldest": _text(known.get("to"))}


def _ages_from(youngest: str, oldest: str) -> Document:
    return {"from": _number(youngest), "to": _number(oldest)}


def _number(text: str | None) -> int | str:
    """A whole number where one was typed; else the words, for the checks to name."""
    words = (text or "").strip()
    return int(words) if words.isascii() and words.isdigit() else words


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
