"""Routes of the private form on somebody's own device. No sign-in, no trail, no record."""

from flask import current_app, render_template, request, session
from werkzeug.wrappers import Response

from sdm_tool.domain.errors import DomainError
from sdm_tool.services import feedback_answers
from sdm_tool.services.feedback_answers import OpenForm
from sdm_tool.web.access import open_to_all
from sdm_tool.web.database import database, now
from sdm_tool.web.feedback.blueprint import private
from sdm_tool.web.feedback.forms import CodeForm, QuestionsForm
from sdm_tool.web.feedback.presenters import present_questions
from sdm_tool.web.fragments import see_other

TICKET = "ticket"
NO_SUCH_CODE = (
    "We cannot open anything with this code. Check each letter and number. Codes stop working "
    "after some days; you can then ask the team for a new one, or leave it."
)


@private.route("/f", methods=["GET", "POST"])
@open_to_all
def code() -> Response | str | tuple[str, int]:
    """Take the printed link's secret (a script posts it) or a typed code. GET spends nothing."""
    form = CodeForm()
    if request.method == "GET":
        return render_template("feedback/code_form.html", form=form)
    try:
        opened = _open(form)
    except DomainError as error:
        form.add_fault(error)
        opened = None
    if opened is None:
        if not form.errors:
            form.add_fault(DomainError(NO_SUCH_CODE, field="code"))
        return render_template("feedback/code_form.html", form=form), 422
    session[TICKET] = opened.ticket
    return see_other("/f/questions")


@private.route("/f/questions", methods=["GET", "POST"])
@open_to_all
def questions() -> Response | str | tuple[str, int]:
    """Show the three questions, and thank everybody who sends them in the same way."""
    form = QuestionsForm()
    ticket = form.ticket.data if request.method == "POST" else session.get(TICKET, "")
    opened = feedback_answers.open_by_ticket(database(), ticket or "", secret=_secret(), now=now())
    if opened is None:
        session.pop(TICKET, None)
        return see_other("/f/stopped") if ticket else see_other("/f")
    if request.method == "GET":
        return _page(form, opened)
    if "later" in request.form or "never" in request.form:
        session.pop(TICKET, None)
        return see_other("/f/left")
    answers = form.read()
    if answers is None:
        return _page(form, opened), 422
    feedback_answers.answer_by_ticket(
        database(), opened.ticket, answers, secret=_secret(), now=now()
    )
    session.pop(TICKET, None)
    return see_other("/f/thanks")


@private.route("/f/thanks")
@open_to_all
def thanks() -> str:
    """Thank everybody with the same words, first answer or not."""
    return render_template(
        "feedback/message.html",
        heading="Thank you",
        sentences=(
            "You can close this page.",
            "If this code was used before, the first answer is the one kept.",
        ),
    )


@private.route("/f/left")
@open_to_all
def left() -> str:
    """Say that leaving it is fine."""
    return render_template(
        "feedback/message.html",
        heading="That is fine",
        sentences=(
            "Nothing was sent, and nothing changes about your care.",
            "If you change your mind, your code goes on working for some days.",
        ),
    )


@private.route("/f/stopped")
@open_to_all
def stopped() -> tuple[str, int]:
    """Say that a form cannot be sent any more."""
    page = render_template(
        "feedback/message.html",
        heading="This code does not work any more",
        sentences=("Nothing was sent. You can leave it, or ask the team for a new code.",),
    )
    return page, 410


def _open(form: CodeForm) -> OpenForm | None:
    if form.secret.data:
        return feedback_answers.open_by_link(
            database(), form.secret.data, secret=_secret(), now=now()
        )
    return feedback_answers.open_by_code(
        database(), form.code.data or "", secret=_secret(), now=now()
    )


def _page(form: QuestionsForm, opened: OpenForm) -> str:
    form.ticket.data = opened.ticket
    return render_template(
        "feedback/questions.html",
        form=form,
        action="/f/questions",
        shown=present_questions(opened.respondent, form),
        locks_itself=False,
    )


def _secret() -> str:
    return str(current_app.extensions["sdm_settings"].secret_key)
