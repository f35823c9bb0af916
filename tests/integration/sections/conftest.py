"""Okafor and Bell of one team, and a conversation that both may write in."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.domain.sections import NotesSection
from sdm_tool.persistence.conversations import SectionDraft, SectionVersion
from sdm_tool.persistence.organisation import Team
from sdm_tool.persistence.queries.conversations import get_conversation
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services.sections import Conflict, OpenSection, open_section, save_section, settle
from tests.factories.conversations import MET_AT, begin_conversation, meeting_of, place_of
from tests.factories.people import make_account, make_organisation, make_team, scope_of


@dataclass
class Author:
    """One person, with the conversation open in front of them."""

    session: Session
    scope: Scope
    conversation_id: str
    now: datetime = MET_AT

    def types(self, content: object, section: str = "notes", **how: object) -> Conflict | None:
        """Autosave sends the page as it stands."""
        return self._save(content, section, is_done=False, **how)

    def saves(self, content: object, section: str = "notes", **how: object) -> Conflict | None:
        """Done is pressed."""
        return self._save(content, section, is_done=True, **how)

    def sees(self, section: str = "notes") -> OpenSection:
        return open_section(self.session, self._place(section), self.scope)

    def leaves(self, *keep: str) -> None:
        subjects = [self.conversation_id, meeting_of(self.session, self.conversation_id)]
        settle(self.session, subjects, scope=self.scope, now=self.now, keep=keep)

    def later(self, minutes: int = 1) -> "Author":
        return replace(self, now=self.now + timedelta(minutes=minutes))

    def status(self) -> str:
        return get_conversation(self.session, self.scope, self.conversation_id).status

    def _save(self, content: object, section: str, *, is_done: bool, base: int | None = None):
        if base is None:
            base = self.sees(section).base
        return save_section(
            self.session,
            self._place(section),
            content,
            base=base,
            is_done=is_done,
            scope=self.scope,
            now=self.now,
        )

    def _place(self, section: str):
        return place_of(self.session, self.conversation_id, section)


def words(text: str) -> NotesSection:
    return NotesSection(kept_private=text)


def versions(author: Author, section: str = "notes") -> list[SectionVersion]:
    """Every version of a section, oldest first."""
    return list(
        author.session.scalars(
            select(SectionVersion)
            .where(SectionVersion.section == section)
            .order_by(SectionVersion.number)
        )
    )


def drafts(author: Author) -> list[SectionDraft]:
    return list(author.session.scalars(select(SectionDraft)))


def events(session: Session) -> list[tuple[str, str, str]]:
    """What the trail says, oldest first: event, by whom, detail."""
    rows = session.execute(
        select(TrailEvent.event, TrailEvent.actor_id, TrailEvent.detail).order_by(
            TrailEvent.position
        )
    )
    return [tuple(row) for row in rows]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind is enough here; the tests of two people at once ask for both."""
    return sqlite_url


@pytest.fixture
def okafor(session: Session) -> Author:
    make_organisation(session, is_demonstration=True)
    team = make_team(session)
    account = make_account(session, teams=[team])
    scope = scope_of(account, [Role.CLINICIAN], [team])
    return Author(session, scope, begin_conversation(session, scope))


@pytest.fixture
def bell(okafor: Author) -> Author:
    (team_id,) = okafor.scope.team_ids
    team = okafor.session.get_one(Team, team_id)
    account = make_account(okafor.session, "bell", teams=[team])
    return replace(okafor, scope=replace(okafor.scope, account_id=account.id)).later()
