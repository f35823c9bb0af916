"""The plain text of a conversation for the service's own record system."""

from sdm_tool.domain.codes import format_record_code
from sdm_tool.domain.sections import Basis, Outcome
from sdm_tool.domain.status import NO_EXTRA_HELP, NOT_DECIDED_YET, SAFETY_FIRST_NO_CHANGE
from sdm_tool.domain.wording import and_list, long_date, plain_date
from sdm_tool.outputs.copy_text import CopyText
from sdm_tool.services.conversation_reading import ConversationRead
from sdm_tool.services.summary_points import talked_about

BASIS_WORDS = {
    Basis.AGED_16_17: "Young person aged 16 or 17",
    Basis.COMPETENT_UNDER_16: "Young person under 16, competent for this decision",
    Basis.PARENTAL_RESPONSIBILITY: "Person with parental responsibility",
    Basis.LOCAL_AUTHORITY_OR_COURT: "Local authority or court",
    Basis.ADULT_WITH_CAPACITY: "Adult with capacity for this decision",
    Basis.ADULT_BEST_INTERESTS: "Adult without capacity, in their best interests",
    Basis.NOT_TREATMENT: "Not a decision about treatment",
}


def record_system_text(conversation: ConversationRead, *, is_demonstration: bool) -> CopyText:
    """Return what the record system needs: no reasons, no notes, nobody's quotes."""
    decide, meeting = conversation.decide, conversation.meeting
    words = {voice.key: voice.word for voice in conversation.voices}
    grid = conversation.grid
    when = f"{long_date(meeting.held_on)}, {meeting.held_time}" if meeting.held_on else ""
    return CopyText(
        status_line=conversation.status_line,
        problem=conversation.start.problem,
        meeting=f"{when}. Led by {meeting.led_by}. Responsible: {meeting.responsible}",
        options=tuple(talked.option.name for talked in talked_about(conversation)),
        decision=_decision(conversation),
        agreed_by=and_list([word for key, word in words.items() if key in decide.decided_by]),
        basis=". ".join(
            part
            for part in (BASIS_WORDS[decide.basis] if decide.basis else "", decide.basis_who)
            if part
        ),
        seen_differently_by=and_list(
            [word for key, word in words.items() if key in {r.voice for r in decide.reservations}]
        ),
        actions=tuple(
            f"{words.get(action.voice, 'Someone')}: {action.what}"
            + (f", by {plain_date(action.by_when)}" if action.by_when else "")
            for action in decide.actions
        ),
        review=long_date(decide.review_on) if decide.review_on else "",
        grid=f"{grid.title}, version {grid.version}{' (draft)' if grid.is_draft else ''}"
        if grid
        else "No grid was used",
        record_code=format_record_code(conversation.seen.record_code),
        notices=_notices(conversation, is_demonstration=is_demonstration),
    )


def _decision(conversation: ConversationRead) -> str:
    decide = conversation.decide
    if decide.outcome is Outcome.NO_EXTRA_HELP:
        return SAFETY_FIRST_NO_CHANGE if conversation.safety_first else NO_EXTRA_HELP
    if decide.outcome is not Outcome.OPTIONS:
        return NOT_DECIDED_YET
    return and_list([o.name for o in conversation.options if o.id in decide.chosen])


def _notices(conversation: ConversationRead, *, is_demonstration: bool) -> tuple[str, ...]:
    notices = []
    if is_demonstration:
        notices.append("Demonstration. Nobody real.")
    if conversation.seen.is_practice:
        notices.append("Practice. Not a real conversation.")
    if conversation.seen.replaced_by:
        notices.append("Replaced by a newer conversation.")
    return tuple(notices)
