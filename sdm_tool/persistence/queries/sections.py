"""Reading sections: as one author sees them, and every version there was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any, TypeAlias

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    String,
    and_,
    bindparam,
    func,
    literal,
    select,
)
from sqlalchemy.orm import Session

from sdm_tool.persistence.conversations import SectionDraft, SectionVersion
from sdm_tool.persistence.records import ConversationMeeting


@dataclass(frozen=True, slots=True)
class SectionSeen:
    """A section as one author sees it: their own draft, else the newest version."""

    section: str
    content: str
    number: int
    """The newest version's number when it was read; 0 when there is none."""
    saved_at: datetime
    author_id: str
    is_draft: bool


_Sections: TypeAlias = CompoundSelect[str, str, str, int, datetime, str, int]


def _sections_of(subjects: BindParameter[Any] | CompoundSelect[str]) -> _Sections:
    newest = (
        select(
            SectionVersion.subject_id,
            SectionVersion.section,
            func.max(SectionVersion.number).label("number"),
        )
        .where(SectionVersion.subject_id.in_(subjects))
        .group_by(SectionVersion.subject_id, SectionVersion.section)
        .subquery()
    )
    return (
        select(
            SectionVersion.subject_id,
            SectionVersion.section,
            SectionVersion.content,
            SectionVersion.number,
            SectionVersion.saved_at,
            SectionVersion.saved_by,
            literal(0).label("is_draft"),
        )
        .join(
            newest,
            and_(
                newest.c.subject_id == SectionVersion.subject_id,
                newest.c.section == SectionVersion.section,
                newest.c.number == SectionVersion.number,
            ),
        )
        .union_all(
            select(
                SectionDraft.subject_id,
                SectionDraft.section,
                SectionDraft.content,
                SectionDraft.base_number,
                SectionDraft.saved_at,
                SectionDraft.author_id,
                literal(1),
            ).where(
                SectionDraft.subject_id.in_(subjects),
                SectionDraft.author_id == bindparam("author_id"),
            )
        )
    )


_SECTIONS = _sections_of(bindparam("subjects", expanding=True))
_SECTIONS_OF_CONVERSATION = _sections_of(
    select(bindparam("wanted", type_=String)).union_all(
        select(ConversationMeeting.meeting_id).where(
            ConversationMeeting.conversation_id == bindparam("wanted")
        )
    )
)


def find_sections(
    session: Session, subject_ids: list[str], author_id: str
) -> dict[tuple[str, str], SectionSeen]:
    """Return every section of the subjects as `author_id` sees it, by subject and section.

    The subjects are ids already found in scope.
    """
    return _sections(session, _SECTIONS, {"subjects": subject_ids, "author_id": author_id})


def find_sections_of_conversation(
    session: Session, conversation_id: str, author_id: str
) -> dict[tuple[str, str], SectionSeen]:
    """Return every section of a conversation found in scope, and of its meetings, likewise."""
    parameters = {"wanted": conversation_id, "author_id": author_id}
    return _sections(session, _SECTIONS_OF_CONVERSATION, parameters)


def _sections(
    session: Session, statement: _Sections, parameters: Mapping[str, object]
) -> dict[tuple[str, str], SectionSeen]:
    rows = session.connection().execute(statement, parameters).all()
    # Drafts come last, so that an author's own draft stands in front of the newest version.
    return {
        (subject_id, section): SectionSeen(
            section, content, number, saved_at, author, bool(is_draft)
        )
        for subject_id, section, content, number, saved_at, author, is_draft in sorted(
            rows, key=itemgetter(-1)
        )
    }


def find_all_versions(session: Session, subject_ids: list[str]) -> list[SectionVersion]:
    """Return every version of every section of the subjects, oldest first."""
    return list(
        session.scalars(
            select(SectionVersion)
            .where(SectionVersion.subject_id.in_(subject_ids))
            .order_by(SectionVersion.saved_at, SectionVersion.number)
        )
    )
