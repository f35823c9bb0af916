"""What Together says: the drawn grid, with this family's marks and words on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from sdm_tool.domain.sections import LeaningKind, TogetherSection
from sdm_tool.domain.voices import Voice
from sdm_tool.services.conversation_reading import ConversationRead
from sdm_tool.web.conversations.grid_cells import (
    DrawnGrid,
    DrawnRow,
    draw_head,
    draw_marks,
    draw_row,
)

KIND_WORDS = {
    LeaningKind.DRAWS: "Draws me",
    LeaningKind.NOT_SURE: "Not sure",
    LeaningKind.PUTS_OFF: "Puts me off",
    LeaningKind.TELLS: "Wants you to know",
}


@dataclass(frozen=True, slots=True)
class View:
    """What is on the screen: which options, one question or all, and which figure is open."""

    hidden: frozenset[str]
    question: int | None
    open_figure: str


@dataclass(frozen=True, slots=True)
class RowOnScreen:
    """One question with its cells, marks and opened figures."""

    id: str
    number: int
    text: str
    head: Markup
    marks: Markup
    rest: Markup
    """The cells, and the figures that open below them."""


@dataclass(frozen=True, slots=True)
class SaidLine:
    """What one voice said about an option."""

    voice: Voice
    kind: str
    words: str
    number: int
    """Its place among everything said, for taking it back."""


@dataclass(frozen=True, slots=True)
class OptionOnScreen:
    """An option: its column, what was said about it, and whether it is open to them now."""

    id: str
    name: str
    line: str
    hidden: bool
    can_be_hidden: bool
    show_again: str
    """The query that shows it beside those in sight now."""
    said: tuple[SaidLine, ...]
    not_open: str


@dataclass(frozen=True, slots=True)
class TogetherShown:
    """The whole page."""

    title: str
    decision: str
    draft_words: str
    choose: Markup
    head: Markup
    options: tuple[OptionOnScreen, ...]
    rows: tuple[RowOnScreen, ...]
    columns: int
    question_count: int
    previous: int | None
    next: int | None
    own_options: tuple[OptionOnScreen, ...]


def present_together(
    conversation: ConversationRead, drawn: DrawnGrid, waits: Mapping[str, str], view: View
) -> TogetherShown:
    """Return the grid with the marks, words and screen state of this conversation."""
    together, voices = conversation.together, conversation.voices
    shown = drawn.shown
    options = tuple(
        OptionOnScreen(
            id=option.id,
            name=option.name,
            line=option.line,
            hidden=option.id in view.hidden,
            can_be_hidden=not option.is_no_change,
            show_again=_query(o.id for o in shown.options if o.id not in view.hidden - {option.id}),
            said=present_said(together, voices, option.id),
            not_open=together.not_open.get(option.id, ""),
        )
        for option in shown.options
    )
    told_waits = tuple(waits.items())
    rows = tuple(
        _row(row, conversation, view, told_waits)
        for row in drawn.rows
        if view.question in (None, row.number)
    )
    choose, head = draw_head(conversation.seen.content_hash or "", view.hidden)
    last = len(drawn.rows)
    return TogetherShown(
        title=shown.title,
        decision=shown.decision,
        draft_words=shown.draft_words,
        choose=choose,
        head=head,
        options=options,
        rows=rows,
        columns=sum(not option.hidden for option in options),
        question_count=last,
        previous=view.question - 1 if view.question and view.question > 1 else None,
        next=view.question + 1 if view.question and view.question < last else None,
        own_options=present_own_options(conversation),
    )


def _query(options: Iterable[str]) -> str:
    return urlencode([("chosen", "1"), *(("show", option) for option in options)])


def _row(
    row: DrawnRow, conversation: ConversationRead, view: View, waits: tuple[tuple[str, str], ...]
) -> RowOnScreen:
    marks = conversation.together.marks
    return RowOnScreen(
        id=row.id,
        number=row.number,
        text=row.text,
        head=row.head,
        marks=draw_marks(
            row.id,
            row.number,
            tuple(
                (voice, row.id in marks.get(voice.key, ()))
                for voice in conversation.voices
                if voice.may_lean
            ),
        ),
        rest=draw_row(
            conversation.seen.content_hash or "",
            row.number,
            view.hidden,
            view.open_figure if any(tray.id == view.open_figure for tray in row.trays) else "",
            waits if row.by_service else (),
        ),
    )


def present_own_options(conversation: ConversationRead) -> tuple[OptionOnScreen, ...]:
    """Return the options the family brought, with what was said about each."""
    together, voices = conversation.together, conversation.voices
    return tuple(
        OptionOnScreen(
            id=own.key,
            name=own.name,
            line=own.line,
            hidden=False,
            can_be_hidden=False,
            show_again="",
            said=present_said(together, voices, own.key),
            not_open=together.not_open.get(own.key, ""),
        )
        for own in sorted(together.own_options, key=lambda option: option.name.casefold())
    )


def present_said(
    together: TogetherSection, voices: Sequence[Voice], option_id: str
) -> tuple[SaidLine, ...]:
    """Return what was said about an option, voice by voice. Never counted, never averaged."""
    by_key = {voice.key: voice for voice in voices}
    order = {voice.key: place for place, voice in enumerate(voices)}
    lines = [
        SaidLine(by_key[leaning.voice], KIND_WORDS[leaning.kind], leaning.words, number)
        for number, leaning in enumerate(together.leanings)
        if leaning.option == option_id and leaning.voice in by_key
    ]
    return tuple(sorted(lines, key=lambda line: order[line.voice.key]))
