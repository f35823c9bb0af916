"""Reading the newest sections of many conversations as facts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import BindParameter, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from sdm_tool.persistence.conversations import SectionVersion
from sdm_tool.persistence.queries.section_facts import LIMITS, SectionFacts, section_facts
from sdm_tool.persistence.records import ConversationMeeting

T = TypeVar("T")

AT_ONCE = 500
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


def read_section_facts(
    session: Session, no_change: Mapping[str, str | None]
) -> Mapping[str, SectionFacts]:
    """Return the facts of conversations by id.

    `no_change` names, for each, the option of keeping things as they are on its grid, None
    without one.
    """
    facts: dict[str, SectionFacts] = {}
    for some in in_lots(list(no_change)):
        sections: dict[str, dict[str, str]] = defaultdict(dict)
        connection = session.connection()
        for subject, section, content in connection.execute(_SECTIONS, {"subjects": some}):
            sections[subject][section] = content
        meetings: dict[str, list[str]] = defaultdict(list)
        for conversation, content in connection.execute(_MEETINGS, {"subjects": some}):
            meetings[conversation].append(content)
        for each in some:
            facts[each] = section_facts(sections[each], meetings[each], no_change[each])
    return facts


def in_lots(wanted: Sequence[T]) -> Iterator[Sequence[T]]:
    """Cut what is wanted into as many lots as statements are needed."""
    return (wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE))
