"""Routes where paper answers are typed in. Nothing that was saved is ever shown again."""

from flask import current_app, flash, render_template, request, session
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Permission
from sdm_tool.instruments.collaborate import InstrumentNotInstalledError, load_instrument
from sdm_tool.persistence.queries.organisations import get_organisation
from sdm_tool.services.paper_answers import note_opening, type_in
from sdm_tool.web.access import requires
from sdm_tool.web.closing_months import close_what_is_over
from sdm_tool.web.database import database, now
from sdm_tool.web.fragments import see_other
from sdm_tool.web.paper_answers.blueprint import paper_answers
from sdm_tool.web.paper_answers.forms import BatchForm, PaperBatchForm
from sdm_tool.web.paper_answers.presenters import days, saved_words
from sdm_tool.web.signed_in import require_person

HERE = "/paper-answers"
OPENED = "paper answers opened"


@paper_answers.route(HERE, methods=["GET", "POST"])
@requires(Permission.PAPER_ENTER)
def batch() -> Response | str | tuple[str, int]:
    """Take a batch of paper forms. What is wrong stays on the page; what is right is gone from it.

    Not held at the lock, as other forms are: answers may not wait in the store beside a name.
    """
    _note_opening()
    if request.method == "GET":
        close_what_is_over()
        return _page(PaperBatchForm())
    form = PaperBatchForm()
    form.validate()
    forms = form.read()
    if forms is None or form.errors:
        return _page(form), 422
    try:
        faults = type_in(
            database(), forms, scope=require_person().scope, secret=_secret(), now=now()
        )
    except DomainError as error:
        form.add_fault(error)
        return _page(form), 422
    if faults:
        form.put_right(faults)
        return _page(form), 422
    flash(saved_words(len(forms)))
    return see_other(HERE)


def _note_opening() -> None:
    if not session.get(OPENED):
        note_opening(database(), scope=require_person().scope, now=now())
        session[OPENED] = True


def _page(form: BatchForm) -> str:
    organisation = get_organisation(database())
    return render_template(
        "paper_answers/batch.html",
        form=form,
        lives=days(organisation.invitation_days),
        minutes=organisation.idle_minutes,
        credit=_credit(),
    )


def _credit() -> str:
    try:
        return load_instrument().credit
    except InstrumentNotInstalledError:
        return ""


def _secret() -> str:
    return str(current_app.extensions["sdm_settings"].secret_key)
