"""Routes of the summary: choose a copy, look at it, print it, copy it for the record system."""

from dataclasses import dataclass

from flask import Blueprint, current_app, render_template, request
from werkzeug.wrappers import Response

from sdm_tool.domain.copies import Audience, why_blocked
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Permission
from sdm_tool.domain.wording import near_day
from sdm_tool.outputs.blank_form import blank_form_html
from sdm_tool.outputs.summary import UrgentContact, summary_context, summary_html
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.organisations import find_crisis_contacts
from sdm_tool.services import summaries as services
from sdm_tool.web.access import open_to_all, requires
from sdm_tool.web.database import database, now
from sdm_tool.web.errors import error_page
from sdm_tool.web.frame import Frame, open_frame
from sdm_tool.web.pdf_response import pdf_response
from sdm_tool.web.signed_in import require_person
from sdm_tool.web.summaries.forms import PrintForm

summaries = Blueprint("summaries", __name__)

COPIES = {
    Audience.YOUNG_PERSON: (
        "For the young person",
        "What was decided and why, with what matters in their own words.",
    ),
    Audience.PARENT: (
        "For a parent or carer",
        "Leaves out the young person’s words, marks and doubts unless they said yes.",
    ),
    Audience.PRIVATE: (
        "For the young person alone",
        "The same, without quotes from the family. For someone who wants it to themselves.",
    ),
}

NOT_READY = "What has to happen first stands under “Copies and who may have them (staff)”."


@dataclass(frozen=True, slots=True)
class CopyShown:
    """One copy that can be looked at and printed, or why not yet.

    Why not, and where that is put right, may tell what somebody refused: staff ground only.
    """

    name: str
    hint: str
    href: str
    why_blocked: str
    put_right: str

    @property
    def is_blocked(self) -> bool:
        """True while the copy may not be given."""
        return bool(self.why_blocked)


@summaries.route("/conversations/<conversation_id>/summary")
@requires(Permission.CONVERSATION_LEAD)
def choose(conversation_id: str) -> str:
    """Show the copies that everyone in the room may know of."""
    frame = open_frame(conversation_id)
    copies = [_copy(frame, audience) for audience in Audience if audience is not Audience.PRIVATE]
    return render_template("summaries/choose.html", frame=frame, copies=copies)


@summaries.route("/conversations/<conversation_id>/copies")
@requires(Permission.CONVERSATION_LEAD)
def copies(conversation_id: str) -> str:
    """Show staff every copy, why one is not ready, and what was printed before."""
    frame = open_frame(conversation_id)
    printed = [
        f"{COPIES[Audience(detail)][0]}: {near_day(when, now())}"
        for when, detail in services.find_given(database(), conversation_id)
    ]
    return render_template(
        "summaries/copies.html",
        frame=frame,
        copies=[_copy(frame, audience) for audience in Audience],
        printed=printed,
    )


@summaries.route("/conversations/<conversation_id>/summary/<audience>", methods=["GET", "POST"])
@requires(Permission.CONVERSATION_LEAD)
def show(conversation_id: str, audience: str) -> Response | str | tuple[str, int]:
    """Show a copy as a page; a POST gives it, as a page to print or as a PDF."""
    frame = open_frame(conversation_id)
    kind = _audience(audience)
    form = PrintForm()
    is_demonstration = _is_demonstration()
    if form.validate_on_submit():
        try:
            summary = services.give(
                database(),
                conversation_id,
                kind,
                for_name=form.for_name.data,
                is_demonstration=is_demonstration,
                scope=require_person().scope,
                now=now(),
            )
        except DomainError:
            return error_page(422, "Not ready yet", NOT_READY)
        if request.form.get("format") == "pdf":
            return pdf_response(summary_html(summary), f"summary-{kind.value}.pdf")
        return render_template(
            "summaries/page.html", frame=frame, form=None, **summary_context(summary)
        )
    summary = services.summary_for(
        database(), frame.conversation, kind, is_demonstration=is_demonstration
    )
    page = render_template(
        "summaries/page.html",
        frame=frame,
        form=form,
        copy=_copy(frame, kind),
        **summary_context(summary),
    )
    return (page, 422) if form.errors else page


@summaries.route("/conversations/<conversation_id>/copy")
@requires(Permission.CONVERSATION_LEAD)
def copy(conversation_id: str) -> str:
    """Show the plain text for the service's own record system."""
    frame = open_frame(conversation_id)
    text = services.copy_text(
        database(),
        frame.conversation,
        is_demonstration=_is_demonstration(),
        scope=require_person().scope,
        now=now(),
    )
    return render_template("summaries/copy.html", frame=frame, text=text)


@summaries.route("/paper-form")
@open_to_all
def paper_form() -> Response:
    """Give the one-page paper form of the whole conversation."""
    contacts = [
        UrgentContact(contact.situation, contact.contact)
        for contact in find_crisis_contacts(database(), None)
    ]
    html = blank_form_html(contacts, is_demonstration=_is_demonstration())
    return pdf_response(html, "paper-form.pdf")


def _copy(frame: Frame, audience: Audience) -> CopyShown:
    conversation = frame.conversation
    name, hint = COPIES[audience]
    blocked = why_blocked(audience, conversation.decide, conversation.notes, conversation.age)
    words, section = (blocked.words, blocked.section) if blocked else ("", "")
    if not blocked:
        try:
            services.require_may_be_given(database(), conversation, audience)
        except DomainError as error:
            words = str(error)
    return CopyShown(
        name,
        hint,
        f"{frame.href}/summary/{audience.value}",
        words,
        f"{frame.href}/{section}" if section else "",
    )


def _audience(text: str) -> Audience:
    try:
        return Audience(text)
    except ValueError:
        raise NotFound from None


def _is_demonstration() -> bool:
    return bool(current_app.extensions["sdm_settings"].is_demonstration)
