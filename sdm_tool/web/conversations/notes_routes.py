"""Routes of the staff notes, and of what was saved before."""

from dataclasses import asdict

from flask import render_template
from werkzeug.wrappers import Response

from sdm_tool.domain.permissions import Permission
from sdm_tool.domain.sections import NotesSection
from sdm_tool.persistence.queries.organisations import get_organisation
from sdm_tool.services.sections import Place, open_section
from sdm_tool.web.access import requires
from sdm_tool.web.conversations.blueprint import conversations
from sdm_tool.web.conversations.clashes import present_clash
from sdm_tool.web.conversations.decide_forms import COMPETENCE_LAW
from sdm_tool.web.conversations.history import present_history
from sdm_tool.web.conversations.section_pages import ToSave, refused_line, save_parts
from sdm_tool.web.database import database, now
from sdm_tool.web.forms.fields import Note
from sdm_tool.web.forms.section_form import SectionForm
from sdm_tool.web.fragments import wants_fragment
from sdm_tool.web.frame import open_frame
from sdm_tool.web.signed_in import require_person


class NotesForm(SectionForm):
    """Staff notes: never on a shared screen, never on a copy."""

    kept_private = Note(
        "Kept private",
        description="What someone asked to keep from the others, and who asked.",
    )
    competence_reasons = Note("Why the young person was, or was not, able to make this decision")
    refused_copy_reason = Note(
        "The young person said no to a part. Why is a parent copy given, without that part?",
    )
    safeguarding = Note("Safeguarding: what was done, and where it is written down")


@conversations.route("/conversations/<conversation_id>/notes", methods=["GET", "POST"])
@requires(Permission.CONVERSATION_LEAD)
def notes(conversation_id: str) -> Response | str | tuple[str, int]:
    """Show and save the staff notes."""
    frame = open_frame(conversation_id, "notes")
    place = Place(conversation_id, "notes", NotesSection)
    form = NotesForm()
    if form.validate_on_submit():
        content = NotesSection(
            kept_private=form.kept_private.data,
            competence_reasons=form.competence_reasons.data,
            refused_copy_reason=form.refused_copy_reason.data,
            safeguarding=form.safeguarding.data,
        )
        parts = [ToSave(place, content, form.base_number)]
        return save_parts(parts, here=f"{frame.href}/notes", onward=frame.href)
    if form.errors and wants_fragment():
        return refused_line(form)
    clashes = []
    if not form.errors:
        opened = open_section(database(), place, require_person().scope)
        base = opened.conflict.number if opened.conflict else opened.base
        form = NotesForm(formdata=None, data=asdict(opened.content) | {"base": str(base)})
        if opened.conflict:
            theirs = NotesForm(formdata=None, data=asdict(opened.conflict.theirs))
            clashes = [present_clash(frame, "notes", opened.conflict, form, theirs)]
    nation = get_organisation(database()).nation
    form.competence_reasons.description = COMPETENCE_LAW[nation]
    page = render_template("conversations/notes.html", frame=frame, form=form, clashes=clashes)
    return (page, 422) if form.errors else page


@conversations.route("/conversations/<conversation_id>/history")
@requires(Permission.RECORD_SEE)
def history(conversation_id: str) -> str:
    """Show every version of every section: what was saved, when, by whom."""
    frame = open_frame(conversation_id)
    return render_template(
        "conversations/history.html",
        frame=frame,
        versions=present_history(database(), frame.conversation, now()),
    )
