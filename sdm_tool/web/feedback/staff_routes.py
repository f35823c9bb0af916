"""Routes of the Feedback step: who was offered it, handing over, and a code for a phone."""

from datetime import timedelta

from flask import current_app, render_template, session
from werkzeug.wrappers import Response

from sdm_tool.config import Settings
from sdm_tool.domain.collaborate import Mode, Respondent
from sdm_tool.domain.equity import Equity
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.feedback import NotOffered, is_adult
from sdm_tool.domain.permissions import Permission
from sdm_tool.domain.wording import london_day, plain_date
from sdm_tool.outputs.feedback_form import feedback_form_html
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.equity import find_equity_asked
from sdm_tool.services import feedback_offers
from sdm_tool.services.feedback_handover import start_handover
from sdm_tool.services.feedback_people import (
    MeetingAtHand,
    PersonToAsk,
    find_people,
    read_meeting,
)
from sdm_tool.web.access import requires
from sdm_tool.web.closing_months import close_what_is_over
from sdm_tool.web.database import database, now
from sdm_tool.web.feedback.blueprint import feedback
from sdm_tool.web.feedback.forms import AskForm, AskOnPaperForm, HandOverForm, NotOfferedForm
from sdm_tool.web.feedback.presenters import in_a_sentence, present_code, present_people
from sdm_tool.web.feedback.tablet import start_tablet
from sdm_tool.web.fragments import see_other
from sdm_tool.web.frame import Frame, open_frame
from sdm_tool.web.held_posts import WITH_FAMILY
from sdm_tool.web.pdf_response import pdf_response
from sdm_tool.web.signed_in import require_person

ONE_DAY = timedelta(days=1)
"""The day before the last one stands on paper: somebody must still type it in."""
Asked = Response | str | tuple[str, int]
STEP = "/conversations/<conversation_id>/feedback"


@feedback.route(STEP)
@requires(Permission.FEEDBACK_OFFER)
def step(conversation_id: str) -> str:
    """Show who was offered the questions, and the way to hand the tablet over."""
    close_what_is_over()
    frame = open_frame(conversation_id)
    meeting, people = _at_meeting(frame)
    return _step_page(frame, meeting, people, _hand_over_form(people))


@feedback.route(f"{STEP}/hand-over", methods=["POST"])
@requires(Permission.FEEDBACK_OFFER)
def hand_over(conversation_id: str) -> Response | tuple[str, int]:
    """Lock the staff side and start the first person's turn."""
    frame = open_frame(conversation_id)
    meeting, people = _at_meeting(frame)
    form = _hand_over_form(people)
    if form.validate_on_submit():
        try:
            turns = start_handover(
                database(),
                require_person(),
                meeting_id=meeting.seen.id,
                people=form.order,
                secret=_settings().secret_key,
                now=now(),
                said=form.said,
            )
        except DomainError as error:
            form.add_fault(error)
        else:
            session[WITH_FAMILY] = True
            start_tablet(meeting.seen.id, turns, back=f"{frame.href}/feedback")
            return see_other("/handover")
    return _step_page(frame, meeting, people, form), 422


@feedback.route(f"{STEP}/<person>")
@requires(Permission.FEEDBACK_OFFER)
def one_person(conversation_id: str, person: str) -> str:
    """Show the other ways for one person: their own device, or not this time."""
    frame = open_frame(conversation_id)
    meeting, people = _at_meeting(frame)
    return _person_page(frame, meeting, _find(people, person))


@feedback.route(f"{STEP}/<person>/code", methods=["POST"])
@requires(Permission.FEEDBACK_OFFER)
def ask_on_own_device(conversation_id: str, person: str) -> Asked:
    """Make the invitation and show its code, once."""
    return _ask(conversation_id, person, Mode.OWN_DEVICE, "ask", AskForm)


@feedback.route(f"{STEP}/<person>/paper", methods=["POST"])
@requires(Permission.FEEDBACK_OFFER)
def ask_on_paper(conversation_id: str, person: str) -> Asked:
    """Make the invitation and give the form to print, once."""
    return _ask(conversation_id, person, Mode.PAPER, "paper", AskOnPaperForm)


def _ask(conversation_id: str, person: str, mode: Mode, name: str, kind: type[AskForm]) -> Asked:
    frame = open_frame(conversation_id)
    meeting, people = _at_meeting(frame)
    found = _find(people, person)
    form = kind.asking(_equity_of(found), is_sent=True)
    if form.validate_on_submit():
        try:
            offered = feedback_offers.offer(
                database(),
                scope=require_person().scope,
                meeting_id=meeting.seen.id,
                person=person,
                mode=mode,
                secret=_settings().secret_key,
                now=now(),
                said=form.said,
            )
        except DomainError as error:
            form.add_fault(error)
        else:
            return _handed_out(frame, found, offered)
    return _person_page(frame, meeting, found, **{name: form}, form=form), 422


@feedback.route(f"{STEP}/<person>/new-code", methods=["POST"])
@requires(Permission.FEEDBACK_OFFER)
def new_code(conversation_id: str, person: str) -> Response | str:
    """Replace a code or a form that was lost, and show the new one, once."""
    frame = open_frame(conversation_id)
    meeting, people = _at_meeting(frame)
    found = _find(people, person)
    offered = feedback_offers.make_new_code(
        database(),
        scope=require_person().scope,
        meeting_id=meeting.seen.id,
        person=person,
        secret=_settings().secret_key,
        now=now(),
    )
    return _handed_out(frame, found, offered)


@feedback.route(f"{STEP}/<person>/not-offered", methods=["POST"])
@requires(Permission.FEEDBACK_OFFER)
def not_offered(conversation_id: str, person: str) -> Response | tuple[str, int]:
    """Record that somebody was not asked, and why."""
    frame = open_frame(conversation_id)
    meeting, people = _at_meeting(frame)
    found = _find(people, person)
    form = NotOfferedForm()
    if form.validate_on_submit():
        try:
            feedback_offers.do_not_offer(
                database(),
                scope=require_person().scope,
                meeting_id=meeting.seen.id,
                person=person,
                reason=NotOffered(form.reason.data),
                now=now(),
            )
            return see_other(f"{frame.href}/feedback")
        except DomainError as error:
            form.add_fault(error)
    return _person_page(frame, meeting, found, skip=form, form=form), 422


def _settings() -> Settings:
    settings: Settings = current_app.extensions["sdm_settings"]
    return settings


def _at_meeting(frame: Frame) -> tuple[MeetingAtHand, tuple[PersonToAsk, ...]]:
    meeting_id = frame.conversation.meetings[0].id
    meeting = read_meeting(database(), require_person().scope, meeting_id)
    return meeting, find_people(database(), meeting, now())


def _find(people: tuple[PersonToAsk, ...], key: str) -> PersonToAsk:
    found = next((person for person in people if person.asked.key == key), None)
    if found is None:
        raise NotFound
    return found


def _hand_over_form(people: tuple[PersonToAsk, ...]) -> HandOverForm:
    asked = [equity for person in people for equity in _equity_of(person)]
    return HandOverForm.for_people(
        {person.asked.key: person.asked.word for person in people if person.can_take_tablet}, asked
    )


def _equity_of(person: PersonToAsk) -> frozenset[Equity]:
    """What they may be asked of themself: only a young person who is offered the form now."""
    is_young_person = person.asked.respondent is Respondent.YOUNG_PERSON
    return find_equity_asked(database()) if is_young_person and person.can_be_asked else frozenset()


def _step_page(
    frame: Frame,
    meeting: MeetingAtHand,
    people: tuple[PersonToAsk, ...],
    form: HandOverForm,
) -> str:
    return render_template(
        "feedback/step.html",
        frame=frame,
        form=form,
        people=present_people(people, frame.href),
        is_practice=meeting.seen.is_practice,
        is_adult=is_adult(meeting.section),
    )


def _person_page(frame: Frame, meeting: MeetingAtHand, person: PersonToAsk, **forms: object) -> str:
    asked = _equity_of(person)
    context = {
        "ask": AskForm.asking(asked, is_sent=False),
        "paper": AskOnPaperForm.asking(asked, is_sent=False),
        "skip": NotOfferedForm(formdata=None),
        **forms,
    }
    return render_template(
        "feedback/person.html",
        frame=frame,
        seen=person,
        needs_yes=is_adult(meeting.section) and person.asked.respondent is Respondent.PARENT,
        **context,
    )


def _handed_out(
    frame: Frame, person: PersonToAsk, offered: feedback_offers.Offered
) -> Response | str:
    settings = _settings()
    if offered.mode is Mode.PAPER:
        html = feedback_form_html(
            offered.respondent.value,
            code=offered.code,
            last_day=plain_date(london_day(offered.expires_at - ONE_DAY)),
            is_demonstration=settings.is_demonstration,
        )
        return pdf_response(html, "three-questions.pdf")
    shown = present_code(offered, settings.public_url, is_loopback=settings.is_loopback)
    who = in_a_sentence(person.asked.word)
    return render_template("feedback/code.html", frame=frame, who=who, shown=shown)
