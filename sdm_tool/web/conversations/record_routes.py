"""Routes for finding, making and opening records, and for starting a conversation."""

from collections.abc import Collection, Mapping

from flask import current_app, render_template, request
from werkzeug.wrappers import Response

from sdm_tool.domain.codes import format_record_code
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Permission
from sdm_tool.domain.wording import and_list, london_day, long_date
from sdm_tool.persistence.queries.conversations import find_conversations_of_record
from sdm_tool.persistence.queries.organisations import find_teams
from sdm_tool.persistence.queries.records import find_teams_let_in
from sdm_tool.services import conversations as conversation_services
from sdm_tool.services import records as record_services
from sdm_tool.services.grids import Catalogue, usable_grids
from sdm_tool.services.grids_in_use import review_days
from sdm_tool.web.access import requires
from sdm_tool.web.conversations.blueprint import conversations
from sdm_tool.web.conversations.record_forms import (
    ConfirmForm,
    FindForm,
    NewRecordForm,
    ShareForm,
    StartConversationForm,
)
from sdm_tool.web.conversations.record_presenters import present_conversation_lines
from sdm_tool.web.database import database, now
from sdm_tool.web.forms.fields import choices_from
from sdm_tool.web.fragments import see_other
from sdm_tool.web.frame import confirm_record, is_confirmed, log_view
from sdm_tool.web.review_due_presenters import overdue_words
from sdm_tool.web.signed_in import require_person, safe_next

NO_GRID = "none"


@conversations.route("/conversations/start")
@requires(Permission.CONVERSATION_LEAD)
def start_here() -> str:
    """Ask who is with you: find the record, or make one."""
    return render_template("conversations/who.html", find=FindForm(), new=_new_record_form())


@conversations.route("/records/find", methods=["GET", "POST"])
@requires(Permission.CONVERSATION_LEAD)
def find_record() -> Response | tuple[str, int]:
    """Find a record by its code, or by the local number; neither ever stands in an address."""
    if request.method == "GET":
        return see_other("/conversations/start")
    find = FindForm()
    scope = require_person().scope
    if find.validate_on_submit():
        try:
            found = record_services.find_record(
                database(),
                scope,
                code=find.code.data,
                local_number=find.local_number.data,
                secret=_secret(),
            )
            return see_other(f"/records/{found.id}/confirm")
        except DomainError as error:
            find.add_fault(error)
    new = _new_record_form(is_empty=True)
    return render_template("conversations/who.html", find=find, new=new, form=find), 422


@conversations.route("/records", methods=["POST"])
@requires(Permission.CONVERSATION_LEAD)
def make_record() -> Response | tuple[str, int]:
    """Make a record, and go on to start a conversation."""
    new = _new_record_form()
    if new.validate_on_submit():
        try:
            record_id = record_services.make_record(
                database(),
                team_id=new.team.data,
                local_number=new.local_number.data or "",
                secret=_secret(),
                scope=require_person().scope,
                now=now(),
            )
            confirm_record(record_id)
            return see_other(f"/records/{record_id}")
        except DomainError as error:
            new.add_fault(error)
    find = FindForm(formdata=None)
    return render_template("conversations/who.html", find=find, new=new, form=new), 422


@conversations.route("/records/<record_id>/confirm", methods=["GET", "POST"])
@requires(Permission.RECORD_SEE)
def confirm(record_id: str) -> Response | str:
    """Ask "Is this who is with you?" before anything of a record is shown."""
    form = ConfirmForm()
    card = record_services.read_card(database(), require_person().scope, record_id)
    wanted = safe_next(request.args.get("next", f"/records/{record_id}"))
    if form.validate_on_submit():
        confirm_record(record_id)
        return see_other(wanted)
    return render_template(
        "conversations/confirm.html",
        form=form,
        wanted=wanted,
        code=format_record_code(card.record.code),
        age=f"{card.age} at the last meeting" if card.age is not None else "Not written down",
        last_meeting=long_date(card.last_meeting_on) if card.last_meeting_on else "None yet",
        about=and_list(card.problems) or "Nothing yet",
        team=card.record.team_name,
        trouble=log_view(record_id),
    )


@conversations.route("/records/<record_id>", methods=["GET", "POST"])
@requires(Permission.RECORD_SEE)
def record(record_id: str) -> Response | str | tuple[str, int]:
    """Show a record's conversations, and start a new one."""
    person = require_person()
    card = record_services.read_card(database(), person.scope, record_id)
    if request.method == "GET" and not is_confirmed(record_id):
        return see_other(f"/records/{record_id}/confirm")
    usable = _usable()
    form = _start_form(usable)
    if form.validate_on_submit():
        try:
            conversation_id = conversation_services.start_conversation(
                database(),
                record_id,
                grid=usable[form.grid.data] if form.grid.data != NO_GRID else None,
                led_by=f"{person.display_name}, {person.job_title}".strip(", "),
                is_practice=form.is_practice.data,
                scope=person.scope,
                now=now(),
            )
            confirm_record(record_id)
            return see_other(f"/conversations/{conversation_id}/start")
        except DomainError as error:
            form.add_fault(error)
    lines = present_conversation_lines(
        find_conversations_of_record(database(), person.scope, record_id)
    )
    let_in = find_teams_let_in(database(), record_id)
    page = render_template(
        "conversations/record.html",
        form=form,
        code=format_record_code(card.record.code),
        team=card.record.team_name,
        lines=lines,
        record_id=record_id,
        trouble=log_view(record_id),
        let_in=[team for team in find_teams(database()) if team.id in let_in],
        can_stop=card.record.owning_team_id in person.scope.team_ids
        and person.scope.allows(Permission.CONVERSATION_LEAD),
        share=_share_form({card.record.owning_team_id, *let_in}),
    )
    return (page, 422) if form.errors else page


@conversations.route("/records/<record_id>/teams", methods=["POST"])
@requires(Permission.CONVERSATION_LEAD)
def share_record(record_id: str) -> Response:
    """Let another team see a record."""
    scope = require_person().scope
    card = record_services.read_card(database(), scope, record_id)
    form = _share_form({card.record.owning_team_id})
    if form.validate_on_submit():
        record_services.share_record(database(), record_id, form.team.data, scope=scope, now=now())
    return see_other(f"/records/{record_id}")


@conversations.route("/records/<record_id>/teams/<team_id>/remove", methods=["POST"])
@requires(Permission.CONVERSATION_LEAD)
def stop_sharing(record_id: str, team_id: str) -> Response:
    """End that another team sees a record."""
    scope = require_person().scope
    record_services.stop_sharing(database(), record_id, team_id, scope=scope, now=now())
    return see_other(f"/records/{record_id}")


def _share_form(without: Collection[str]) -> ShareForm:
    form = ShareForm()
    form.team.choices = choices_from(
        {
            team.id: f"{team.name}, {team.site_name}"
            for team in find_teams(database())
            if team.id not in without
        }
    )
    return form


def _start_form(usable: Mapping[str, Grid]) -> StartConversationForm:
    form = StartConversationForm()
    titles = {slug: grid.title for slug, grid in usable.items()}
    titles[NO_GRID] = "Something else: a conversation without a grid"
    form.grid.choices = choices_from(titles)
    days = review_days(database(), usable.values())
    form.grid.hints = {slug: overdue_words(day, london_day(now())) for slug, day in days.items()}
    return form


def _new_record_form(*, is_empty: bool = False) -> NewRecordForm:
    # A prefix: the form beside it has a field of the same name.
    form = NewRecordForm(None, prefix="new-") if is_empty else NewRecordForm(prefix="new-")
    own = require_person().scope.team_ids
    form.team.choices = choices_from(
        {
            team.id: f"{team.name}, {team.site_name}"
            for team in find_teams(database())
            if team.id in own
        }
    )
    return form


def _usable() -> dict[str, Grid]:
    catalogue: Catalogue = current_app.extensions["sdm_catalogue"]
    return {grid.slug: grid for grid in usable_grids(database(), catalogue)}


def _secret() -> str:
    return str(current_app.extensions["sdm_settings"].secret_key)
