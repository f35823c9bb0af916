"""Routes of the trail."""

from datetime import date, timedelta

from flask import Blueprint, render_template, request

from sdm_tool.domain.codes import read_record_code
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Permission
from sdm_tool.domain.wording import london_instant
from sdm_tool.persistence.queries.staff import find_staff
from sdm_tool.persistence.queries.trail import TrailFilter, find_record_id
from sdm_tool.services.trail_reading import PAGE, check_trail, read_trail
from sdm_tool.web.access import requires
from sdm_tool.web.database import database, now
from sdm_tool.web.signed_in import require_person
from sdm_tool.web.trail_pages.forms import TrailFilterForm
from sdm_tool.web.trail_pages.presenters import older_link, present_check, present_events

trail = Blueprint("trail", __name__)
LONGEST_POSITION = 9
NO_SUCH_RECORD = "No record here has this code. Check it and type it again."


@trail.route("/trail")
@requires(Permission.TRAIL_READ)
def index() -> str | tuple[str, int]:
    """List the newest events, of a record, a person or some days when asked."""
    form = TrailFilterForm(request.args)
    form.offer_staff(find_staff(database()))
    wanted = _wanted(form)
    if wanted is None:
        return render_template("trail/index.html", form=form, lines=[], older=""), 422
    events = read_trail(database(), wanted, scope=require_person().scope, now=now())
    lines = present_events(events)
    older = older_link(lines, request.args, page=PAGE)
    return render_template("trail/index.html", form=form, lines=lines, older=older)


@trail.route("/trail/check")
@requires(Permission.TRAIL_READ)
def check() -> str:
    """Walk the chain and say in words what was found."""
    found = check_trail(database(), scope=require_person().scope, now=now())
    return render_template("trail/check.html", check=present_check(found))


def _wanted(form: TrailFilterForm) -> TrailFilter | None:
    if not form.validate():
        return None
    try:
        record_id = _record_id(form.code.data or "")
    except DomainError as error:
        form.add_fault(error)
        return None
    return TrailFilter(
        record_id=record_id,
        actor_id=form.person.data or None,
        since=london_instant(form.since.data, "00:00") if form.since.data else None,
        until=london_instant(_day_after(form.until.data), "00:00") if form.until.data else None,
        before=_position(request.args.get("before", "")),
    )


def _record_id(typed: str) -> str | None:
    if not typed.strip():
        return None
    found = find_record_id(database(), read_record_code(typed))
    if found is None:
        raise DomainError(NO_SUCH_RECORD, field="code")
    return found


def _position(typed: str) -> int | None:
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_POSITION
    return int(typed) if is_number else None


def _day_after(day: date) -> date:
    return day + timedelta(days=1)
