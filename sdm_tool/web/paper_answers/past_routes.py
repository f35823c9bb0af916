"""Route where past answers are brought in from two files: checked first, then brought in."""

from flask import flash, render_template, request
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.past_answers import PastFaultsError
from sdm_tool.domain.permissions import Permission
from sdm_tool.services.past_answers import Checked, Files, bring_in_past, check_past
from sdm_tool.web.access import requires
from sdm_tool.web.closing_months import close_what_is_over
from sdm_tool.web.database import database, now
from sdm_tool.web.fragments import see_other
from sdm_tool.web.paper_answers.blueprint import paper_answers
from sdm_tool.web.paper_answers.forms import PastForm
from sdm_tool.web.paper_answers.presenters import (
    FoundIn,
    present_checked,
    present_faults,
    present_never_shown,
)
from sdm_tool.web.signed_in import require_person

PAST = "/paper-answers/past"


@paper_answers.route(PAST, methods=["GET", "POST"])
@requires(Permission.PAPER_ENTER)
def past() -> Response | str | tuple[str, int]:
    """Check two files, or bring in those that were checked. They are kept nowhere in between."""
    form = PastForm()
    if request.method == "GET":
        return _page(form)
    if not form.validate() or not form.has_both():
        return _page(form), 422
    files = Files(form.content("answers"), form.content("offers"))
    digest = form.digest.data
    try:
        done = _bring_in(files, digest) if digest else _check(files)
    except PastFaultsError as error:
        form.form_errors.append("Nothing was brought in. Each line that is wrong is named below.")
        return _page(form, faults=present_faults(error)), 422
    except DomainError as error:
        form.add_fault(error)
        return _page(form), 422
    if digest:
        flash(f"Brought in. {present_checked(done)}")
        return see_other(PAST)
    return _page(form, checked=done)


def _check(files: Files) -> Checked:
    close_what_is_over()
    return check_past(database(), files, scope=require_person().scope, now=now())


def _bring_in(files: Files, digest: str) -> Checked:
    return bring_in_past(database(), files, digest, scope=require_person().scope, now=now())


def _page(
    form: PastForm, *, faults: tuple[FoundIn, ...] = (), checked: Checked | None = None
) -> str:
    return render_template(
        "paper_answers/past.html",
        form=form,
        faults=faults,
        digest=checked.digest if checked else "",
        found=present_checked(checked) if checked else "",
        never_shown=present_never_shown(checked) if checked else (),
    )
