"""Routes of the grid of a conversation on paper: of self-harm, the only place to print it."""

from flask import current_app, render_template, request
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Permission
from sdm_tool.domain.wording import ended, london_day
from sdm_tool.outputs.grid_pdf import grid_paper_html
from sdm_tool.outputs.summary import UrgentContact
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.organisations import find_crisis_contacts
from sdm_tool.services.conversation_reading import ConversationRead
from sdm_tool.services.summaries import require_contacts
from sdm_tool.web.access import requires
from sdm_tool.web.conversations.blueprint import conversations
from sdm_tool.web.database import database, now
from sdm_tool.web.errors import error_page
from sdm_tool.web.frame import Frame, open_frame, source_moved_on
from sdm_tool.web.grid_paper import Around, asked_paper, paper_name, present_choice
from sdm_tool.web.grid_presenters import present_waits
from sdm_tool.web.pdf_response import pdf_response


@conversations.route("/conversations/<conversation_id>/grid-paper")
@requires(Permission.CONVERSATION_LEAD)
def choose_grid_paper(conversation_id: str) -> str:
    """Choose which questions of the conversation's grid to print, or the whole grid."""
    frame = open_frame(conversation_id)
    grid = _grid(frame)
    choice = present_choice(grid, _around(frame.conversation, grid))
    return render_template("conversations/grid_paper.html", frame=frame, choice=choice)


@conversations.route("/conversations/<conversation_id>/grid.pdf")
@requires(Permission.CONVERSATION_LEAD)
def grid_paper(conversation_id: str) -> Response:
    """Give the conversation's grid as a PDF. Nothing on it is about a person.

    A grid about self-harm names the urgent contacts "given with this page", so it is printed only
    when there are some, as a summary is.
    """
    frame = open_frame(conversation_id)
    grid = _grid(frame)
    if grid.is_about_self_harm:
        try:
            require_contacts(database(), frame.conversation)
        except DomainError as error:
            return error_page(422, "Not ready yet", str(error))
    paper = asked_paper(grid, _around(frame.conversation, grid), request.args)
    return pdf_response(grid_paper_html(paper), paper_name(grid, paper))


def _grid(frame: Frame) -> Grid:
    if frame.conversation.grid is None:
        raise NotFound
    return frame.conversation.grid


def _moved_on(grid: Grid) -> tuple[str, ...]:
    words = source_moved_on(grid)
    return (words,) if words else ()


def _around(conversation: ConversationRead, grid: Grid) -> Around:
    seen, settings = conversation.seen, current_app.extensions["sdm_settings"]
    waits = present_waits(grid, conversation.waits, london_day(now()))
    withdrawn = f"This grid version was withdrawn: {seen.withdrawn_why}"
    return Around(
        contacts=tuple(
            UrgentContact(contact.situation, contact.contact)
            for contact in find_crisis_contacts(database(), seen.team_id)
        ),
        waits={option: (words,) for option, words in waits.items()},
        marks=(
            "Demonstration" if settings.is_demonstration else "",
            "Practice" if seen.is_practice else "",
        ),
        notices=(ended(withdrawn),) if seen.withdrawn_why else _moved_on(grid),
    )
