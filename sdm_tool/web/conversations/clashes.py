"""Two people changed one section: both texts, side by side, and the way to choose."""

from dataclasses import dataclass
from typing import Any

from flask import request
from werkzeug.wrappers import Response

from sdm_tool.domain.permissions import Permission
from sdm_tool.domain.sections import (
    DecideSection,
    LimitsSection,
    MeetingSection,
    NotesSection,
    StartSection,
)
from sdm_tool.domain.wording import clock_time
from sdm_tool.persistence.queries import NotFound
from sdm_tool.services.conversation_reading import LIMITS, ConversationRead
from sdm_tool.services.sections import Conflict, Place, discard_draft
from sdm_tool.web.access import requires
from sdm_tool.web.conversations.blueprint import conversations
from sdm_tool.web.database import database
from sdm_tool.web.forms.section_form import Difference, SectionForm, differences
from sdm_tool.web.fragments import see_other
from sdm_tool.web.frame import Frame, open_frame
from sdm_tool.web.signed_in import require_person

KINDS: dict[str, type] = {
    "start": StartSection,
    "decide": DecideSection,
    "notes": NotesSection,
    "meeting": MeetingSection,
}


@dataclass(frozen=True, slots=True)
class Clash:
    """What the notice at the top of a section says."""

    by: str
    time: str
    section: str
    discard: str
    differences: list[Difference]


def present_clash(
    frame: Frame, section: str, conflict: Conflict[Any], mine: SectionForm, theirs: SectionForm
) -> Clash:
    """Return the fields that differ between the form as filled here and as saved there."""
    return Clash(
        by=conflict.by,
        time=clock_time(conflict.at),
        section=section,
        discard=f"{frame.href}/discard",
        differences=differences(mine, theirs),
    )


@conversations.route("/conversations/<conversation_id>/discard", methods=["POST"])
@requires(Permission.CONVERSATION_LEAD)
def discard(conversation_id: str) -> Response:
    """Keep what somebody else wrote, and let one's own draft of that section go."""
    section = request.form.get("section", "")
    frame = open_frame(conversation_id, section)
    kind = _kind(frame.conversation, section)
    meeting_id = frame.conversation.meetings[0].id if section == "meeting" else None
    place: Place[Any] = Place(conversation_id, section, kind, meeting_id=meeting_id)
    discard_draft(database(), place, scope=require_person().scope)
    return see_other(f"{frame.href}/{'start' if section == 'meeting' else section}")


def _kind(conversation: ConversationRead, section: str) -> type:
    if section in {f"{LIMITS}{option.id}" for option in conversation.options}:
        return LimitsSection
    if section not in KINDS:
        raise NotFound
    return KINDS[section]
