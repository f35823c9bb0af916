"""Drafting and saving sections: autosave, Done, leaving a section, and two people at once."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from sdm_tool.domain.documents import from_json, to_json
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Scope
from sdm_tool.domain.status import Status
from sdm_tool.persistence.conversations import Conversation
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.queries.conversations import (
    ConversationSeen,
    find_display_names,
    get_conversation,
)
from sdm_tool.persistence.queries.records import find_meetings_of
from sdm_tool.services.section_rows import (
    Draft,
    Newest,
    drafts_of_section,
    drafts_of_subjects,
    newest_version,
    others_saved_since,
    put_draft,
    take_draft_away,
)
from sdm_tool.services.section_store import finish_drafts, write_version

S = TypeVar("S")
_LOCK = select(Conversation.id).where(Conversation.id == bindparam("wanted")).with_for_update()


@dataclass(frozen=True, slots=True)
class Place(Generic[S]):
    """A section of a conversation, or the section "meeting" of one of its meetings."""

    conversation_id: str
    section: str
    kind: type[S]
    meeting_id: str | None = None

    @property
    def subject_id(self) -> str:
        """The row that drafts and versions hang on."""
        return self.meeting_id or self.conversation_id


@dataclass(frozen=True, slots=True)
class Conflict(Generic[S]):
    """Somebody saved this section after the author opened it. Both texts are kept."""

    theirs: S
    number: int
    """The base to send with the choice."""
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OpenSection(Generic[S]):
    """A section as its author sees it."""

    content: S
    base: int
    saved_at: datetime | None
    conflict: Conflict[S] | None


def open_section(session: Session, place: Place[S], scope: Scope) -> OpenSection[S]:
    """Return the author's own draft, else the newest version, else the empty section.

    The place is one already found in scope.
    """
    newest = newest_version(session, place.subject_id, place.section)
    drafts = drafts_of_section(session, place.subject_id, place.section)
    own = [draft for draft in drafts if draft.author_id == scope.account_id]
    if own:
        draft = own[0]
        conflict = _conflict(session, place, newest, draft)
        content = from_json(place.kind, draft.content)
        return OpenSection(content, draft.base_number, draft.saved_at, conflict)
    content = from_json(place.kind, newest.content) if newest.content else place.kind()
    return OpenSection(content, newest.number, newest.saved_at, None)


def save_section(
    session: Session,
    place: Place[S],
    content: S,
    *,
    base: int,
    is_done: bool,
    scope: Scope,
    now: datetime,
) -> Conflict[S] | None:
    """Overwrite the author's draft; with `is_done` make it a version too.

    `base` is the version the author saw. Returns the conflict when somebody else saved in between:
    the author's text is then kept as a draft, never written over theirs.
    """
    mine = _draft(place, to_json(content), base, scope, now)
    with writing(session):
        require_open(session, place, scope)
        drafts = drafts_of_section(session, place.subject_id, place.section)
        finish_drafts(session, _by_others(drafts, scope), now)
        newest = newest_version(session, place.subject_id, place.section)
        conflict = _conflict(session, place, newest, mine)
        if conflict is None:
            mine = replace(mine, base_number=newest.number)
        if conflict is not None or not is_done:
            put_draft(session, mine)
            return conflict
        if mine.content != newest.content:
            write_version(session, mine, newest.number + 1, now)
        if len(drafts) > len(_by_others(drafts, scope)):
            take_draft_away(session, mine)
    return None


def change_section(
    session: Session, place: Place[S], change: Callable[[S], S], *, scope: Scope, now: datetime
) -> S:
    """Apply a small change, such as one mark, on top of the newest state, as a draft.

    Two people who change different things at once both keep theirs, so this never conflicts.
    """
    with writing(session):
        require_open(session, place, scope)
        drafts = drafts_of_section(session, place.subject_id, place.section)
        finish_drafts(session, _by_others(drafts, scope), now)
        newest = newest_version(session, place.subject_id, place.section)
        own = [draft for draft in drafts if draft.author_id == scope.account_id]
        text = own[0].content if own and own[0].base_number == newest.number else newest.content
        changed = change(from_json(place.kind, text) if text else place.kind())
        put_draft(session, _draft(place, to_json(changed), newest.number, scope, now))
    return changed


def discard_draft(session: Session, place: Place[S], *, scope: Scope) -> None:
    """Let the author's own draft go, after they chose the other text."""
    with writing(session):
        require_open(session, place, scope)
        for draft in drafts_of_section(session, place.subject_id, place.section):
            if draft.author_id == scope.account_id:
                take_draft_away(session, draft)


def settle(
    session: Session,
    subject_ids: Sequence[str],
    *,
    scope: Scope,
    now: datetime,
    keep: Collection[str] = (),
) -> None:
    """Make versions of the author's drafts: on leaving a section, or printing.

    `keep` names the sections that are still open. Writes nothing when there is no such draft.
    """
    if not _left_behind(session, subject_ids, scope, keep):
        return
    with writing(session):
        for subject_id in subject_ids:
            lock_conversation(session, subject_id)
        finish_drafts(session, _left_behind(session, subject_ids, scope, keep), now)


def _left_behind(
    session: Session, subject_ids: Sequence[str], scope: Scope, keep: Collection[str]
) -> list[Draft]:
    return [
        draft
        for draft in drafts_of_subjects(session, subject_ids)
        if draft.author_id == scope.account_id and draft.section not in keep
    ]


def require_open(session: Session, place: Place[S], scope: Scope) -> None:
    """Refuse what is out of scope (NotFound), cancelled or replaced (DomainError)."""
    require_changeable(session, place.conversation_id, scope)
    if place.meeting_id and place.meeting_id not in {
        meeting.id for meeting in find_meetings_of(session, place.conversation_id)
    }:
        raise DomainError("That meeting does not belong to this conversation.")


def lock_conversation(session: Session, conversation_id: str) -> None:
    """Let one writer at a time change a conversation. SQLite has one writer already."""
    session.connection().execute(_LOCK, {"wanted": conversation_id})


def require_changeable(session: Session, conversation_id: str, scope: Scope) -> ConversationSeen:
    """Return a conversation that is neither cancelled nor replaced, or refuse as `require_open`."""
    lock_conversation(session, conversation_id)
    conversation = get_conversation(session, scope, conversation_id)
    if conversation.status == Status.CANCELLED:
        raise DomainError("This conversation was entered in error. It can be read, not changed.")
    if conversation.replaced_by:
        raise DomainError("A newer conversation replaced this one. Change the newer one.")
    return conversation


def _conflict(session: Session, place: Place[S], newest: Newest, mine: Draft) -> Conflict[S] | None:
    if mine.base_number == newest.number or newest.content in (None, mine.content):
        return None
    seen = mine.base_number if mine.base_number < newest.number else 0
    # One's own words, made a version when a colleague took over, are no surprise to their author.
    if newest.saved_at is None or not others_saved_since(
        session,
        place.subject_id,
        place.section,
        number=seen,
        author_id=mine.author_id,
    ):
        return None
    names = find_display_names(session, {newest.saved_by})
    return Conflict(
        theirs=from_json(place.kind, newest.content or ""),
        number=newest.number,
        by=names.get(newest.saved_by, "Someone"),
        at=newest.saved_at,
    )


def _draft(place: Place[S], text: str, base: int, scope: Scope, now: datetime) -> Draft:
    return Draft(place.subject_id, place.section, scope.account_id, base, text, now)


def _by_others(drafts: Sequence[Draft], scope: Scope) -> list[Draft]:
    return [draft for draft in drafts if draft.author_id != scope.account_id]
