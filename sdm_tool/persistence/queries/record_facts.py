"""Reading what the audit page counts of records: facts, with every word left behind.

A conversation is counted when it is valid and no practice, in London's month of its first meeting.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from sdm_tool.domain.months import Month, month_of
from sdm_tool.domain.permissions import Permission, Scope
from sdm_tool.domain.record_facts import RecordFacts
from sdm_tool.domain.sections import Outcome
from sdm_tool.domain.status import Status
from sdm_tool.domain.wording import london_day, london_instant
from sdm_tool.persistence.conversations import Conversation, SectionVersion
from sdm_tool.persistence.grids import PinnedGrid
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.review_facts import review_facts
from sdm_tool.persistence.queries.section_facts import SectionFacts
from sdm_tool.persistence.queries.section_facts_read import Edition, in_lots, read_section_facts
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
_NEXT, _LINK_OF_NEXT = aliased(Conversation), aliased(ConversationMeeting)
_REPLACED_AT = (
    select(func.min(Meeting.held_at))
    .select_from(_NEXT)
    .join(_LINK_OF_NEXT, _LINK_OF_NEXT.conversation_id == _NEXT.id)
    .join(Meeting, Meeting.id == _LINK_OF_NEXT.meeting_id)
    .where(
        _NEXT.replaces_id == Conversation.id,
        _NEXT.status != Status.CANCELLED.value,
        _NEXT.is_practice.is_(False),
    )
    .correlate(Conversation)
    .scalar_subquery()
)
_VERSIONS = (
    select(func.count())
    .select_from(SectionVersion)
    .where(SectionVersion.subject_id == Conversation.id)
    .correlate(Conversation)
    .scalar_subquery()
)
_MEETING_VERSIONS = (
    select(func.count())
    .select_from(_LINK)
    .join(SectionVersion, SectionVersion.subject_id == _LINK.meeting_id)
    .where(_LINK.conversation_id == Conversation.id)
    .correlate(Conversation)
    .scalar_subquery()
)
_AS_IT_STANDS = (
    Conversation.id,
    Conversation.changed_at,
    Conversation.content_hash,
    _VERSIONS,
    _MEETING_VERSIONS,
)
_COUNTED = (
    select(
        *_AS_IT_STANDS,
        Conversation.team_id,
        Conversation.decision,
        Conversation.review_on,
        Conversation.replaces_id,
        _FIRST_AND_NEWEST.c.first,
        _FIRST_AND_NEWEST.c.newest,
        _REPLACED_AT,
    )
    .join(_FIRST_AND_NEWEST, _FIRST_AND_NEWEST.c.conversation_id == Conversation.id)
    .where(
        Conversation.status == Status.VALID.value,
        Conversation.is_practice.is_(False),
        _FIRST_AND_NEWEST.c.first >= bindparam("start"),
        _FIRST_AND_NEWEST.c.first < bindparam("end"),
    )
)
_SUBJECTS: BindParameter[Any] = bindparam("subjects", expanding=True)
_OLDER = select(*_AS_IT_STANDS).where(
    Conversation.id.in_(_SUBJECTS), Conversation.status != Status.CANCELLED.value
)
_MEETINGS = (
    select(_LINK.conversation_id, Meeting.held_at)
    .join(Meeting, Meeting.id == _LINK.meeting_id)
    .where(_LINK.conversation_id.in_(_SUBJECTS))
)
_GRIDS = select(PinnedGrid.content_hash).where(
    PinnedGrid.content_hash.in_(select(Conversation.content_hash))
)


class _Older(NamedTuple):
    id: str
    changed_at: datetime
    content_hash: str | None
    versions: int
    meeting_versions: int


class _Row(NamedTuple):
    id: str
    changed_at: datetime
    content_hash: str | None
    versions: int
    meeting_versions: int
    team_id: str
    decision: str
    review_on: date | None
    replaces_id: str | None
    first: datetime
    newest: datetime
    replaced_at: datetime | None


@dataclass(slots=True)
class _Around:
    """What happened around the conversations, by the id of each."""

    met_at: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    """Of those that had several meetings."""
    printed_on: dict[str, list[date]] = field(default_factory=lambda: defaultdict(list))


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
    older = [
        _Older(*row) for row in _by_lots(session, _OLDER, [row.replaces_id for row in counted])
    ]
    facts = read_section_facts(session, _editions(session, [*older, *counted], grids))
    around = _Around()
    several = [row.id for row in counted if row.newest > row.first]
    for conversation, at in _by_lots(session, _MEETINGS, several):
        around.met_at[conversation].append(at)
    for subject, at in connection.execute(_copies(printed), period):
        around.printed_on[subject].append(london_day(at))
    return [_facts(row, facts, around, grids) for row in counted]


def _by_lots(
    session: Session, statement: Select[*tuple[Any, ...]], subjects: Iterable[str | None]
) -> Iterator[Any]:
    wanted = [each for each in subjects if each]
    for lot in in_lots(wanted):
        yield from session.connection().execute(statement, {"subjects": lot})


def _editions(
    session: Session, rows: Iterable[_Older | _Row], grids: Mapping[str, tuple[str, str]]
) -> list[Edition]:
    """Return each conversation as it stands; one that is in two rows stands there once."""
    store = str(session.connection().engine.url)
    editions = {
        row.id: Edition(
            store,
            row.id,
            row.changed_at,
            row.versions,
            row.meeting_versions,
            grids[row.content_hash][1] if row.content_hash else None,
        )
        for row in rows
    }
    return list(editions.values())


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
    copies = [day for day in around.printed_on.get(row.id, ()) if day >= newest]
    return RecordFacts(
        month=month_of(row.first),
        team_id=row.team_id,
        grid_slug=grids[row.content_hash][0] if row.content_hash else "",
        bands=told.bands,
        outcome=Outcome(row.decision) if row.decision else None,
        choices=told.choices,
        other_than_before=told.decided != older.decided if older else None,
        start=told.start,
        presence=told.presence,
        options=told.options,
        review=review_facts(
            row.review_on, [row.first, *around.met_at.get(row.id, ())], row.replaced_at
        ),
        met_on=newest,
        summary_on=min(copies, default=None),
    )


def _starts(month: Month) -> datetime:
    return london_instant(date(month.year, month.number, 1), "00:00")


def _require_audit(scope: Scope) -> None:
    if not scope.allows(Permission.AUDIT_READ):
        raise NotFound
