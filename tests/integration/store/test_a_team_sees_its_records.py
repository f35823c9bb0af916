"""Whoever asks, a query gives the records of the teams they are in at that moment, and no other."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.domain.sections import DecideSection, NotesSection, Outcome
from sdm_tool.persistence.accounts import AccountTeam
from sdm_tool.persistence.conversations import Conversation, SectionVersion
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.organisation import Team
from sdm_tool.persistence.queries import OutOfScope
from sdm_tool.persistence.queries.conversations import (
    find_conversations_of_record,
    find_in_progress,
    find_reviews_due,
    get_conversation,
)
from sdm_tool.persistence.queries.records import (
    find_record_by_local_number,
    get_meeting,
    get_record,
    get_record_by_code,
)
from sdm_tool.services.conversation_reading import read_conversation
from sdm_tool.services.records import local_number_hash, make_record, share_record, stop_sharing
from sdm_tool.services.sections import open_section, save_section
from tests.factories.conversations import (
    DECIDE,
    MET_AT,
    SECRET,
    begin_conversation,
    meeting_of,
    place_of,
    write,
)
from tests.factories.people import make_account, make_organisation, make_team, scope_of

NUMBER = "AB 123"
REVIEW = date(2026, 12, 1)


@dataclass
class Two:
    """Okafor, whose team has a record with a conversation, and Bell of another team."""

    session: Session
    home: Team
    away: Team
    okafor: Scope
    bell: Scope
    record_id: str
    code: str
    conversation_id: str

    def share(self) -> None:
        share_record(self.session, self.record_id, self.away.id, scope=self.okafor, now=MET_AT)

    def stop(self) -> None:
        stop_sharing(self.session, self.record_id, self.away.id, scope=self.okafor, now=MET_AT)

    def join(self, scope: Scope, team: Team) -> None:
        with writing(self.session):
            self.session.execute(
                insert(AccountTeam).values(account_id=scope.account_id, team_id=team.id)
            )

    def leave(self, scope: Scope) -> None:
        with writing(self.session):
            self.session.execute(
                delete(AccountTeam).where(AccountTeam.account_id == scope.account_id)
            )

    @property
    def meeting_id(self) -> str:
        return meeting_of(self.session, self.conversation_id)


@pytest.fixture
def two(session: Session) -> Two:
    make_organisation(session, is_demonstration=True)
    home, away = make_team(session), make_team(session, "Eating", site="South")
    clinician = [Role.CLINICIAN]
    okafor = scope_of(make_account(session, teams=[home]), clinician, [home])
    bell = scope_of(make_account(session, "bell", teams=[away]), clinician, [away])
    record_id = make_record(
        session, team_id=home.id, local_number=NUMBER, secret=SECRET, scope=okafor, now=MET_AT
    )
    conversation_id = begin_conversation(session, okafor, record_id=record_id)
    decide = replace(DECIDE, outcome=Outcome.OPTIONS, review_on=REVIEW)
    write(session, conversation_id, "decide", decide, scope=okafor)
    code = get_record(session, okafor, record_id).code
    return Two(session, home, away, okafor, bell, record_id, code, conversation_id)


# Every way to a record: what it gives is something, or nothing, or a refusal.
WAYS: dict[str, Callable[[Two, Scope], object]] = {
    "record": lambda two, scope: get_record(two.session, scope, two.record_id),
    "code": lambda two, scope: get_record_by_code(two.session, scope, two.code),
    "number": lambda two, scope: find_record_by_local_number(
        two.session, scope, local_number_hash(NUMBER, SECRET)
    ),
    "meeting": lambda two, scope: get_meeting(two.session, scope, two.meeting_id),
    "conversation": lambda two, scope: get_conversation(two.session, scope, two.conversation_id),
    "conversations": lambda two, scope: find_conversations_of_record(
        two.session, scope, two.record_id
    ),
    "reviews": lambda two, scope: find_reviews_due(two.session, scope, until=REVIEW),
    "whole": lambda two, scope: read_conversation(two.session, scope, two.conversation_id),
}


def sees(two: Two, scope: Scope, way: str) -> bool:
    two.session.rollback()
    try:
        return bool(WAYS[way](two, scope))
    except OutOfScope:
        return False


def sees_by(two: Two, scope: Scope) -> set[str]:
    """The ways on which this person reaches the record now."""
    return {way for way in WAYS if sees(two, scope, way)}


def test_a_team_reaches_its_record_on_every_way_and_another_team_on_none(two: Two):
    assert sees_by(two, two.okafor) == set(WAYS)
    assert sees_by(two, two.bell) == set()


def test_a_team_that_a_record_is_shared_with_reaches_it_on_every_way(two: Two):
    two.share()
    assert sees_by(two, two.bell) == set(WAYS)


def test_a_record_shared_with_one_team_is_not_seen_by_a_third(two: Two):
    third = make_team(two.session, "School", site="South")
    account = make_account(two.session, "third", teams=[third])
    two.share()
    assert sees_by(two, scope_of(account, [Role.CLINICIAN], [third])) == set()


def test_when_sharing_stops_nothing_of_it_is_seen(two: Two):
    two.share()
    two.stop()
    assert sees_by(two, two.bell) == set()
    assert sees_by(two, two.okafor) == set(WAYS)


def test_sharing_one_record_shows_no_other(two: Two):
    other = begin_conversation(two.session, two.okafor)
    two.share()
    with pytest.raises(OutOfScope):
        get_conversation(two.session, two.bell, other)
    (due,) = find_reviews_due(two.session, two.bell, until=REVIEW)
    assert due.record_id == two.record_id


def test_whoever_left_the_team_sees_nothing_though_signed_in_before(two: Two):
    """Teams are read from the store at that moment: an old scope opens nothing."""
    two.leave(two.okafor)
    assert sees_by(two, two.okafor) == set()


def test_whoever_joined_the_team_sees_its_records_at_once(two: Two):
    two.join(two.bell, two.home)
    assert sees_by(two, two.bell) == set(WAYS)


def test_a_colleague_of_both_teams_gets_a_shared_record_once(two: Two):
    two.share()
    two.join(two.bell, two.home)
    assert len(find_conversations_of_record(two.session, two.bell, two.record_id)) == 1
    assert len(find_reviews_due(two.session, two.bell, until=REVIEW)) == 1


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CLINICIAN}))
def test_a_member_of_the_team_who_sees_no_records_reaches_none(two: Two, role: Role):
    account = make_account(two.session, "other", roles=[role], teams=[two.home])
    assert sees_by(two, scope_of(account, [role], [two.home])) == set()


def test_what_one_started_leaves_ones_list_with_the_team(two: Two):
    assert [c.id for c in find_in_progress(two.session, two.okafor)] == [two.conversation_id]
    two.leave(two.okafor)
    assert find_in_progress(two.session, two.okafor) == []


def test_a_colleagues_conversation_is_not_in_ones_own_list(two: Two):
    two.share()
    assert find_in_progress(two.session, two.bell) == []


def test_nothing_is_written_into_a_record_after_sharing_stopped(two: Two):
    two.share()
    place = place_of(two.session, two.conversation_id, "notes")
    base = open_section(two.session, place, two.bell).base
    two.stop()
    content = NotesSection(kept_private="Too late")
    with pytest.raises(OutOfScope):
        save_section(
            two.session, place, content, base=base, is_done=True, scope=two.bell, now=MET_AT
        )
    two.session.rollback()
    notes = select(SectionVersion.id).where(SectionVersion.section == "notes")
    assert two.session.scalars(notes).all() == []


def test_a_team_that_a_record_was_shared_with_cannot_end_it_for_itself_or_others(two: Two):
    two.share()
    with pytest.raises(DomainError, match="Only the team that has this record"):
        stop_sharing(two.session, two.record_id, two.away.id, scope=two.bell, now=MET_AT)
    assert sees_by(two, two.bell) == set(WAYS)


def test_another_team_cannot_let_itself_in(two: Two):
    with pytest.raises(OutOfScope):
        share_record(two.session, two.record_id, two.away.id, scope=two.bell, now=MET_AT)
    assert sees_by(two, two.bell) == set()


def test_reviews_are_due_to_the_day_and_the_earliest_comes_first(two: Two):
    later = begin_conversation(two.session, two.okafor)
    decide = DecideSection(outcome=Outcome.NOT_DECIDED, review_on=REVIEW - timedelta(days=1))
    write(two.session, later, "decide", decide, scope=two.okafor)
    due = find_reviews_due(two.session, two.okafor, until=REVIEW)
    assert [conversation.id for conversation in due] == [later, two.conversation_id]
    due = find_reviews_due(two.session, two.okafor, until=REVIEW - timedelta(days=1))
    assert [conversation.id for conversation in due] == [later]


def test_practice_is_never_due(two: Two):
    practice = begin_conversation(two.session, two.okafor, is_practice=True)
    write(two.session, practice, "decide", replace(DECIDE, review_on=REVIEW), scope=two.okafor)
    due = find_reviews_due(two.session, two.okafor, until=REVIEW)
    assert [conversation.id for conversation in due] == [two.conversation_id]
    rows = two.session.scalars(select(Conversation.review_on)).all()
    assert rows == [REVIEW, REVIEW]
