"""What Together says: the drawn grid, with this family's marks and words on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sdm_tool.domain.sections import LeaningKind, TogetherSection
from sdm_tool.services.together import leaning_key
from sdm_tool.web.conversations.grid_cells import (
    TOKEN,
    DrawnGrid,
    DrawnRow,
    SaidLine,
    draw_choice,
    draw_row,
    draw_said,
    draw_start,
)
from sdm_tool.web.frame import Frame

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
class OptionOnScreen:
    """An option: its column, what was said about it, and whether it is open to them now."""

    id: str
    name: str
    line: str
    hidden: bool
    said: Markup
    not_open: str


@dataclass(frozen=True, slots=True)
class TogetherShown:
    """The whole page."""

    title: str
    decision: str
    draft_words: str
    choose: Markup
    head: Markup
    put_away: Markup
    rows: Markup
    options: tuple[OptionOnScreen, ...]
    own_options: tuple[OptionOnScreen, ...]
    columns: int
    span: int
    """All columns of the table, that of the questions among them."""
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
    token: str,
    *,
    not_offered: frozenset[str],
) -> TogetherShown:
    """Return the grid with the marks, words and screen state of this conversation.

    `not_offered` are the options this team does not offer.
    """
    conversation, shown = frame.conversation, drawn.shown
    notes = dict.fromkeys(not_offered, NOT_OFFERED) | {
        option: NOT_OPEN for option, why in conversation.together.not_open.items() if why
    }
    choice = draw_choice(
        conversation.seen.content_hash or "", view.hidden, tuple(sorted(notes.items()))
    )
    last = len(drawn.rows)
    return TogetherShown(
        title=shown.title,
        decision=shown.decision,
        draft_words=shown.draft_words,
        choose=choice.choose,
        head=choice.head,
        put_away=choice.put_away,
        rows=_rows(frame, drawn, waits, view, token),
        options=tuple(
            _option(frame, option.id, option.name, option.line, hidden=option.id in view.hidden)
            for option in shown.options
        ),
        own_options=present_own_options(frame),
        columns=len(shown.options) - len(view.hidden),
        span=len(shown.options) + 1,
        question_count=last,
        is_single=view.question is not None,
        question=view.question,
        previous=view.question - 1 if view.question and view.question > 1 else None,
        next=view.question + 1 if view.question and view.question < last else None,
    )


def _rows(
    frame: Frame, drawn: DrawnGrid, waits: Mapping[str, str], view: View, token: str
) -> Markup:
    told_waits = tuple(waits.items())
    parts = [
        part
        for row in drawn.rows
        if view.question in (None, row.number)
        for part in _row(frame, row, told_waits, view, token)
    ]
    return Markup("".join(parts))  # noqa: S704  every part was drawn by a template


def _row(
    frame: Frame, row: DrawnRow, waits: tuple[tuple[str, str], ...], view: View, token: str
) -> tuple[Markup, Markup]:
    conversation = frame.conversation
    grid_hash = conversation.seen.content_hash or ""
    marks = conversation.together.marks
    start = draw_start(
        grid_hash,
        row.number,
        frame.href,
        tuple(
            (voice, row.id in marks.get(voice.key, ()))
            for voice in conversation.voices
            if voice.may_lean
        ),
        is_open=frame.is_open,
    )
    is_open_here = any(tray.id == view.open_figure for tray in row.trays)
    rest = draw_row(
        grid_hash,
        row.number,
        view.hidden,
        view.open_figure if is_open_here else "",
        waits if row.by_service else (),
    )
    return start.replace(TOKEN, token), rest


def present_own_options(frame: Frame) -> tuple[OptionOnScreen, ...]:
    """Return the options the family brought, with what was said about each."""
    own = sorted(frame.conversation.together.own_options, key=lambda o: o.name.casefold())
    return tuple(_option(frame, o.key, o.name, o.line, hidden=False) for o in own)


def _option(frame: Frame, option_id: str, name: str, line: str, *, hidden: bool) -> OptionOnScreen:
    together = frame.conversation.together
    return OptionOnScreen(
        id=option_id,
        name=name,
        line=line,
        hidden=hidden,
        said=present_said(frame, together, option_id, name),
        not_open=together.not_open.get(option_id, ""),
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
    voices = frame.conversation.voices
    by_key = {voice.key: voice for voice in voices}
    order = {voice.key: place for place, voice in enumerate(voices)}
    lines = [
        SaidLine(
            by_key[leaning.voice], KIND_WORDS[leaning.kind], leaning.words, leaning_key(leaning)
        )
        for leaning in together.leanings
        if leaning.option == option_id and leaning.voice in by_key
    ]
    lines.sort(key=lambda line: order[line.voice.key])
    return draw_said(
        frame.href,
        option_id,
        option_name,
        tuple(lines),
        is_open=frame.is_open,
        takes_focus=just_added,
    )
