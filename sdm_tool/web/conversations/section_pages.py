"""Saving a section from its form: autosave, Done, and two people at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import make_response, render_template
from werkzeug.wrappers import Response

from sdm_tool.domain.wording import clock_time
from sdm_tool.services.sections import Conflict, Place, save_section
from sdm_tool.web.database import database, now
from sdm_tool.web.forms.section_form import SectionForm
from sdm_tool.web.fragments import see_other, wants_fragment
from sdm_tool.web.signed_in import require_person


@dataclass(frozen=True, slots=True)
class ToSave:
    """One section out of a form, and the version it was based on."""

    place: Place[Any]
    content: Any
    base: int


def save_parts(parts: Sequence[ToSave], *, here: str, onward: str) -> Response:
    """Save what a valid form holds.

    A script gets the saved line; a plain send goes `onward`. When somebody else saved in between,
    both end up `here`, where the two texts stand side by side.
    """
    conflict: Conflict[Any] | None = None
    for part in parts:
        conflict = (
            save_section(
                database(),
                part.place,
                part.content,
                base=part.base,
                is_done=not wants_fragment(),
                scope=require_person().scope,
                now=now(),
            )
            or conflict
        )
    if conflict is not None:
        return clash_line(conflict, here) if wants_fragment() else see_other(here)
    return saved_line() if wants_fragment() else see_other(onward)


def saved_line() -> Response:
    """Return "Saved at 14:32", after the commit."""
    return make_response(render_template("components/_saved.html", time=clock_time(now())))


def clash_line(conflict: Conflict[Any], here: str) -> Response:
    """Return who changed it, with the way to choose."""
    page = render_template(
        "components/_clash.html", by=conflict.by, time=clock_time(conflict.at), here=here
    )
    return make_response(page, 409)


def refused_line(form: SectionForm) -> Response:
    """Return why an autosave was refused; the words stay on the page."""
    page = render_template("components/_not_saved.html", faults=form.summary())
    return make_response(page, 422)
