"""What stands in the demonstration store: varied, valid where it says so, and alive today."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from sdm_tool.domain.grid import GridAudience
from sdm_tool.domain.resources import complete, is_check_old
from sdm_tool.domain.sections import Outcome
from sdm_tool.domain.status import Status
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.conversations import Conversation, SectionDraft
from sdm_tool.persistence.engine import make_sessions
from sdm_tool.persistence.grids import GridApproval, PinnedGrid
from sdm_tool.persistence.organisation import CrisisContact, Organisation, Site, Team
from sdm_tool.persistence.queries.conversations import find_in_progress, find_reviews_due
from sdm_tool.persistence.queries.resources import find_resources
from sdm_tool.services.conversation_reading import ConversationRead, read_conversation
from sdm_tool.services.demonstration_service import TEAMS, staff_scope
from sdm_tool.services.demonstration_unkind import ARABIC, TAGS
from sdm_tool.services.grids import Catalogue
from sdm_tool.trail.verify import verify

TODAY = london_day(datetime.now(UTC))


@pytest.fixture
def session(store_engine: Engine) -> Session:
    with make_sessions(store_engine)() as session:
        yield session


@pytest.fixture
def conversations(session: Session) -> list[ConversationRead]:
    scopes = {team.id: staff_scope(place) for place, team in enumerate(TEAMS)}
    of_teams = select(Conversation.id, Conversation.team_id).order_by(Conversation.started_at)
    return [
        read_conversation(session, scopes[team_id], one)
        for one, team_id in session.execute(of_teams)
    ]


def test_it_is_marked_as_the_demonstration(session: Session):
    assert session.scalars(select(Organisation.is_demonstration)).all() == [True]
    assert session.scalar(select(func.count()).select_from(Site)) == 3
    agencies = session.scalars(select(Team.agency)).all()
    assert len(agencies) == 6
    assert len(set(agencies)) >= 4


def test_the_trail_is_whole(session: Session):
    found = verify(session)
    assert found.is_whole
    assert found.events > 1_000


def test_crisis_contacts_were_checked_on_the_day_of_making(session: Session):
    days = session.scalars(select(CrisisContact.checked_on)).all()
    assert days
    assert all(TODAY - day <= timedelta(days=1) for day in days)


def test_other_places_for_help_are_made_up_and_not_all_are_checked(session: Session):
    found = find_resources(session)
    assert all(seen.details.name.startswith("Made-up") for seen in found)
    assert all(complete(seen.details) == seen.details for seen in found)
    unchecked = [seen for seen in found if seen.checked_on is None]
    old = [seen for seen in found if is_check_old(seen.checked_on, TODAY)]
    assert (len(found), len(unchecked), len(old)) == (3, 1, 1)


def test_what_says_valid_is_valid(conversations: list[ConversationRead]):
    valid = [c for c in conversations if c.status is Status.VALID]
    assert len(valid) > 50
    for conversation in valid:
        assert not conversation.needed, f"{conversation.seen.id}: {conversation.needed}"


def test_lists_repeat_what_the_sections_say(conversations: list[ConversationRead]):
    for conversation in conversations:
        seen, decide = conversation.seen, conversation.decide
        assert seen.problem == conversation.start.problem
        assert (seen.decision, seen.review_on) == (decide.outcome or "", decide.review_on)


def test_every_kind_is_there(conversations: list[ConversationRead], catalogue: Catalogue):
    statuses = Counter(c.status for c in conversations)
    assert statuses.keys() == set(Status)
    assert {c.decide.outcome for c in conversations} == {None, *Outcome}
    assert {c.grid and c.grid.slug for c in conversations} == {
        None,
        *(grid.slug for grid in catalogue.newest() if grid.audience is not GridAudience.PARENT),
    }
    assert any(c.seen.is_practice for c in conversations)
    assert any(c.seen.replaced_by for c in conversations)
    assert any(c.together.own_options and c.grid for c in conversations)
    assert {c.meeting.age for c in conversations} == set(range(11, 18))
    words = {voice.word for c in conversations for voice in c.voices}
    assert {"Mum", "Dad", "Nan", "Foster carer", "Auntie 2"} <= words


def test_drafts_are_used_and_nobody_is_said_to_have_approved_them(session: Session):
    assert session.scalar(select(func.count()).select_from(PinnedGrid)) >= 3
    assert session.scalar(select(func.count()).select_from(GridApproval)) == 0


def test_unkind_words_are_there(conversations: list[ConversationRead]):
    unkind = [c for c in conversations if TAGS in c.start.problem]
    assert len(unkind) == 1
    assert ARABIC in unkind[0].start.matters["p1"]


def test_the_clinicians_first_page_is_alive(session: Session):
    scope = staff_scope()
    assert len(find_in_progress(session, scope)) >= 4
    due = [c.review_on for c in find_reviews_due(session, scope, until=TODAY + timedelta(days=21))]
    assert min(due) < TODAY
    assert any(day >= TODAY for day in due)
    assert session.scalar(select(func.count()).select_from(SectionDraft)) == 1


def test_nothing_happened_after_it_was_made(conversations: list[ConversationRead]):
    assert all(c.seen.changed_at < datetime.now(UTC) for c in conversations)
