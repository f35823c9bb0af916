"""Routes of Limits: what each option can and cannot do."""

from dataclasses import asdict

from flask import render_template
from werkzeug.wrappers import Response

from sdm_tool.domain.permissions import Permission
from sdm_tool.domain.sections import LimitsSection
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services.conversation_reading import LIMITS
from sdm_tool.services.sections import Place, open_section
from sdm_tool.web.access import requires
from sdm_tool.web.conversations.blueprint import conversations
from sdm_tool.web.conversations.clashes import present_clash
from sdm_tool.web.conversations.grid_cells import DrawnGrid, draw_grid
from sdm_tool.web.conversations.limits_forms import LimitsForm
from sdm_tool.web.conversations.limits_presenters import present_prompts, present_tabs
from sdm_tool.web.conversations.section_pages import ToSave, refused_line, save_parts
from sdm_tool.web.database import database
from sdm_tool.web.fragments import wants_fragment
from sdm_tool.web.frame import Frame, open_frame
from sdm_tool.web.signed_in import require_person


@conversations.route("/conversations/<conversation_id>/limits")
@requires(Permission.CONVERSATION_LEAD)
def limits_index(conversation_id: str) -> str:
    """Show every option, to choose which to talk about."""
    frame = open_frame(conversation_id)
    tabs = present_tabs(frame.conversation, frame.href, "")
    return render_template("conversations/limits_index.html", frame=frame, tabs=tabs)


@conversations.route("/conversations/<conversation_id>/limits/<option_id>", methods=["GET", "POST"])
@requires(Permission.CONVERSATION_LEAD)
def limits(conversation_id: str, option_id: str) -> Response | str | tuple[str, int]:
    """Show and save what was said about one option."""
    section = f"{LIMITS}{option_id}"
    frame = open_frame(conversation_id, section)
    option = next((o for o in frame.conversation.options if o.id == option_id), None)
    if option is None:
        raise NotFound
    place = Place(conversation_id, section, LimitsSection)
    here = f"{frame.href}/limits/{option_id}"
    form = LimitsForm()
    if form.validate_on_submit():
        parts = [ToSave(place, form.section(), form.base_number)]
        return save_parts(parts, here=here, onward=_onward(frame, option_id))
    if form.errors and wants_fragment():
        return refused_line(form)
    clashes = []
    if not form.errors:
        opened = open_section(database(), place, require_person().scope)
        base = opened.conflict.number if opened.conflict else opened.base
        form = LimitsForm(formdata=None, data=asdict(opened.content) | {"base": str(base)})
        if opened.conflict:
            theirs = LimitsForm(formdata=None, data=asdict(opened.conflict.theirs))
            clashes = [present_clash(frame, section, opened.conflict, form, theirs)]
    page = render_template(
        "conversations/limits.html",
        frame=frame,
        form=form,
        option=option,
        clashes=clashes,
        tabs=present_tabs(frame.conversation, frame.href, option_id),
        prompts=present_prompts(option_id, frame.conversation.grid, _drawn(frame)),
    )
    return (page, 422) if form.errors else page


def _drawn(frame: Frame) -> DrawnGrid | None:
    conversation = frame.conversation
    if conversation.grid is None or conversation.seen.content_hash is None:
        return None
    return draw_grid(conversation.seen.content_hash, conversation.grid)


def _onward(frame: Frame, option_id: str) -> str:
    """Return the next option that was begun, else the list of options."""
    begun = [o.id for o in frame.conversation.options if o.id in frame.conversation.limits]
    later = begun[begun.index(option_id) + 1 :] if option_id in begun else []
    return f"{frame.href}/limits/{later[0]}" if later else f"{frame.href}/limits"
