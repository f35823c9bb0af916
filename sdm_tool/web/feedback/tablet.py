"""Whose turn it is while the tablet is with the family.

It stands in the signed cookie of that tablet and nowhere in the store, so that no staff page can
read how far the family has got. The cookie holds no answers.
"""

from dataclasses import dataclass
from datetime import timedelta

from flask import session

from sdm_tool.domain.collaborate import Respondent
from sdm_tool.services.feedback_handover import Turn, end_handover
from sdm_tool.web.database import database, now
from sdm_tool.web.signed_in import person_or_none

HANDOVER = "handover"
LEFT_ALONE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Tablet:
    """The hand-over of this browser: every turn, and the one it is at."""

    meeting_id: str
    turns: tuple[Turn, ...]
    at: int
    seen_at: float

    @property
    def turn(self) -> Turn:
        """Whose turn it is."""
        return self.turns[self.at]


def start_tablet(meeting_id: str, turns: tuple[Turn, ...], *, back: str) -> None:
    """Remember the turns on this tablet, and where staff go on after unlocking."""
    session[HANDOVER] = {"back": back}
    _keep(Tablet(meeting_id, turns, 0, now().timestamp()))


def tablet_or_none() -> Tablet | None:
    """Return the hand-over that is going on in this browser.

    None when there is none, when it is over, or when nobody touched the tablet for ten minutes: it
    is over then too.
    """
    person, kept = person_or_none(), session.get(HANDOVER, {})
    if person is None or "turns" not in kept or kept["meeting"] != person.handover_meeting_id:
        return None
    if now().timestamp() - kept["seen"] > LEFT_ALONE.total_seconds():
        end_tablet()
        return None
    turns = tuple(Turn(word, Respondent(form), key) for word, form, key in kept["turns"])
    return Tablet(kept["meeting"], turns, kept["at"], kept["seen"])


def touch_tablet(tablet: Tablet) -> None:
    """Start the ten minutes again."""
    _keep(Tablet(tablet.meeting_id, tablet.turns, tablet.at, now().timestamp()))


def next_turn(tablet: Tablet) -> bool:
    """Go on to the next person; False when that was the last, and the hand-over is over."""
    if tablet.at + 1 == len(tablet.turns):
        end_tablet()
        return False
    _keep(Tablet(tablet.meeting_id, tablet.turns, tablet.at + 1, now().timestamp()))
    return True


def end_tablet() -> None:
    """Close the way to the forms. The staff side stays locked until the password is typed."""
    person = person_or_none()
    if person is not None and person.handover_meeting_id is not None:
        end_handover(database(), person)
    session[HANDOVER] = {"back": where_staff_go_on()}


def where_staff_go_on() -> str:
    """Return the page that staff come back to after unlocking."""
    back: str = session.get(HANDOVER, {}).get("back", "/")
    return back


def _keep(tablet: Tablet) -> None:
    session[HANDOVER] = {
        "back": where_staff_go_on(),
        "meeting": tablet.meeting_id,
        "turns": [[turn.word, turn.respondent.value, turn.invitation_id] for turn in tablet.turns],
        "at": tablet.at,
        "seen": tablet.seen_at,
    }
