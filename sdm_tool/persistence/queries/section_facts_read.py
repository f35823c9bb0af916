"""Reading the newest sections of many conversations as facts, each conversation once.

A version is written once and never changed, so the facts of a conversation stay the same until it
or one of its meetings has another version. They are kept in memory, words left behind.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import BindParameter, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from sdm_tool.persistence.conversations import SectionVersion
from sdm_tool.persistence.queries.section_facts import LIMITS, SectionFacts, section_facts
from sdm_tool.persistence.records import ConversationMeeting

T = TypeVar("T")

AT_ONCE = 500
MOST_KEPT = 60_000
"""Some years of a large service, at about a kilobyte each."""

_SUBJECTS: BindParameter[Any] = bindparam("subjects", expanding=True)
_LATER = aliased(SectionVersion)
_IS_NEWEST = SectionVersion.number == (
    select(func.max(_LATER.number))
    .where(
        _LATER.subject_id == SectionVersion.subject_id,
        _LATER.section == SectionVersion.section,
    )
    .correlate(SectionVersion)
    .scalar_subquery()
)
_SECTIONS = select(SectionVersion.subject_id, SectionVersion.section, SectionVersion.content).where(
    SectionVersion.subject_id.in_(_SUBJECTS),
    or_(
        SectionVersion.section.in_(("start", "together", "decide")),
        SectionVersion.section.like(f"{LIMITS}%"),
    ),
    _IS_NEWEST,
)
_MEETINGS = (
    select(ConversationMeeting.conversation_id, SectionVersion.content)
    .join(SectionVersion, SectionVersion.subject_id == ConversationMeeting.meeting_id)
    .where(
        ConversationMeeting.conversation_id.in_(_SUBJECTS),
        SectionVersion.section == "meeting",
        _IS_NEWEST,
    )
)


@dataclass(frozen=True, slots=True)
class Edition:
    """A conversation as it stands: with another version of anything it is another edition."""

    store: str
    conversation_id: str
    changed_at: datetime
    versions: int
    meeting_versions: int
    no_change: str | None
    """The option of keeping things as they are on its grid; None without a grid."""


_kept: dict[Edition, SectionFacts] = {}


def read_section_facts(session: Session, editions: Sequence[Edition]) -> Mapping[str, SectionFacts]:
    """Return the facts of these editions, found in scope, by the id of the conversation."""
    new = [edition for edition in editions if edition not in _kept]
    if len(_kept) + len(new) > MOST_KEPT:
        _kept.clear()
        new = list(editions)
    facts = {edition: each for edition in editions if (each := _kept.get(edition))}
    for some in in_lots(new):
        facts.update(_read(session, some))
    _kept.update(facts)
    return {edition.conversation_id: each for edition, each in facts.items()}


def _read(session: Session, editions: Sequence[Edition]) -> Iterator[tuple[Edition, SectionFacts]]:
    subjects = {"subjects": [edition.conversation_id for edition in editions]}
    connection = session.connection()
    sections: dict[str, dict[str, str]] = defaultdict(dict)
    for subject, section, content in connection.execute(_SECTIONS, subjects):
        sections[subject][section] = content
    meetings: dict[str, list[str]] = defaultdict(list)
    for conversation, content in connection.execute(_MEETINGS, subjects):
        meetings[conversation].append(content)
    for edition in editions:
        subject = edition.conversation_id
        yield edition, section_facts(sections[subject], meetings[subject], edition.no_change)


def in_lots(wanted: Sequence[T]) -> Iterator[Sequence[T]]:
    """Cut what is wanted into as many lots as statements are needed."""
    return (wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE))
