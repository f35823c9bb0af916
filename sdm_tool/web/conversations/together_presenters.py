"""What Together says: the drawn grid, with this family's marks and words on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sdm_tool.domain.sections import LeaningKind, TogetherSection
from sdm_tool.services.together import leaning_key
from sdm_tool.web.conversations.grid_cells import (
    DrawnGrid,
    SaidLine,
    draw_answers,
    draw_choice,
    draw_questions,
    draw_said,
    draw_said_row,
)
from sdm_tool.web.frame import Frame
from sdm_tool.web.grid_shown import GridShown

KIND_WORDS = {
    LeaningKind.DRAWS: "Draws me",
    LeaningKind.NOT_SURE: "Not sure",
    LeaningKind.PUTS_OFF: "Puts me off",
    LeaningKind.TELLS: "Wants you to know",
}

NOT_OFFERED = "This team does not offer it"
NOT_OPEN = "Not open to us now"


@dataclass(frozen=True, slots=True)
class View:
    """What is on the screen: which options, one question or all, and which figure is open."""

    hidden: frozenset[str]
    question: int | None
    open_figure: str


@dataclass(frozen=True, slots=True)
class OwnOptionOnScreen:
    """An option the family brought, and what was said about it."""

    id: str
    name: str
    line: str
    said: Markup


@dataclass(frozen=True, slots=True)
class TogetherShown:
    """The whole page."""

    grid: GridShown
    draft: Markup
    choose: Markup
    head: Markup
    put_away: Markup
    rows: Markup
    said: Markup
    not_open: tuple[tuple[str, str], ...]
    """Names of options that are not open to them now, and why."""
    own_options: tuple[OwnOptionOnScreen, ...]
    columns: int
    columns_words: str
    question_count: int
    is_single: bool
    question: int | None
    previous: int | None
    next: int | None


def present_together(
    frame: Frame,
    drawn: DrawnGrid,
    waits: Mapping[str, str],
    view: View,
    *,
    not_offered: frozenset[str],
) -> TogetherShown:
    """Return the grid with the marks, words and screen state of this conversation.

    `not_offered` are the options this team does not offer.
    """
    shown, not_open = drawn.shown, frame.conversation.together.not_open
    notes = dict.fromkeys(not_offered, NOT_OFFERED) | {
        option: NOT_OPEN for option, why in not_open.items() if why
    }
    choice = draw_choice(
        _grid_hash(frame), view.hidden, tuple(sorted(notes.items())), view.question
    )
    last, count = len(drawn.rows), len(shown.options)
    columns = count - len(view.hidden)
    return TogetherShown(
        grid=shown,
        draft=drawn.draft,
        choose=choice.choose,
        head=choice.head,
        put_away=choice.put_away,
        rows=_rows(frame, drawn, waits, view),
        said=_said_row(frame, drawn, view.hidden),
        not_open=tuple((o.name, not_open[o.id]) for o in shown.options if not_open.get(o.id)),
        own_options=present_own_options(frame),
        columns=columns,
        columns_words=f"all {count}" if columns == count else f"{columns} of {count}",
        question_count=last,
        is_single=view.question is not None,
        question=view.question,
        previous=view.question - 1 if view.question and view.question > 1 else None,
        next=view.question + 1 if view.question and view.question < last else None,
    )


def _rows(frame: Frame, drawn: DrawnGrid, waits: Mapping[str, str], view: View) -> Markup:
    conversation, grid_hash = frame.conversation, _grid_hash(frame)
    marks = conversation.together.marks
    questions = draw_questions(
        grid_hash,
        frame.href,
        tuple(
            (voice, tuple(marks.get(voice.key, ())))
            for voice in conversation.voices
            if voice.may_lean
        ),
        is_open=frame.is_open,
    )
    answers = draw_answers(grid_hash, view.hidden, view.open_figure, tuple(waits.items()))
    parts = (
        part
        for row, question, rest in zip(drawn.rows, questions, answers, strict=True)
        if view.question in (None, row.number)
        for part in (question, rest)
    )
    return Markup("".join(parts))  # noqa: S704  every part was drawn by a template


def _said_row(frame: Frame, drawn: DrawnGrid, hidden: frozenset[str]) -> Markup:
    said = _said(frame, frame.conversation.together)
    return draw_said_row(
        _grid_hash(frame),
        frame.href,
        hidden,
        tuple(tuple(said.get(option.id, ())) for option in drawn.shown.options),
        is_open=frame.is_open,
    )


def _grid_hash(frame: Frame) -> str:
    return frame.conversation.seen.content_hash or ""


def present_own_options(frame: Frame) -> tuple[OwnOptionOnScreen, ...]:
    """Return the options the family brought, with what was said about each."""
    together = frame.conversation.together
    own = sorted(together.own_options, key=lambda option: option.name.casefold())
    return tuple(
        OwnOptionOnScreen(o.key, o.name, o.line, present_said(frame, together, o.key, o.name))
        for o in own
    )


def present_said(
    frame: Frame,
    together: TogetherSection,
    option_id: str,
    option_name: str,
    *,
    just_added: bool = False,
) -> Markup:
    """Return what was said about an option, voice by voice. Never counted, never averaged.

    After adding words the focus goes to the way to add more.
    """
    return draw_said(
        frame.href,
        option_id,
        option_name,
        tuple(_said(frame, together).get(option_id, ())),
        is_open=frame.is_open,
        takes_focus=just_added,
    )


def _said(frame: Frame, together: TogetherSection) -> Mapping[str, list[SaidLine]]:
    """Return what was said by option, voice by voice, and each voice's words in their order."""
    said: dict[str, list[SaidLine]] = {}
    for voice in frame.conversation.voices:
        for leaning in together.leanings:
            if leaning.voice == voice.key:
                line = SaidLine(
                    voice, KIND_WORDS[leaning.kind], leaning.words, leaning_key(leaning)
                )
                said.setdefault(leaning.option, []).append(line)
    return said
