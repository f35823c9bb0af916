"""Reading what the audit page counts of records: facts, with every word left behind.

A conversation is counted when it is valid and no practice, in London's month of its first meeting.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import Session

from sdm_tool.domain.months import Month, month_of
from sdm_tool.domain.permissions import Permission, Scope
from sdm_tool.domain.record_facts import RecordFacts, ReviewFacts
from sdm_tool.domain.sections import Outcome
from sdm_tool.domain.status import Status
from sdm_tool.domain.wording import london_day, london_instant
from sdm_tool.persistence.conversations import Conversation, SectionVersion
from sdm_tool.persistence.grids import PinnedGrid
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.section_facts import SectionFacts
from sdm_tool.persistence.queries.section_facts_read import Edition, read_section_facts
from sdm_tool.persistence.records import ConversationMeeting, Meeting
from sdm_tool.persistence.trail import TrailEvent

_LINK = ConversationMeeting
_FIRST_AND_NEWEST = (
    select(
        _LINK.conversation_id,
        func.min(Meeting.held_at).label("first"),
        func.max(Meeting.held_at).label("newest"),
    )
    .join(Meeting, Meeting.id == _LINK.meeting_id)
    .group_by(_LINK.conversation_id)
    .subquery()
)
_COUNTED = (
    select(
        Conversation.id,
        Conversation.changed_at,
        Conversation.team_id,
        Conversation.content_hash,
        Conversation.decision,
        Conversation.review_on,
        Conversation.replaces_id,
        _FIRST_AND_NEWEST.c.first,
        _FIRST_AND_NEWEST.c.newest,
    )
    .join(_FIRST_AND_NEWEST, _FIRST_AND_NEWEST.c.conversation_id == Conversation.id)
    .where(
        Conversation.status == Status.VALID.value,
        Conversation.is_practice.is_(False),
        _FIRST_AND_NEWEST.c.first >= bindparam("start"),
        _FIRST_AND_NEWEST.c.first < bindparam("end"),
    )
)
_IDS = _COUNTED.with_only_columns(Conversation.id)
_OLDER_IDS = _COUNTED.with_only_columns(Conversation.replaces_id)
_OLDER = select(Conversation.id, Conversation.changed_at, Conversation.content_hash).where(
    Conversation.id.in_(_OLDER_IDS), Conversation.status != Status.CANCELLED.value
)
_VERSIONS = (
    select(SectionVersion.subject_id, func.count())
    .where(or_(SectionVersion.subject_id.in_(_IDS), SectionVersion.subject_id.in_(_OLDER_IDS)))
    .group_by(SectionVersion.subject_id)
)
_MEETING_VERSIONS = (
    select(_LINK.conversation_id, func.count())
    .join(SectionVersion, SectionVersion.subject_id == _LINK.meeting_id)
    .where(or_(_LINK.conversation_id.in_(_IDS), _LINK.conversation_id.in_(_OLDER_IDS)))
    .group_by(_LINK.conversation_id)
)
_FURTHER_MEETINGS = (
    select(_LINK.conversation_id, Meeting.held_at)
    .join(Meeting, Meeting.id == _LINK.meeting_id)
    .where(
        _LINK.conversation_id.in_(
            _COUNTED.where(
                _FIRST_AND_NEWEST.c.newest > _FIRST_AND_NEWEST.c.first
            ).with_only_columns(Conversation.id)
        )
    )
)
_LATER = (
    select(Conversation.replaces_id, _FIRST_AND_NEWEST.c.first)
    .join(_FIRST_AND_NEWEST, _FIRST_AND_NEWEST.c.conversation_id == Conversation.id)
    .where(
        Conversation.replaces_id.in_(_IDS),
        Conversation.status != Status.CANCELLED.value,
        Conversation.is_practice.is_(False),
    )
)
_GRIDS = select(PinnedGrid.content_hash).where(
    PinnedGrid.content_hash.in_(select(Conversation.content_hash))
)


class _Older(NamedTuple):
    id: str
    changed_at: datetime
    content_hash: str | None


class _Row(NamedTuple):
    id: str
    changed_at: datetime
    team_id: str
    content_hash: str | None
    decision: str
    review_on: date | None
    replaces_id: str | None
    first: datetime
    newest: datetime


@dataclass(slots=True)
class _Around:
    """What happened around the conversations, by the id of each."""

    met_at: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    replaced_at: dict[str, datetime] = field(default_factory=dict)
    printed_at: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))


def find_grids_used(session: Session, scope: Scope) -> list[str]:
    """Return the content hash of every grid version that a conversation is about."""
    _require_audit(scope)
    return list(session.connection().execute(_GRIDS).scalars())


def find_record_facts(
    session: Session,
    scope: Scope,
    *,
    first: Month,
    last: Month,
    grids: Mapping[str, tuple[str, str]],
    printed: str,
) -> list[RecordFacts]:
    """Return the facts of every conversation counted in the months `first` to `last`.

    `grids` holds, by content hash, the slug of a grid and its option of keeping things as they
    are; `printed` is the trail event of a copy. Raises NotFound for someone who may not read audit
    pages.
    """
    _require_audit(scope)
    period = {"start": _starts(first), "end": _starts(last.plus(1))}
    connection = session.connection()
    counted = [_Row(*row) for row in connection.execute(_COUNTED, period)]
    rows: dict[str, _Older | _Row] = {
        row[0]: _Older(*row) for row in connection.execute(_OLDER, period)
    }
    rows |= {row.id: row for row in counted}
    facts = read_section_facts(session, _editions(session, rows.values(), period, grids))
    around = _around(session, period, printed)
    return [_facts(row, facts, around, grids) for row in counted]


def _editions(
    session: Session,
    rows: Iterable[_Older | _Row],
    period: Mapping[str, datetime],
    grids: Mapping[str, tuple[str, str]],
) -> list[Edition]:
    connection = session.connection()
    versions = dict(connection.execute(_VERSIONS, period).tuples().all())
    of_meetings = dict(connection.execute(_MEETING_VERSIONS, period).tuples().all())
    store = str(connection.engine.url)
    return [
        Edition(
            store,
            row.id,
            row.changed_at,
            versions.get(row.id, 0),
            of_meetings.get(row.id, 0),
            grids[row.content_hash][1] if row.content_hash else None,
        )
        for row in rows
    ]


def _around(session: Session, period: Mapping[str, datetime], printed: str) -> _Around:
    connection, around = session.connection(), _Around()
    for conversation, at in connection.execute(_FURTHER_MEETINGS, period):
        around.met_at[conversation].append(at)
    around.replaced_at.update(connection.execute(_LATER, period).tuples().all())
    for subject, at in connection.execute(_copies(printed), period):
        around.printed_at[subject].append(at)
    return around


def _copies(printed: str) -> Select[str, datetime]:
    return select(TrailEvent.subject_id, TrailEvent.happened_at).where(
        TrailEvent.event == printed, TrailEvent.happened_at >= bindparam("start")
    )


def _facts(
    row: _Row,
    facts: Mapping[str, SectionFacts],
    around: _Around,
    grids: Mapping[str, tuple[str, str]],
) -> RecordFacts:
    told, older = facts[row.id], facts.get(row.replaces_id or "")
    newest = london_day(row.newest)
    copies = [day for day in map(london_day, around.printed_at[row.id]) if day >= newest]
    return RecordFacts(
        month=month_of(row.first),
        team_id=row.team_id,
        grid_slug=grids[row.content_hash][0] if row.content_hash else "",
        outcome=Outcome(row.decision) if row.decision else None,
        choices=told.choices,
        other_than_before=told.decided != older.decided if older else None,
        start=told.start,
        presence=told.presence,
        options=told.options,
        review=_review(row, around),
        met_on=newest,
        summary_on=min(copies, default=None),
    )


def _review(row: _Row, around: _Around) -> ReviewFacts:
    first, replaced_at = london_day(row.first), around.replaced_at.get(row.id)
    replaced_on = london_day(replaced_at) if replaced_at else None
    days = {london_day(at) for at in around.met_at[row.id]}
    if replaced_on:
        days.add(replaced_on)
    return ReviewFacts(
        review_on=row.review_on,
        looked_again=tuple(sorted(day for day in days if day > first)),
        replaced_on=replaced_on,
    )


def _starts(month: Month) -> datetime:
    return london_instant(date(month.year, month.number, 1), "00:00")


def _require_audit(scope: Scope) -> None:
    if not scope.allows(Permission.AUDIT_READ):
        raise NotFound
