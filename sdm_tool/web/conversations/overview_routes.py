"""Routes of the list of steps, and of a conversation's status."""

from flask import current_app, render_template, request
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Permission
from sdm_tool.persistence.queries.feedback import find_offers
from sdm_tool.services import conversation_status
from sdm_tool.services import conversations as services
from sdm_tool.services.grids import Catalogue, usable_grids
from sdm_tool.web.access import requires
from sdm_tool.web.conversations.blueprint import conversations
from sdm_tool.web.conversations.overview_presenters import present_overview
from sdm_tool.web.conversations.record_forms import ConfirmForm, ReasonForm
from sdm_tool.web.database import database, now
from sdm_tool.web.fragments import see_other
from sdm_tool.web.frame import Frame, open_frame
from sdm_tool.web.signed_in import require_person


@conversations.route("/conversations/<conversation_id>")
@requires(Permission.RECORD_SEE)
def overview(conversation_id: str) -> str:
    """Show the six steps, who is here, and what is still needed."""
    return _page(conversation_id, ConfirmForm())


@conversations.route("/conversations/<conversation_id>/valid", methods=["POST"])
@requires(Permission.CONVERSATION_LEAD)
def make_valid(conversation_id: str) -> Response | tuple[str, int]:
    """Call the conversation valid, or say what is still needed."""
    form = ConfirmForm()
    if form.validate_on_submit():
        try:
            conversation_status.make_valid(
                database(), conversation_id, scope=require_person().scope, now=now()
            )
            return see_other(f"/conversations/{conversation_id}")
        except DomainError as error:
            form.add_fault(error)
    return _page(conversation_id, form), 422


@conversations.route("/conversations/<conversation_id>/cancel", methods=["GET", "POST"])
@requires(Permission.CONVERSATION_LEAD)
def cancel(conversation_id: str) -> Response | str | tuple[str, int]:
    """Mark the conversation as entered in error, with the reason."""
    frame = open_frame(conversation_id)
    form = ReasonForm()
    if form.validate_on_submit():
        conversation_status.cancel(
            database(),
            conversation_id,
            reason=form.reason.data,
            scope=require_person().scope,
            now=now(),
        )
        return see_other(frame.href)
    page = render_template("conversations/cancel.html", frame=frame, form=form)
    return (page, 422) if form.errors else page


@conversations.route("/conversations/<conversation_id>/again", methods=["POST"])
@requires(Permission.CONVERSATION_LEAD)
def change_mind(conversation_id: str) -> Response:
    """Start a new conversation that replaces this one: minds may change."""
    frame = open_frame(conversation_id)
    person = require_person()
    grid = frame.conversation.grid
    newest = _newest_usable(grid) if grid else None
    if grid and newest is None:
        raise DomainError(
            f"The grid {grid.title} may no longer be used here. Start without a grid."
        )
    new_id = services.change_mind(
        database(),
        conversation_id,
        grid=newest,
        led_by=f"{person.display_name}, {person.job_title}".strip(", "),
        scope=person.scope,
        now=now(),
    )
    return see_other(f"/conversations/{new_id}/start")


@conversations.route("/conversations/<conversation_id>/meet", methods=["POST"])
@requires(Permission.CONVERSATION_LEAD)
def meet_again(conversation_id: str) -> Response:
    """Go on with this conversation at a meeting today."""
    frame = open_frame(conversation_id)
    person = require_person()
    services.meet_again(
        database(),
        conversation_id,
        led_by=f"{person.display_name}, {person.job_title}".strip(", "),
        scope=person.scope,
        now=now(),
    )
    return see_other(f"{frame.href}/start")


@conversations.route("/conversations/<conversation_id>/withdrawn", methods=["GET", "POST"])
@requires(Permission.CONVERSATION_LEAD)
def withdrawn(conversation_id: str) -> Response | str | tuple[str, int]:
    """Choose what to do when the grid version was withdrawn: move on, or keep it with a reason."""
    frame = open_frame(conversation_id)
    form = ReasonForm()
    newer = _newer_version(frame)
    if request.method == "POST" and request.form.get("choice") == "move" and newer:
        conversation_status.move_to_version(
            database(),
            conversation_id,
            newer,
            scope=require_person().scope,
            now=now(),
        )
        return see_other(frame.href)
    if form.validate_on_submit():
        conversation_status.go_on_with_withdrawn_grid(
            database(),
            conversation_id,
            reason=form.reason.data,
            scope=require_person().scope,
            now=now(),
        )
        return see_other(frame.href)
    page = render_template("conversations/withdrawn.html", frame=frame, form=form, newer=newer)
    return (page, 422) if form.errors else page


@conversations.route("/conversations/<conversation_id>/pause")
@requires(Permission.RECORD_SEE)
def pause(conversation_id: str) -> str:
    """Show an empty screen until someone goes on; a script does the same without a request."""
    return render_template("conversations/pause.html", frame=open_frame(conversation_id, "any"))


def _newer_version(frame: Frame) -> Grid | None:
    """Return another version of the conversation's grid that may be used here, newest first."""
    grid = frame.conversation.grid
    newest = _newest_usable(grid) if grid else None
    if newest is None or grid is None or newest.version == grid.version:
        return None
    return newest


def _newest_usable(grid: Grid) -> Grid | None:
    catalogue: Catalogue = current_app.extensions["sdm_catalogue"]
    usable = usable_grids(database(), catalogue)
    return next((other for other in usable if other.slug == grid.slug), None)


def _page(conversation_id: str, form: ConfirmForm) -> str:
    frame = open_frame(conversation_id)
    meetings = frame.conversation.meetings[:1]
    seen = [find_offers(database(), meeting.id) for meeting in meetings]
    offers = [offer.was_offered for of_meeting in seen for offer in of_meeting.values()]
    return render_template(
        "conversations/overview.html",
        frame=frame,
        form=form,
        shown=present_overview(frame.conversation, frame.href, offers, now()),
    )
