"""Routes of Decide."""

from flask import render_template
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Permission
from sdm_tool.domain.sections import Basis, DecideSection, Outcome
from sdm_tool.domain.status import NO_EXTRA_HELP, NOT_DECIDED_YET
from sdm_tool.domain.validity import fits_age
from sdm_tool.domain.wording import ended, london_day, plain_date
from sdm_tool.persistence.queries.organisations import get_organisation
from sdm_tool.services.sections import Place, open_section
from sdm_tool.web.access import requires
from sdm_tool.web.conversations.blueprint import conversations
from sdm_tool.web.conversations.clashes import present_clash
from sdm_tool.web.conversations.decide_forms import DecideForm, SharingForm, decide_values
from sdm_tool.web.conversations.section_pages import ToSave, refused_line, save_parts
from sdm_tool.web.database import database, now
from sdm_tool.web.fragments import wants_fragment
from sdm_tool.web.frame import Frame, open_frame
from sdm_tool.web.grid_presenters import wait_words
from sdm_tool.web.signed_in import require_person

TWO_THINGS = "You ticked an option and also “not yet” or “no extra help”. Keep one of them."


@conversations.route("/conversations/<conversation_id>/decide", methods=["GET", "POST"])
@requires(Permission.CONVERSATION_LEAD)
def decide(conversation_id: str) -> Response | str | tuple[str, int]:
    """Show and save what was decided."""
    frame = open_frame(conversation_id, "decide")
    place = Place(conversation_id, "decide", DecideSection)
    form = _prepare(frame, DecideForm())
    if form.validate_on_submit():
        fault = _slip(frame, form)
        if fault is None:
            content = form.section(frame.conversation.decide)
            parts = [ToSave(place, content, form.base_number)]
            return save_parts(parts, here=f"{frame.href}/decide", onward=frame.href)
        form.add_fault(fault)
    if form.errors and wants_fragment():
        return refused_line(form)
    clashes = []
    if not form.errors:
        opened = open_section(database(), place, require_person().scope)
        base = opened.conflict.number if opened.conflict else opened.base
        form = _filled(frame, opened.content, base)
        if opened.conflict:
            theirs = _filled(frame, opened.conflict.theirs, base)
            clashes = [present_clash(frame, "decide", opened.conflict, form, theirs)]
    page = render_template(
        "conversations/decide.html",
        frame=frame,
        form=form,
        clashes=clashes,
        matters=[
            (voice, frame.conversation.start.matters[voice.key])
            for voice in frame.conversation.voices
            if voice.key in frame.conversation.start.matters
        ],
    )
    return (page, 422) if form.errors else page


@conversations.route("/conversations/<conversation_id>/sharing", methods=["GET", "POST"])
@requires(Permission.CONVERSATION_LEAD)
def sharing(conversation_id: str) -> Response | str | tuple[str, int]:
    """Show and save what the parent copy may show: a part of Decide, for staff pages only."""
    frame = open_frame(conversation_id, "decide")
    place = Place(conversation_id, "decide", DecideSection)
    form = SharingForm()
    if form.validate_on_submit():
        parts = [ToSave(place, form.put_into(frame.conversation.decide), form.base_number)]
        return save_parts(parts, here=f"{frame.href}/decide", onward=f"{frame.href}/notes")
    if form.errors and wants_fragment():
        return refused_line(form)
    if not form.errors:
        opened = open_section(database(), place, require_person().scope)
        values = decide_values(opened.content) | {"base": str(opened.base)}
        form = SharingForm(formdata=None, data=values)
    page = render_template("conversations/sharing.html", frame=frame, form=form)
    return (page, 422) if form.errors else page


def _slip(frame: Frame, form: DecideForm) -> DomainError | None:
    met_on, review_on = frame.conversation.meeting.held_on, form.review_on.data
    if form.says_two_things():
        return DomainError(TWO_THINGS, field="outcome")
    if met_on and review_on and review_on < met_on:
        return DomainError(
            f"Choose a day after the meeting, which was on {plain_date(met_on)}.",
            field="review_on",
        )
    age, basis = frame.conversation.age, form.basis.data
    if age is not None and basis and not fits_age(Basis(basis), age):
        return DomainError(
            f"You wrote down that the young person is {age}. Choose what fits that, or put the age "
            "right in Start.",
            field="basis",
        )
    return None


def _filled(frame: Frame, section: DecideSection, base: int) -> DecideForm:
    values = decide_values(section) | {"base": str(base)}
    return _prepare(frame, DecideForm(formdata=None, data=values))


def _not_to_be_had(frame: Frame) -> dict[str, str]:
    """Return, by option, that the team does not offer it, or why it is not open to them."""
    conversation, today = frame.conversation, london_day(now())
    said = {
        option: wait_words(conversation.waits[option], today) for option in conversation.not_offered
    }
    for option, why in conversation.together.not_open.items():
        said[option] = ended(f"Not open to you now, because {why}")
    return said


def _prepare(frame: Frame, form: DecideForm) -> DecideForm:
    conversation = frame.conversation
    outcomes = {Outcome.NOT_DECIDED.value: NOT_DECIDED_YET}
    if not conversation.safety_first:
        outcomes[Outcome.NO_EXTRA_HELP.value] = NO_EXTRA_HELP
    return form.prepare(
        conversation.options,
        conversation.voices,
        outcomes=outcomes,
        no_change=conversation.grid.no_change_option.name if conversation.grid else "",
        not_to_be_had=_not_to_be_had(frame),
        nation=get_organisation(database()).nation,
    )
