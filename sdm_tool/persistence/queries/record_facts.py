"""Reading what months hold of records, as facts, with every word left behind.

For the service alone that counts a month when it closes: no page reads these facts. A conversation
is counted when it is valid and no practice: in London's month of its first meeting or, where it
became valid after that month closed, in the month that closes next.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.months import Month, closes_on
from sdm_tool.domain.record_facts import RecordFacts, ReviewFacts
from sdm_tool.domain.record_totals import reviews_over_in
from sdm_tool.domain.sections import Outcome
from sdm_tool.domain.status import Status
from sdm_tool.domain.wording import london_day, london_instant
from sdm_tool.persistence.base import Instant
from sdm_tool.persistence.conversations import Conversation, StatusChange
from sdm_tool.persistence.grids import PinnedGrid
from sdm_tool.persistence.queries.section_facts import SectionFacts
from sdm_tool.persistence.queries.section_facts_read import in_lots, read_section_facts
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
_FIRST_VALID = (
    select(func.min(StatusChange.changed_at))
    .where(
        StatusChange.conversation_id == Conversation.id,
        StatusChange.status == Status.VALID.value,
    )
    .correlate(Conversation)
    .scalar_subquery()
)
_VALID = (
    select(
        Conversation.id,
        Conversation.record_id,
        Conversation.content_hash,
        Conversation.team_id,
        Conversation.decision,
        Conversation.review_on,
        Conversation.replaces_id,
        _FIRST_AND_NEWEST.c.first,
        _FIRST_AND_NEWEST.c.newest,
        _REPLACED_AT,
    )
    .join(_FIRST_AND_NEWEST, _FIRST_AND_NEWEST.c.conversation_id == Conversation.id)
    .where(Conversation.status == Status.VALID.value, Conversation.is_practice.is_(False))
)
_COUNTED = _VALID.where(
    bindparam("closes", type_=Instant) > _FIRST_VALID,
    _FIRST_AND_NEWEST.c.first < bindparam("ends", type_=Instant),
    or_(
        _FIRST_AND_NEWEST.c.first >= bindparam("starts", type_=Instant),
        bindparam("closed_before", type_=Instant) <= _FIRST_VALID,
    ),
)
_LOOKED_BACK_ON = _VALID.where(
    Conversation.review_on.between(bindparam("first_review"), bindparam("last_review"))
)
_SUBJECTS: BindParameter[Any] = bindparam("subjects", expanding=True)
_OF_RECORDS = _VALID.where(Conversation.record_id.in_(_SUBJECTS))
_OLDER = select(Conversation.id, Conversation.content_hash).where(
    Conversation.id.in_(_SUBJECTS), Conversation.status != Status.CANCELLED.value
)
_MEETINGS = (
    select(_LINK.conversation_id, Meeting.held_at)
    .join(Meeting, Meeting.id == _LINK.meeting_id)
    .where(_LINK.conversation_id.in_(_SUBJECTS))
)
_COPIES = select(TrailEvent.subject_id, TrailEvent.happened_at).where(
    TrailEvent.event == bindparam("printed"), TrailEvent.happened_at >= bindparam("since")
)
_GRIDS = select(PinnedGrid.content_hash).where(
    PinnedGrid.content_hash.in_(select(Conversation.content_hash))
)


class _Row(NamedTuple):
    id: str
    record_id: str
    content_hash: str | None
    team_id: str
    decision: str
    review_on: date | None
    replaces_id: str | None
    first: datetime
    newest: datetime
    replaced_at: datetime | None


@dataclass(frozen=True, slots=True)
class GridCounted:
    """What counting has to know of a version of a grid."""

    slug: str
    no_change: str
    """The id of its option of keeping things as they are."""
    options: frozenset[str]
    """The ids of all of them."""

    @classmethod
    def of(cls, version: Grid) -> "GridCounted":
        """Return what to know of a version."""
        ids = frozenset(option.id for option in version.options)
        return cls(version.slug, version.no_change_option.id, ids)


_NO_GRID = GridCounted("", "", frozenset())


@dataclass(frozen=True, slots=True)
class MonthOfRecords:
    """The facts that a month counts."""

    counted: Sequence[RecordFacts]
    looked_back_on: Sequence[RecordFacts]
    """Valid conversations, of any month, whose time for a review was over in this one."""


@dataclass(slots=True)
class _Around:
    """What happened around the conversations, by the id of each."""

    met_at: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    """Of those that had several meetings."""
    printed_on: dict[str, list[date]] = field(default_factory=lambda: defaultdict(list))


def find_grids_used(session: Session) -> list[str]:
    """Return the content hash of every grid version that a conversation is about."""
    return list(session.connection().execute(_GRIDS).scalars())


def find_month_of_records(
    session: Session, month: Month, *, grids: Mapping[str, GridCounted], printed: str
) -> MonthOfRecords:
    """Return the facts that a month counts, as they stand now.

    `grids` holds what to know of each grid by content hash; `printed` is the trail event of a copy.
    """
    first_review, last_review = reviews_over_in(month)
    asked = {
        "starts": _midnight(month.first_day),
        "ends": _midnight(month.plus(1).first_day),
        "closed_before": _midnight(closes_on(month.plus(-1))),
        "closes": _midnight(closes_on(month)),
    }
    reviews = {"first_review": first_review, "last_review": last_review}
    execute = session.connection().execute
    counted = [_Row(*row) for row in execute(_COUNTED, asked)]
    looked_back_on = [_Row(*row) for row in execute(_LOOKED_BACK_ON, reviews)]
    both = list({row.id: row for row in (*counted, *looked_back_on)}.values())
    facts = dict(_facts_of(session, both, grids, printed))
    return MonthOfRecords(
        [facts[row.id] for row in counted], [facts[row.id] for row in looked_back_on]
    )


def _facts_of(
    session: Session, rows: Sequence[_Row], grids: Mapping[str, GridCounted], printed: str
) -> Iterator[tuple[str, RecordFacts]]:
    no_change = {row.id: _no_change(row.content_hash, grids) for row in rows}
    for before, content_hash in _by_lots(session, _OLDER, [row.replaces_id for row in rows]):
        no_change.setdefault(before, _no_change(content_hash, grids))
    earlier = _earlier(session, rows)
    for each in earlier.values():
        no_change.setdefault(each.id, _no_change(each.content_hash, grids))
    facts = read_section_facts(session, no_change)
    around = _Around()
    several = [row.id for row in rows if row.newest > row.first]
    for conversation, at in _by_lots(session, _MEETINGS, several):
        around.met_at[conversation].append(at)
    since = min((row.first for row in rows), default=None)
    copies = {"printed": printed, "since": since}
    for subject, at in session.connection().execute(_COPIES, copies) if since else ():
        around.printed_on[subject].append(london_day(at))
    for row in rows:
        found = _facts(row, facts, around, grids)
        if row.id in earlier:
            grouping_before = facts[earlier[row.id].id].bands.grouping
            found = replace(found, grouping_before=grouping_before)
        yield row.id, found


def _earlier(session: Session, rows: Sequence[_Row]) -> dict[str, _Row]:
    """Return the record's conversation before each, on an earlier day, where there is one."""
    of_record: dict[str, list[_Row]] = defaultdict(list)
    for each in _by_lots(session, _OF_RECORDS, {row.record_id for row in rows}):
        of_record[each.record_id].append(_Row(*each))
    found: dict[str, _Row] = {}
    for row in rows:
        before = [
            each
            for each in of_record[row.record_id]
            if london_day(each.first) < london_day(row.first)
        ]
        if before:
            found[row.id] = max(before, key=lambda each: each.first)
    return found


def _no_change(content_hash: str | None, grids: Mapping[str, GridCounted]) -> str | None:
    return grids[content_hash].no_change if content_hash else None


def _by_lots(
    session: Session, statement: Select[*tuple[Any, ...]], subjects: Iterable[str | None]
) -> Iterator[Any]:
    wanted = [each for each in subjects if each]
    for lot in in_lots(wanted):
        yield from session.connection().execute(statement, {"subjects": lot})


def _facts(
    row: _Row,
    facts: Mapping[str, SectionFacts],
    around: _Around,
    grids: Mapping[str, GridCounted],
) -> RecordFacts:
    told, older = facts[row.id], facts.get(row.replaces_id or "")
    newest = london_day(row.newest)
    copies = [day for day in around.printed_on.get(row.id, ()) if day >= newest]
    grid = grids[row.content_hash] if row.content_hash else _NO_GRID
    return RecordFacts(
        team_id=row.team_id,
        grid_slug=grid.slug,
        bands=told.bands,
        outcome=Outcome(row.decision) if row.decision else None,
        could_choose=grid.options,
        choices=told.choices,
        other_than_before=told.decided != older.decided if older else None,
        start=told.start,
        presence=told.presence,
        options=told.options,
        review=_review(row, around.met_at.get(row.id, ())),
        met_on=newest,
        summary_on=min(copies, default=None),
    )


def _review(row: _Row, met_at: Iterable[datetime]) -> ReviewFacts:
    """Return when to look again and when somebody did, at a meeting of it or of the next one."""
    first = london_day(row.first)
    days = {london_day(at) for at in met_at}
    replaced_on = london_day(row.replaced_at) if row.replaced_at else None
    if replaced_on:
        days.add(replaced_on)
    return ReviewFacts(
        review_on=row.review_on,
        looked_again=tuple(sorted(day for day in days if day > first)),
        replaced_on=replaced_on,
    )


def _midnight(day: date) -> datetime:
    return london_instant(day, "00:00")
