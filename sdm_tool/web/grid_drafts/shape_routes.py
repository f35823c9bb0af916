"""Routes that add, move and take off the options and the questions of a draft."""

from collections.abc import Callable

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid_document import Document
from sdm_tool.domain.grid_edit import (
    add_option,
    add_question,
    move_question,
    questions_of,
    remove_option,
    remove_question,
)
from sdm_tool.domain.permissions import Permission
from sdm_tool.services.grid_drafts import change_draft, get_draft
from sdm_tool.web.access import requires
from sdm_tool.web.database import database, now
from sdm_tool.web.fragments import see_other
from sdm_tool.web.grid_drafts.addresses import base_of
from sdm_tool.web.grid_drafts.forms import NewQuestionForm, OptionNameForm
from sdm_tool.web.grid_drafts.part_page import Answer
from sdm_tool.web.grid_drafts.routes import grid_drafts, overview_page
from sdm_tool.web.signed_in import require_person

STEPS = {"up": -1, "down": 1}


@grid_drafts.route("/grid-drafts/<draft_id>/options", methods=["POST"])
@requires(Permission.GRID_EDIT)
def new_option(draft_id: str) -> Answer:
    """Add an option, with everything about it still to write."""
    form, made = OptionNameForm(), []
    if form.validate_on_submit():
        try:
            _change(draft_id, lambda grid: made.append(add_option(grid, form.name.data)))
            return see_other(f"{base_of(draft_id)}/options/{made[0]}")
        except DomainError as error:
            form.add_fault(error)
    return overview_page(get_draft(database(), draft_id), form)


@grid_drafts.route("/grid-drafts/<draft_id>/options/<option_id>/remove", methods=["POST"])
@requires(Permission.GRID_EDIT)
def drop_option(draft_id: str, option_id: str) -> Answer:
    """Take an option and everything written about it off the grid."""
    _change(draft_id, lambda grid: remove_option(grid, option_id))
    return see_other(base_of(draft_id))


@grid_drafts.route("/grid-drafts/<draft_id>/questions", methods=["POST"])
@requires(Permission.GRID_EDIT)
def new_question(draft_id: str) -> Answer:
    """Add a question below the others, with every answer still to write."""
    form, made = NewQuestionForm(), []
    if form.validate_on_submit():
        try:
            _change(draft_id, lambda grid: made.append(add_question(grid, form.text.data)))
            return see_other(f"{base_of(draft_id)}/questions/{made[0]}")
        except DomainError as error:
            form.add_fault(error)
    return overview_page(get_draft(database(), draft_id), form)


@grid_drafts.route("/grid-drafts/<draft_id>/questions/<question_id>/remove", methods=["POST"])
@requires(Permission.GRID_EDIT)
def drop_question(draft_id: str, question_id: str) -> Answer:
    """Take a question and every answer to it off the grid."""
    _change(draft_id, lambda grid: remove_question(grid, question_id))
    return see_other(f"{base_of(draft_id)}#questions")


@grid_drafts.route(
    "/grid-drafts/<draft_id>/questions/<question_id>/<any('up','down'):way>", methods=["POST"]
)
@requires(Permission.GRID_EDIT)
def move(draft_id: str, question_id: str, way: str) -> Answer:
    """Move a question one place, and lead back to the button that moves it on the same way."""
    places: list[tuple[int, int]] = []

    def step(grid: Document) -> None:
        at = move_question(grid, question_id, STEPS[way])
        places.append((at, len(questions_of(grid))))

    _change(draft_id, step)
    at, last = places[0]
    # At either end only the other button is left.
    goes_on = {"up": at > 1, "down": at < last}[way]
    button = way if goes_on else next(other for other in STEPS if other != way)
    return see_other(f"{base_of(draft_id)}#{button}-{at}")


def _change(draft_id: str, change: Callable[[Document], None]) -> None:
    change_draft(
        database(),
        draft_id,
        lambda grid, _evidence: change(grid),
        scope=require_person().scope,
        now=now(),
    )
