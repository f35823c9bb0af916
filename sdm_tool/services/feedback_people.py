"""Who of the family is at a meeting, and whether each was offered CollaboRATE."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.collaborate import Mode
from sdm_tool.domain.documents import from_json
from sdm_tool.domain.feedback import Asked, people_to_ask
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.sections import MeetingSection
from sdm_tool.persistence.queries.feedback import OfferSeen, find_live_invitations, find_offers
from sdm_tool.persistence.queries.records import MeetingSeen, get_meeting
from sdm_tool.persistence.queries.sections import find_sections


@dataclass(frozen=True, slots=True)
class MeetingAtHand:
    """A meeting in scope, with what was said about it."""

    seen: MeetingSeen
    section: MeetingSection


@dataclass(frozen=True, slots=True)
class PersonToAsk:
    """A person at the meeting and their offer. Nothing says whether they answered."""

    asked: Asked
    offer: OfferSeen | None
    is_open: bool
    """True while an invitation of theirs can be used, answered or not."""

    @property
    def can_be_asked(self) -> bool:
        """True when nothing is recorded yet and there is a form for them."""
        return self.offer is None and not self.asked.why_not

    @property
    def can_take_tablet(self) -> bool:
        """True when the tablet may be handed to them, for the first time or again."""
        return self.can_be_asked or self._is_open_in(Mode.HAND_OVER)

    @property
    def can_have_new_code(self) -> bool:
        """True when they were asked on their own device and may have lost the code."""
        return self._is_open_in(Mode.OWN_DEVICE)

    @property
    def can_have_new_paper(self) -> bool:
        """True when they were given a form on paper that may be lost."""
        return self._is_open_in(Mode.PAPER)

    def _is_open_in(self, mode: Mode) -> bool:
        return self.is_open and self.offer is not None and self.offer.mode == mode


def read_meeting(session: Session, scope: Scope, meeting_id: str) -> MeetingAtHand:
    """Return the meeting as this person sees it, their own draft included. Raises NotFound."""
    seen = get_meeting(session, scope, meeting_id)
    kept = find_sections(session, [meeting_id], scope.account_id).get((meeting_id, "meeting"))
    section = from_json(MeetingSection, kept.content) if kept else MeetingSection()
    return MeetingAtHand(seen, section)


def find_people(session: Session, meeting: MeetingAtHand, now: datetime) -> tuple[PersonToAsk, ...]:
    """Return everyone of the family at the meeting, the young person first."""
    offers = find_offers(session, meeting.seen.id)
    live = find_live_invitations(session, meeting.seen.id, now)
    return tuple(
        PersonToAsk(asked, offers.get(asked.key), asked.key in live)
        for asked in people_to_ask(meeting.section)
    )
