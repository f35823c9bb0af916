"""Routes of Together: the shared look at the grid."""

from datetime import date
from functools import lru_cache

from flask import make_response, render_template, request, session
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Permission
from sdm_tool.domain.sections import Leaning, LeaningKind, OwnOption
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services import together as services
from sdm_tool.services.conversation_reading import read_conversation
from sdm_tool.web.access import requires
from sdm_tool.web.conversations.blueprint import conversations
from sdm_tool.web.conversations.grid_cells import TOKEN, DrawnGrid, draw_grid
from sdm_tool.web.conversations.section_pages import refused_line, saved_line
from sdm_tool.web.conversations.together_forms import (
    MarksForm,
    NotOpenForm,
    OwnOptionForm,
    WordsForm,
)
from sdm_tool.web.conversations.together_presenters import (
    View,
    present_own_options,
    present_said,
    present_together,
)
from sdm_tool.web.database import database, now
from sdm_tool.web.forms.fields import choices_from
from sdm_tool.web.fragments import see_other, wants_fragment
from sdm_tool.web.frame import Frame, open_frame
from sdm_tool.web.grid_presenters import present_waits
from sdm_tool.web.signed_in import require_person

HIDDEN = "hidden options"
PAGES_KEPT = 64


@conversations.route("/conversations/<conversation_id>/together")
@requires(Permission.CONVERSATION_LEAD)
def together(conversation_id: str) -> str | bytes:
    """Show the grid between people, or their own options when there is no grid."""
    return _page(open_frame(conversation_id, "together"))


@conversations.route("/conversations/<conversation_id>/together/marks", methods=["POST"])
@requires(Permission.CONVERSATION_LEAD)
def marks(conversation_id: str) -> Response:
    """Save whom one question matters to."""
    scope = require_person().scope
    conversation = read_conversation(database(), scope, conversation_id)
    form = MarksForm()
    form.voices.choices = choices_from(
        {voice.key: voice.word for voice in conversation.voices if voice.may_lean}
    )
    if not form.validate_on_submit():
        return refused_line(form)
    _require_question(conversation.grid, form.question.data)
    services.mark_question(
        database(),
        conversation_id,
        question=form.question.data,
        voices=frozenset(form.voices.data or ()),
        scope=scope,
        now=now(),
    )
    if wants_fragment():
        return saved_line()
    return see_other(f"/conversations/{conversation_id}/together#{form.question.data}")


@conversations.route(
    "/conversations/<conversation_id>/together/words/<option_id>", methods=["GET", "POST"]
)
@requires(Permission.CONVERSATION_LEAD)
def words(conversation_id: str, option_id: str) -> Response | str | tuple[str, int]:
    """Show, and save, the form for what one voice says about an option."""
    frame = open_frame(conversation_id, "together")
    voices = frame.conversation.voices
    name = _option_name(frame, option_id)
    form = WordsForm(data={"option": option_id}).prepare(option_id, voices)
    if form.validate_on_submit():
        try:
            section = services.add_words(
                database(),
                conversation_id,
                Leaning(form.voice.data, option_id, LeaningKind(form.kind.data), form.words.data),
                scope=require_person().scope,
                now=now(),
            )
            if wants_fragment():
                return make_response(present_said(frame, section, option_id, name, just_added=True))
            return see_other(f"{frame.href}/together#said")
        except DomainError as error:
            form.add_fault(error)
    template = "conversations/_words.html" if wants_fragment() else "conversations/words.html"
    page = render_template(template, frame=frame, form=form, option_id=option_id, option_name=name)
    return (page, 422) if form.errors else page


@conversations.route("/conversations/<conversation_id>/together/take-back", methods=["POST"])
@requires(Permission.CONVERSATION_LEAD)
def take_back(conversation_id: str) -> Response:
    """Take one thing said off the page."""
    frame = open_frame(conversation_id, "together")
    services.take_back_words(
        database(),
        conversation_id,
        request.form.get("key", ""),
        scope=require_person().scope,
        now=now(),
    )
    return see_other(f"{frame.href}/together#said")


@conversations.route(
    "/conversations/<conversation_id>/together/own-option", methods=["GET", "POST"]
)
@requires(Permission.CONVERSATION_LEAD)
def own_option(conversation_id: str) -> Response | str | tuple[str, int]:
    """Add an option in the family's own words."""
    frame = open_frame(conversation_id, "together")
    form = OwnOptionForm()
    if form.validate_on_submit():
        try:
            services.bring_option(
                database(),
                conversation_id,
                name=form.name.data,
                line=form.line.data,
                scope=require_person().scope,
                now=now(),
            )
            return see_other(f"{frame.href}/together#own")
        except DomainError as error:
            form.add_fault(error)
    page = render_template("conversations/own_option.html", frame=frame, form=form, option_id="")
    return (page, 422) if form.errors else page


@conversations.route(
    "/conversations/<conversation_id>/together/own-option/<option_id>", methods=["GET", "POST"]
)
@requires(Permission.CONVERSATION_LEAD)
def change_own_option(conversation_id: str, option_id: str) -> Response | str | tuple[str, int]:
    """Name or describe an option of their own anew."""
    frame = open_frame(conversation_id, "together")
    before = _own_option(frame, option_id)
    form = OwnOptionForm(data={"name": before.name, "line": before.line})
    if form.validate_on_submit():
        try:
            services.change_own_option(
                database(),
                conversation_id,
                OwnOption(option_id, form.name.data, form.line.data),
                scope=require_person().scope,
                now=now(),
            )
            return see_other(f"{frame.href}/together#own")
        except DomainError as error:
            form.add_fault(error)
    page = render_template(
        "conversations/own_option.html", frame=frame, form=form, option_id=option_id
    )
    return (page, 422) if form.errors else page


def _own_option(frame: Frame, option_id: str) -> OwnOption:
    for option in frame.conversation.together.own_options:
        if option.key == option_id:
            return option
    raise NotFound


@conversations.route(
    "/conversations/<conversation_id>/together/not-open/<option_id>", methods=["GET", "POST"]
)
@requires(Permission.CONVERSATION_LEAD)
def not_open(conversation_id: str, option_id: str) -> Response | str | tuple[str, int]:
    """Say why an option is not open to them now. It stays in view."""
    frame = open_frame(conversation_id, "together")
    name = _option_name(frame, option_id)
    before = frame.conversation.together.not_open.get(option_id, "")
    form = NotOpenForm(data={"option": option_id, "reason": before})
    if form.validate_on_submit():
        services.say_whether_open(
            database(),
            conversation_id,
            option=option_id,
            reason=form.reason.data,
            scope=require_person().scope,
            now=now(),
        )
        return see_other(f"{frame.href}/together")
    page = render_template(
        "conversations/not_open.html",
        frame=frame,
        form=form,
        option_id=option_id,
        option_name=name,
    )
    return (page, 422) if form.errors else page


def _option_name(frame: Frame, option_id: str) -> str:
    for option in frame.conversation.options:
        if option.id == option_id:
            return option.name
    raise NotFound


def _require_question(grid: Grid | None, question_id: str) -> None:
    if grid is None or question_id not in {question.id for question in grid.questions}:
        raise NotFound


def _page(frame: Frame) -> str | bytes:
    conversation = frame.conversation
    grid = conversation.grid
    if grid is None or conversation.seen.content_hash is None:
        own = present_own_options(frame)
        return render_template("conversations/together_without_grid.html", frame=frame, own=own)
    drawn = draw_grid(conversation.seen.content_hash, grid)
    view = _view(conversation.seen.id, drawn)
    around_tokens = _drawn_page(frame, grid, view, london_day(now()))
    token: str = generate_csrf()
    return token.encode().join(around_tokens)


@lru_cache(maxsize=PAGES_KEPT)
def _drawn_page(frame: Frame, grid: Grid, view: View, today: date) -> list[bytes]:
    """Return the page but for the form's token, which goes between the parts.

    Kept by everything that the page says.
    """
    conversation = frame.conversation
    shown = present_together(
        frame,
        draw_grid(conversation.seen.content_hash or "", grid),
        present_waits(grid, conversation.waits, today),
        view,
        not_offered=conversation.not_offered,
    )
    page = render_template("conversations/together.html", frame=frame, shown=shown, token=TOKEN)
    return page.encode().split(TOKEN.encode())


def _view(conversation_id: str, drawn: DrawnGrid) -> View:
    """Read the screen's state from the address, remembering the columns for this conversation."""
    options = [option.id for option in drawn.shown.options if not option.is_no_change]
    if "show" in request.args or "chosen" in request.args:
        chosen = set(request.args.getlist("show"))
        hidden = [option for option in options if option not in chosen]
        session[HIDDEN] = {conversation_id: hidden}
    else:
        hidden = session.get(HIDDEN, {}).get(conversation_id, [])
    number, figure = request.args.get("question", ""), request.args.get("open", "")
    return View(
        hidden=frozenset(hidden),
        question=drawn.numbers.get(number),
        open_figure=figure if figure in drawn.tray_ids else "",
    )
