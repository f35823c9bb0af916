"""Routes of Start."""

from flask import render_template
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Permission
from sdm_tool.domain.sections import MeetingSection, StartSection
from sdm_tool.domain.voices import require_same_people
from sdm_tool.persistence.queries.feedback import find_offers
from sdm_tool.services.sections import Place, open_section
from sdm_tool.web.access import requires
from sdm_tool.web.conversations.blueprint import conversations
from sdm_tool.web.conversations.clashes import present_clash
from sdm_tool.web.conversations.section_pages import ToSave, refused_line, save_parts
from sdm_tool.web.conversations.start_forms import StartForm, start_values
from sdm_tool.web.database import database
from sdm_tool.web.fragments import wants_fragment
from sdm_tool.web.frame import Frame, open_frame
from sdm_tool.web.signed_in import require_person


@conversations.route("/conversations/<conversation_id>/start", methods=["GET", "POST"])
@requires(Permission.CONVERSATION_LEAD)
def start(conversation_id: str) -> Response | str | tuple[str, int]:
    """Show and save Start: the meeting, and what is asked before looking at options."""
    frame = open_frame(conversation_id, "start")
    meeting_place, start_place = _places(frame)
    form = StartForm()
    if form.validate_on_submit() and _same_people(frame, form):
        parts = [
            ToSave(meeting_place, form.meeting_section(), form.meeting_base_number),
            ToSave(start_place, form.start_section(), form.base_number),
        ]
        return save_parts(parts, here=f"{frame.href}/start", onward=f"{frame.href}/together")
    if form.errors:
        if wants_fragment():
            return refused_line(form)
        return render_template("conversations/start.html", frame=frame, form=form, clashes=[]), 422
    scope = require_person().scope
    meeting = open_section(database(), meeting_place, scope)
    begun = open_section(database(), start_place, scope)
    form = StartForm(
        formdata=None,
        data=start_values(meeting.content, begun.content)
        | {
            "meeting_base": str(meeting.conflict.number if meeting.conflict else meeting.base),
            "base": str(begun.conflict.number if begun.conflict else begun.base),
        },
    )
    clashes = []
    if meeting.conflict:
        theirs = start_values(meeting.conflict.theirs, begun.content)
        clashes.append(present_clash(frame, "meeting", meeting.conflict, form, _form_of(theirs)))
    if begun.conflict:
        theirs = start_values(meeting.content, begun.conflict.theirs)
        clashes.append(present_clash(frame, "start", begun.conflict, form, _form_of(theirs)))
    return render_template("conversations/start.html", frame=frame, form=form, clashes=clashes)


def _same_people(frame: Frame, form: StartForm) -> bool:
    """Return whether nobody's words would become somebody else's; else say so beside the box."""
    conversation = frame.conversation
    offered = {
        person
        for meeting in conversation.meetings
        for person in find_offers(database(), meeting.id)
    }
    after = form.meeting_section().people
    try:
        require_same_people(conversation.people, after, conversation.spoken | offered)
    except DomainError as error:
        form.add_fault(error)
        return False
    return True


def _form_of(values: dict[str, object]) -> StartForm:
    return StartForm(formdata=None, data=values)


def _places(frame: Frame) -> tuple[Place[MeetingSection], Place[StartSection]]:
    conversation = frame.conversation
    meeting_id = conversation.meetings[0].id
    return (
        Place(conversation.seen.id, "meeting", MeetingSection, meeting_id=meeting_id),
        Place(conversation.seen.id, "start", StartSection),
    )
