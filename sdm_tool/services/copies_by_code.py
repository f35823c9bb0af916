"""Copies made away from the pages: by record code, from the command line."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from sdm_tool.domain.copies import Audience
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Permission, Scope
from sdm_tool.domain.sections import NOTE_LIMIT, NotesSection
from sdm_tool.domain.status import Status
from sdm_tool.outputs.summary import Summary
from sdm_tool.persistence.queries.conversations import find_conversations_of_record
from sdm_tool.services.conversation_reading import read_conversation
from sdm_tool.services.records import find_by_code
from sdm_tool.services.sections import Place, change_section
from sdm_tool.services.summaries import give, require_may_be_given, summary_for


def first_that_sees(session: Session, scopes: Sequence[Scope], code: str) -> Scope:
    """Return the first scope that reaches the record with this code. Raises as `find_by_code`."""
    for scope in scopes[:-1]:
        with suppress(DomainError):
            find_by_code(session, scope, code)
            return scope
    find_by_code(session, scopes[-1], code)
    return scopes[-1]


def choose_conversation(session: Session, scope: Scope, code: str, named: str | None) -> str:
    """Return the conversation a copy is made of: the one named, else the record's latest valid one,
    else its latest in progress.

    DomainError with the field "code" or "conversation" when there is no such one in the scope.
    """
    record = find_by_code(session, scope, code)
    found = find_conversations_of_record(session, scope, record.id)
    if named is not None:
        if named not in {conversation.id for conversation in found}:
            raise DomainError("This record has no such conversation.", field="conversation")
        return named
    for status in (Status.VALID, Status.IN_PROGRESS):
        for conversation in found:
            if (
                conversation.status == status
                and not conversation.replaced_by
                and not conversation.is_practice
            ):
                return conversation.id
    raise DomainError("This record has no conversation to make a copy of.")


def made_up_copy(
    session: Session, scope: Scope, conversation_id: str, audience: Audience
) -> Summary:
    """Return a copy from the demonstration, without an event. Raises DomainError when blocked."""
    conversation = read_conversation(session, scope, conversation_id)
    require_may_be_given(session, conversation, audience)
    return summary_for(session, conversation, audience, is_demonstration=True)


def give_with_reason(
    session: Session,
    conversation_id: str,
    audience: Audience,
    *,
    reason: str,
    scope: Scope,
    now: datetime,
) -> Summary:
    """Make a copy and put it in the trail; why it was made this way stands in the staff notes.

    Raises DomainError when the person may not print, when the copy is blocked, or when the reason
    is empty or does not fit in the notes.
    """
    if not scope.allows(Permission.CONVERSATION_LEAD):
        raise DomainError("This account may not print summaries.", field="as")
    line = f"A copy was made on the command line ({audience.value}): {' '.join(reason.split())}"
    conversation = read_conversation(session, scope, conversation_id)
    require_may_be_given(session, conversation, audience)
    before = conversation.notes.kept_private
    if not reason.strip() or len(before) + len(line) >= NOTE_LIMIT:
        raise DomainError("Give a reason, short enough for the staff notes.", field="reason")

    def add_line(notes: NotesSection) -> NotesSection:
        return replace(notes, kept_private=f"{notes.kept_private}\n{line}".strip())

    place = Place(conversation_id, "notes", NotesSection)
    change_section(session, place, add_line, scope=scope, now=now)
    return give(
        session,
        conversation_id,
        audience,
        for_name="",
        is_demonstration=False,
        scope=scope,
        now=now,
    )
