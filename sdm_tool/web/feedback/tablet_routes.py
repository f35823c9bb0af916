"""Routes of the tablet while it is with the family. Nothing here leads to the staff side."""

from flask import current_app, render_template, request
from werkzeug.wrappers import Response

from sdm_tool.services.feedback_answers import answer
from sdm_tool.web.access import open_to_all
from sdm_tool.web.database import database, now
from sdm_tool.web.feedback.blueprint import private
from sdm_tool.web.feedback.forms import QuestionsForm
from sdm_tool.web.feedback.presenters import in_a_sentence, present_questions
from sdm_tool.web.feedback.tablet import (
    Tablet,
    end_tablet,
    next_turn,
    tablet_or_none,
    touch_tablet,
    where_staff_go_on,
)
from sdm_tool.web.fragments import see_other

OVER = "/handover/over"


@private.route("/handover")
@open_to_all
def pass_on() -> Response | str:
    """Say who gets the tablet now."""
    tablet = tablet_or_none()
    if tablet is None:
        return see_other(OVER)
    touch_tablet(tablet)
    return render_template(
        "feedback/pass_on.html", who=in_a_sentence(tablet.turn.word), is_first=tablet.at == 0
    )


@private.route("/handover/questions", methods=["GET", "POST"])
@open_to_all
def tablet_questions() -> Response | str | tuple[str, int]:
    """Show a fresh form; sending it, "Not now" and "No thanks" all look the same afterwards."""
    tablet = tablet_or_none()
    if tablet is None:
        return see_other(OVER)
    touch_tablet(tablet)
    form = QuestionsForm()
    if request.method == "GET":
        return _page(tablet, form)
    if form.turn.data != str(tablet.at):
        # Sent twice, or from a page left open: that turn is over.
        return see_other("/handover")
    if "later" not in request.form and "never" not in request.form:
        answers = form.read()
        if answers is None:
            return _page(tablet, form), 422
        if tablet.turn.invitation_id:
            answer(database(), tablet.turn.invitation_id, answers, secret=_secret(), now=now())
    return see_other("/handover" if next_turn(tablet) else OVER)


@private.route("/handover/over")
@open_to_all
def over() -> str:
    """End the hand-over. Also where the page goes by itself when it is left alone."""
    end_tablet()
    return render_template("feedback/over.html", back=where_staff_go_on())


def _page(tablet: Tablet, form: QuestionsForm) -> str:
    form.turn.data = str(tablet.at)
    return render_template(
        "feedback/questions.html",
        form=form,
        action="/handover/questions",
        shown=present_questions(tablet.turn.respondent, form),
        locks_itself=True,
    )


def _secret() -> str:
    return str(current_app.extensions["sdm_settings"].secret_key)
