"""Reading conversations and their sections."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    select,
)
from sqlalchemy.orm import Session, aliased

from sdm_tool.domain.permissions import Scope
from sdm_tool.persistence.accounts import Account
from sdm_tool.persistence.base import joined_by_commas
from sdm_tool.persistence.conversations import (
    Conversation,
    StatusChange,
)
from sdm_tool.persistence.grids import GridWithdrawal, PinnedGrid
from sdm_tool.persistence.organisation import OptionWait
from sdm_tool.persistence.queries import OutOfScope
from sdm_tool.persistence.queries.organisations import WaitSeen
from sdm_tool.persistence.queries.records import MEETINGS, NEWEST_FIRST, MeetingSeen
from sdm_tool.persistence.queries.scopes import RECORD_IN_SCOPE, scope_parameters
from sdm_tool.persistence.records import ConversationMeeting, Meeting, Record


@dataclass(frozen=True, slots=True)
class ConversationSeen:
    """A conversation as pages need it; what people said is in its sections."""

    id: str
    record_id: str
    record_code: str
    team_id: str
    content_hash: str | None
    is_practice: bool
    replaces_id: str | None
    replaced_by: str | None
    withdrawn_grid_reason: str | None
    withdrawn_why: str | None
    started_at: datetime
    started_by: str
    changed_at: datetime
    status: str
    problem: str
    decision: str
    review_on: date | None
    grid_title: str | None
    status_reason: str | None
    """Of the newest status change, as is its instant."""
    status_changed_at: datetime | None


_NEWEST_STATUS = (
    select(func.max(StatusChange.number))
    .where(StatusChange.conversation_id == Conversation.id)
    .correlate(Conversation)
    .scalar_subquery()
)
_STATUS = aliased(StatusChange)
_LATER = aliased(Conversation)
_CONVERSATIONS = (
    select(
        Conversation.id,
        Conversation.record_id,
        Record.code,
        Conversation.team_id,
        Conversation.content_hash,
        Conversation.is_practice,
        Conversation.replaces_id,
        _LATER.id,
        Conversation.withdrawn_grid_reason,
        GridWithdrawal.reason,
        Conversation.started_at,
        Conversation.started_by,
        Conversation.changed_at,
        Conversation.status,
        Conversation.problem,
        Conversation.decision,
        Conversation.review_on,
        PinnedGrid.title,
        _STATUS.reason,
        _STATUS.changed_at,
    )
    .select_from(Conversation)
    .outerjoin(
        _STATUS,
        and_(_STATUS.conversation_id == Conversation.id, _STATUS.number == _NEWEST_STATUS),
    )
    .join(Record, Record.id == Conversation.record_id)
    .outerjoin(_LATER, _LATER.replaces_id == Conversation.id)
    .outerjoin(PinnedGrid, PinnedGrid.content_hash == Conversation.content_hash)
    .outerjoin(GridWithdrawal, GridWithdrawal.content_hash == Conversation.content_hash)
    .where(RECORD_IN_SCOPE)
)
_ONE = _CONVERSATIONS.where(Conversation.id == bindparam("wanted"))
_MEETING_COLUMNS = len(MEETINGS.selected_columns)
# What the team says about the waits of the grid, as one text, so that one statement reads it all.
_WAITS = (
    select(
        joined_by_commas(
            OptionWait.option_id
            + case((OptionWait.is_offered, "/1/"), else_="/0/")
            + func.coalesce(cast(OptionWait.weeks, String), "")
            + "/"
            + cast(OptionWait.as_of, String)
        )
    )
    .where(OptionWait.team_id == Conversation.team_id, OptionWait.grid_slug == PinnedGrid.slug)
    .scalar_subquery()
)
_WHOLE = (
    _ONE.add_columns(_WAITS, *MEETINGS.selected_columns)
    .outerjoin(ConversationMeeting, ConversationMeeting.conversation_id == Conversation.id)
    .outerjoin(Meeting, Meeting.id == ConversationMeeting.meeting_id)
    .order_by(*NEWEST_FIRST)
)
_OF_RECORD = _CONVERSATIONS.where(Conversation.record_id == bindparam("wanted")).order_by(
    Conversation.started_at.desc(), Conversation.id
)
_IN_PROGRESS = (
    _CONVERSATIONS.where(
        Conversation.status == "in-progress", Conversation.started_by == bindparam("wanted")
    )
    .order_by(Conversation.changed_at.desc(), Conversation.id)
    .limit(bindparam("most"))
)
# A conversation that was replaced has its review in the newer one.
_REVIEWS_DUE = (
    _CONVERSATIONS.where(
        Conversation.review_on <= bindparam("wanted"),
        Conversation.status != "cancelled",
        Conversation.is_practice.is_(False),
        _LATER.id.is_(None),
    )
    .order_by(Conversation.review_on, Conversation.id)
    .limit(bindparam("most"))
)


def get_conversation(session: Session, scope: Scope, conversation_id: str) -> ConversationSeen:
    """Return the conversation, or raise OutOfScope."""
    found = _conversations(session, scope, _ONE, wanted=conversation_id)
    if not found:
        raise OutOfScope
    return found[0]


def get_conversation_with_its_parts(
    session: Session, scope: Scope, conversation_id: str
) -> tuple[ConversationSeen, dict[str, WaitSeen], tuple[MeetingSeen, ...]]:
    """Return the conversation, its team's waits by option id, and its meetings, newest first.

    Raises OutOfScope.
    """
    parameters = {"wanted": conversation_id, **scope_parameters(scope)}
    rows = session.connection().execute(_WHOLE, parameters).all()
    if not rows:
        raise OutOfScope
    *of_conversation, waits_text = rows[0][:-_MEETING_COLUMNS]
    of_meetings = (row[-_MEETING_COLUMNS:] for row in rows)
    return (
        ConversationSeen(*of_conversation),
        dict(_wait(text) for text in (waits_text or "").split(",") if text),
        tuple(MeetingSeen(*row) for row in of_meetings if row[0] is not None),
    )


def _wait(text: str) -> tuple[str, WaitSeen]:
    option_id, is_offered, weeks, as_of = text.split("/")
    return option_id, WaitSeen(
        is_offered == "1", int(weeks) if weeks else None, date.fromisoformat(as_of)
    )


def find_conversations_of_record(
    session: Session, scope: Scope, record_id: str
) -> list[ConversationSeen]:
    """Return every conversation of a record, newest first."""
    return _conversations(session, scope, _OF_RECORD, wanted=record_id)


def find_in_progress(session: Session, scope: Scope, *, limit: int = 20) -> list[ConversationSeen]:
    """Return the newest conversations in progress that this person started."""
    return _conversations(session, scope, _IN_PROGRESS, wanted=scope.account_id, most=limit)


def find_reviews_due(
    session: Session, scope: Scope, *, until: date, limit: int = 20
) -> list[ConversationSeen]:
    """Return the conversations of the scope to look at again by `until`, earliest first."""
    return _conversations(session, scope, _REVIEWS_DUE, wanted=until, most=limit)


def _conversations(
    session: Session, scope: Scope, statement: Select[*tuple[Any, ...]], **parameters: object
) -> list[ConversationSeen]:
    rows = session.connection().execute(statement, {**parameters, **scope_parameters(scope)}).all()
    return [ConversationSeen(*row) for row in rows]


def find_display_names(session: Session, account_ids: set[str]) -> dict[str, str]:
    """Return display names by account id."""
    rows = session.execute(
        select(Account.id, Account.display_name).where(Account.id.in_(account_ids))
    )
    return dict(rows.all())
