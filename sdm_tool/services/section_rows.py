"""The rows of drafts and versions: read, put and taken away with statements built once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from sdm_tool.persistence.base import new_id
from sdm_tool.persistence.conversations import SectionDraft, SectionVersion


@dataclass(frozen=True, slots=True)
class Draft:
    """What one author has typed and not yet finished."""

    subject_id: str
    section: str
    author_id: str
    base_number: int
    content: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest version of a section; number 0 and no content when there is none."""

    number: int = 0
    content: str | None = None
    saved_by: str = ""
    saved_at: datetime | None = None


_SUBJECTS: BindParameter[Any] = bindparam("subjects", expanding=True)
_DRAFTS = select(
    SectionDraft.subject_id,
    SectionDraft.section,
    SectionDraft.author_id,
    SectionDraft.base_number,
    SectionDraft.content,
    SectionDraft.saved_at,
).order_by(SectionDraft.saved_at)
_OF_SECTION = _DRAFTS.where(
    SectionDraft.subject_id == bindparam("subject"), SectionDraft.section == bindparam("section")
)
_OF_SUBJECTS = _DRAFTS.where(SectionDraft.subject_id.in_(_SUBJECTS))
_ONE = (
    SectionDraft.subject_id == bindparam("the_subject"),
    SectionDraft.section == bindparam("the_section"),
    SectionDraft.author_id == bindparam("the_author"),
)
_OVERWRITE = (
    update(SectionDraft)
    .where(*_ONE)
    .values(base_number=bindparam("base"), content=bindparam("text"), saved_at=bindparam("instant"))
)
_PUT, _TAKE_AWAY = insert(SectionDraft), delete(SectionDraft).where(*_ONE)
_NEWEST = (
    select(
        SectionVersion.number,
        SectionVersion.content,
        SectionVersion.saved_by,
        SectionVersion.saved_at,
    )
    .where(
        SectionVersion.subject_id == bindparam("subject"),
        SectionVersion.section == bindparam("section"),
    )
    .order_by(SectionVersion.number.desc())
    .limit(1)
)
_BY_OTHERS_SINCE = (
    select(SectionVersion.id)
    .where(
        SectionVersion.subject_id == bindparam("subject"),
        SectionVersion.section == bindparam("section"),
        SectionVersion.number > bindparam("number"),
        SectionVersion.saved_by != bindparam("author"),
    )
    .limit(1)
)
_ADD = insert(SectionVersion)


def drafts_of_section(session: Session, subject_id: str, section: str) -> list[Draft]:
    """Return everyone's drafts of one section, oldest first."""
    return _drafts(session, _OF_SECTION, {"subject": subject_id, "section": section})


def drafts_of_subjects(session: Session, subject_ids: Sequence[str]) -> list[Draft]:
    """Return everyone's drafts of these subjects, oldest first."""
    return _drafts(session, _OF_SUBJECTS, {"subjects": list(subject_ids)})


def put_draft(session: Session, draft: Draft) -> None:
    """Write or overwrite the one draft of an author."""
    changed = session.connection().execute(
        _OVERWRITE,
        {
            **_key(draft),
            "base": draft.base_number,
            "text": draft.content,
            "instant": draft.saved_at,
        },
    )
    if changed.rowcount == 0:
        session.connection().execute(
            _PUT,
            {
                "subject_id": draft.subject_id,
                "section": draft.section,
                "author_id": draft.author_id,
                "base_number": draft.base_number,
                "content": draft.content,
                "saved_at": draft.saved_at,
            },
        )


def take_draft_away(session: Session, draft: Draft) -> None:
    """Remove a draft that became a version, or that its author let go."""
    session.connection().execute(_TAKE_AWAY, _key(draft))


def newest_version(session: Session, subject_id: str, section: str) -> Newest:
    """Return the newest version of a section."""
    parameters = {"subject": subject_id, "section": section}
    row = session.connection().execute(_NEWEST, parameters).first()
    return Newest(*row) if row else Newest()


def others_saved_since(
    session: Session, subject_id: str, section: str, *, number: int, author_id: str
) -> bool:
    """Return whether anyone but the author saved a version newer than `number`."""
    parameters = {
        "subject": subject_id,
        "section": section,
        "number": number,
        "author": author_id,
    }
    return session.connection().execute(_BY_OTHERS_SINCE, parameters).first() is not None


def add_version(session: Session, draft: Draft, number: int) -> None:
    """Write a version, once and for good."""
    session.connection().execute(
        _ADD,
        {
            "id": new_id(),
            "subject_id": draft.subject_id,
            "section": draft.section,
            "number": number,
            "content": draft.content,
            "saved_at": draft.saved_at,
            "saved_by": draft.author_id,
        },
    )


def _drafts(
    session: Session, statement: Select[*tuple[Any, ...]], parameters: dict[str, object]
) -> list[Draft]:
    return [Draft(*row) for row in session.connection().execute(statement, parameters)]


def _key(draft: Draft) -> dict[str, str]:
    return {
        "the_subject": draft.subject_id,
        "the_section": draft.section,
        "the_author": draft.author_id,
    }
