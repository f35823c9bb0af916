"""Reading when valid conversations were to be looked at again, and when somebody did.

Rows of two or three instants each, no section: it is read each time the overview is.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.record_facts import ReviewFacts
from sdm_tool.domain.status import Status
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.conversations import Conversation
from sdm_tool.persistence.queries.audit import require_audit
from sdm_tool.persistence.records import ConversationMeeting, Meeting

_NEXT = aliased(Conversation)


def find_review_facts(
    session: Session, scope: Scope, *, first: date, last: date
) -> list[tuple[str, ReviewFacts]]:
    """Return team and review of each valid conversation with a review date from first to last.

    Practice is left out. Raises NotFound for someone who may not read audit pages.
    """
    require_audit(scope)
    link = ConversationMeeting
    is_counted = (
        Conversation.status == Status.VALID.value,
        Conversation.is_practice.is_(False),
        Conversation.review_on.between(first, last),
    )
    met = (
        select(Conversation.id, Conversation.team_id, Conversation.review_on, Meeting.held_at)
        .join(link, link.conversation_id == Conversation.id)
        .join(Meeting, Meeting.id == link.meeting_id)
        .where(*is_counted)
    )
    replaced = (
        select(_NEXT.replaces_id, func.min(Meeting.held_at))
        .join(Conversation, Conversation.id == _NEXT.replaces_id)
        .join(link, link.conversation_id == _NEXT.id)
        .join(Meeting, Meeting.id == link.meeting_id)
        .where(
            *is_counted,
            _NEXT.status != Status.CANCELLED.value,
            _NEXT.is_practice.is_(False),
        )
        .group_by(_NEXT.replaces_id)
    )
    connection = session.connection()
    replaced_at = {row[0]: row[1] for row in connection.execute(replaced)}
    met_at: dict[tuple[str, str, date | None], list[datetime]] = defaultdict(list)
    for conversation, team, review_on, at in connection.execute(met):
        met_at[conversation, team, review_on].append(at)
    return [
        (team, review_facts(review_on, held, replaced_at.get(conversation)))
        for (conversation, team, review_on), held in met_at.items()
    ]


def review_facts(
    review_on: date | None, held_at: Iterable[datetime], replaced_at: datetime | None
) -> ReviewFacts:
    """Return the facts of one conversation, from its meetings and that of the next one."""
    days = {london_day(at) for at in held_at}
    first = min(days)
    replaced_on = london_day(replaced_at) if replaced_at else None
    if replaced_on:
        days.add(replaced_on)
    return ReviewFacts(
        review_on=review_on,
        looked_again=tuple(sorted(day for day in days if day > first)),
        replaced_on=replaced_on,
    )
