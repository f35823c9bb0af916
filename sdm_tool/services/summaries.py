"""The summary that goes home: who may have it, what it says, and that it was given."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.copies import Audience, why_blocked
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Scope
from sdm_tool.outputs.copy_text import copy_for_record_system
from sdm_tool.outputs.summary import Summary
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.organisation import CrisisContact
from sdm_tool.persistence.queries.organisations import find_crisis_contacts, find_teams
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services.conversation_reading import ConversationRead, read_conversation
from sdm_tool.services.sections import settle
from sdm_tool.services.summary_text import record_system_text
from sdm_tool.services.summary_writing import SummaryWriter
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

CHOOSE_FIRST = (
    "Somebody else changed a part while you did. Open the parts you changed, see both texts and "
    "choose, before you print."
)
NO_CONTACTS = (
    "No crisis contacts are set and checked for this team, so nothing can be printed. "
    "Ask an administrator to set and check them."
)


def summary_for(
    session: Session,
    conversation: ConversationRead,
    audience: Audience,
    *,
    for_name: str = "",
    is_demonstration: bool,
) -> Summary:
    """Return one copy in words. `for_name` is used here once and kept nowhere."""
    contacts = find_crisis_contacts(session, conversation.seen.team_id)
    phones = {team.id: team.phone for team in find_teams(session)}
    return SummaryWriter(
        conversation=conversation,
        audience=audience,
        for_name=for_name.strip(),
        is_demonstration=is_demonstration,
        contacts=contacts,
        checked_on=checked_on(contacts),
        phone=phones.get(conversation.seen.team_id, ""),
    ).write()


def require_may_be_given(
    session: Session, conversation: ConversationRead, audience: Audience
) -> None:
    """Raise DomainError when this copy may not be given yet, saying what has to happen first."""
    require_contacts(session, conversation)
    blocked = why_blocked(audience, conversation.decide, conversation.notes, conversation.age)
    if blocked:
        raise DomainError(blocked.words, field="audience")


def require_contacts(session: Session, conversation: ConversationRead) -> None:
    """Raise DomainError when nothing may be printed for want of crisis contacts, practice apart."""
    contacts = find_crisis_contacts(session, conversation.seen.team_id)
    if not conversation.seen.is_practice and checked_on(contacts) is None:
        raise DomainError(NO_CONTACTS)


def give(
    session: Session,
    conversation_id: str,
    audience: Audience,
    *,
    for_name: str,
    is_demonstration: bool,
    scope: Scope,
    now: datetime,
) -> Summary:
    """Make a copy to take home: settle drafts, check that it may be given, log it, return it."""
    conversation = read_conversation(session, scope, conversation_id)
    settle(session, conversation.subject_ids, scope=scope, now=now)
    conversation = read_conversation(session, scope, conversation_id)
    if any(section.is_draft for section in conversation.sections.values()):
        raise DomainError(CHOOSE_FIRST)
    require_may_be_given(session, conversation, audience)
    summary = summary_for(
        session, conversation, audience, for_name=for_name, is_demonstration=is_demonstration
    )
    with writing(session):
        append(
            session,
            Event.SUMMARY_PRINTED,
            by=scope.account_id,
            at=now,
            record=conversation.seen.record_id,
            subject=conversation_id,
            detail=audience.value,
        )
    return summary


def copy_text(
    session: Session,
    conversation: ConversationRead,
    *,
    is_demonstration: bool,
    scope: Scope,
    now: datetime,
) -> str:
    """Return the plain text for the service's own record system, and log that it was taken."""
    text = copy_for_record_system(
        record_system_text(conversation, is_demonstration=is_demonstration)
    )
    with writing(session):
        append(
            session,
            Event.TEXT_COPIED,
            by=scope.account_id,
            at=now,
            record=conversation.seen.record_id,
            subject=conversation.seen.id,
        )
    return text


def find_given(session: Session, conversation_id: str) -> list[tuple[datetime, str]]:
    """Return when which copies were given, newest first, from the trail."""
    rows = session.execute(
        select(TrailEvent.happened_at, TrailEvent.detail)
        .where(
            TrailEvent.subject_id == conversation_id,
            TrailEvent.event == Event.SUMMARY_PRINTED.value,
        )
        .order_by(TrailEvent.position.desc())
    )
    return [(row.happened_at, row.detail) for row in rows]


def checked_on(contacts: list[CrisisContact]) -> date | None:
    """Return the day of the oldest check; None without contacts, or with an unchecked one."""
    days = [contact.checked_on for contact in contacts]
    if not days or any(day is None for day in days):
        return None
    return min(day for day in days if day)
