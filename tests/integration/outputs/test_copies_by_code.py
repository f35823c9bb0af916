"""A copy by its record code: of the right conversation, with a reason, and never past a no."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.copies import Audience
from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.domain.sections import NOTE_LIMIT, NotesSection
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.organisation import CrisisContact
from sdm_tool.persistence.queries.records import get_record
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services.conversation_reading import read_conversation
from sdm_tool.services.conversation_status import cancel, make_valid
from sdm_tool.services.conversations import change_mind
from sdm_tool.services.copies_by_code import (
    choose_conversation,
    first_that_sees,
    give_with_reason,
    made_up_copy,
)
from tests.factories.conversations import (
    MET_AT,
    begin_conversation,
    begin_record,
    count_rows,
    small_grid,
    write,
    write_all,
)
from tests.factories.people import make_account, make_organisation, make_team, scope_of

PRIVATE = Audience.PRIVATE


@dataclass
class Desk:
    """Okafor at the command line, and a record of her team."""

    session: Session
    scope: Scope
    record_id: str
    code: str

    def begin(self, minutes: int = 0, *, is_practice: bool = False, is_whole: bool = False) -> str:
        now = MET_AT + timedelta(minutes=minutes)
        conversation_id = begin_conversation(
            self.session, self.scope, record_id=self.record_id, is_practice=is_practice, now=now
        )
        if is_whole:
            write_all(self.session, conversation_id, scope=self.scope, now=now)
            make_valid(self.session, conversation_id, scope=self.scope, now=now)
        return conversation_id

    def chosen(self, named: str | None = None) -> str:
        return choose_conversation(self.session, self.scope, self.code, named)

    def give(self, conversation_id: str, reason: str, audience: Audience = PRIVATE):
        return give_with_reason(
            self.session, conversation_id, audience, reason=reason, scope=self.scope, now=MET_AT
        )

    def notes(self, conversation_id: str) -> NotesSection:
        self.session.rollback()
        return read_conversation(self.session, self.scope, conversation_id).notes


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind is enough: the queries behind this are tried on both elsewhere."""
    return sqlite_url


@pytest.fixture
def desk(session: Session) -> Desk:
    make_organisation(session, is_demonstration=True)
    team = make_team(session)
    scope = scope_of(make_account(session, teams=[team]), [Role.CLINICIAN], [team])
    with writing(session):
        session.add(
            CrisisContact(
                situation="Danger", contact="999", position=1, checked_on=date(2026, 11, 2)
            )
        )
    record_id = begin_record(session, scope)
    return Desk(session, scope, record_id, get_record(session, scope, record_id).code)


@pytest.fixture
def elsewhere(desk: Desk) -> Scope:
    """A clinician of a team that has nothing to do with the record."""
    team = make_team(desk.session, "Eating", site="South")
    account = make_account(desk.session, "elsewhere", teams=[team])
    return scope_of(account, [Role.CLINICIAN], [team])


def test_the_first_who_reaches_the_record_is_taken(desk: Desk, elsewhere: Scope):
    assert first_that_sees(desk.session, [elsewhere, desk.scope], desk.code) == desk.scope
    assert first_that_sees(desk.session, [desk.scope, elsewhere], desk.code) == desk.scope


def test_when_nobody_reaches_the_record_it_says_so(desk: Desk, elsewhere: Scope):
    with pytest.raises(DomainError, match="No record with this code in your teams") as refusal:
        first_that_sees(desk.session, [elsewhere, elsewhere], desk.code)
    assert refusal.value.field == "code"


def test_a_code_typed_wrong_is_named_as_such(desk: Desk, elsewhere: Scope):
    with pytest.raises(DomainError, match="8 characters"):
        first_that_sees(desk.session, [elsewhere, desk.scope], desk.code[:5])


def test_a_record_without_a_conversation_has_no_copy(desk: Desk):
    with pytest.raises(DomainError, match="no conversation to make a copy of"):
        desk.chosen()


def test_what_was_agreed_comes_before_what_is_newer_and_in_progress(desk: Desk):
    agreed = desk.begin(is_whole=True)
    desk.begin(minutes=5)
    assert desk.chosen() == agreed


def test_of_two_that_were_agreed_the_newer_is_taken(desk: Desk):
    desk.begin(is_whole=True)
    newer = desk.begin(minutes=5, is_whole=True)
    assert desk.chosen() == newer


def test_without_any_agreed_the_newest_in_progress_is_taken(desk: Desk):
    desk.begin()
    newer = desk.begin(minutes=5)
    assert desk.chosen() == newer


def test_practice_and_errors_are_never_chosen(desk: Desk):
    desk.begin(is_practice=True, is_whole=True)
    wrong = desk.begin(minutes=5)
    cancel(desk.session, wrong, reason="another child", scope=desk.scope, now=MET_AT)
    with pytest.raises(DomainError, match="no conversation to make a copy of"):
        desk.chosen()


def test_the_conversation_that_replaced_one_is_chosen(desk: Desk):
    old = desk.begin(is_whole=True)
    newer = change_mind(
        desk.session,
        old,
        grid=small_grid(),
        led_by="R. Okafor",
        scope=desk.scope,
        now=MET_AT + timedelta(minutes=5),
    )
    assert desk.chosen() == newer
    assert desk.chosen(named=old) == old


def test_a_conversation_of_another_record_cannot_be_named(desk: Desk):
    desk.begin()
    other = begin_conversation(desk.session, desk.scope)
    with pytest.raises(DomainError, match="no such conversation") as refusal:
        desk.chosen(named=other)
    assert refusal.value.field == "conversation"


def test_the_reason_stands_in_the_notes_below_what_was_there(desk: Desk):
    conversation_id = desk.begin()
    notes = NotesSection(kept_private="As before.", safeguarding="None.")
    write(desk.session, conversation_id, "notes", notes, scope=desk.scope)
    desk.give(conversation_id, "The post \n lost  it.")
    assert desk.notes(conversation_id) == replace(
        notes,
        kept_private=(
            "As before.\nA copy was made on the command line (private): The post lost it."
        ),
    )


def test_a_copy_that_is_given_is_in_the_trail(desk: Desk):
    conversation_id = desk.begin()
    desk.give(conversation_id, "The post lost it.")
    desk.session.rollback()
    newest = desk.session.scalars(
        select(TrailEvent).order_by(TrailEvent.position.desc()).limit(1)
    ).one()
    assert (newest.event, newest.actor_id, newest.record_id, newest.subject_id, newest.detail) == (
        "conversation:summary:printed",
        desk.scope.account_id,
        desk.record_id,
        conversation_id,
        "private",
    )


@pytest.mark.parametrize("reason", ["", " \n", "x" * NOTE_LIMIT])
def test_without_a_reason_that_fits_nothing_is_given_or_written(desk: Desk, reason: str):
    conversation_id = desk.begin()
    before = count_rows(desk.session)
    with pytest.raises(DomainError, match="Give a reason") as refusal:
        desk.give(conversation_id, reason)
    assert refusal.value.field == "reason"
    assert count_rows(desk.session) == before


def test_a_reason_fits_to_the_last_character_of_the_notes(desk: Desk):
    """The page must be able to show and save the notes again."""
    conversation_id = desk.begin()
    opening = len("A copy was made on the command line (private): ")
    write(
        desk.session,
        conversation_id,
        "notes",
        NotesSection(kept_private="n" * 1_000),
        scope=desk.scope,
    )
    room = NOTE_LIMIT - 1_000 - len("\n") - opening
    with pytest.raises(DomainError, match="Give a reason"):
        desk.give(conversation_id, "r" * (room + 1))
    desk.give(conversation_id, "r" * room)
    assert len(desk.notes(conversation_id).kept_private) == NOTE_LIMIT


def test_a_copy_that_waits_for_the_young_person_leaves_no_reason_behind(desk: Desk):
    conversation_id = desk.begin()
    before = count_rows(desk.session)
    with pytest.raises(DomainError, match="First ask the young person"):
        desk.give(conversation_id, "Mum rang.", Audience.PARENT)
    with pytest.raises(DomainError, match="First ask the young person"):
        made_up_copy(desk.session, desk.scope, conversation_id, Audience.PARENT)
    assert count_rows(desk.session) == before


def test_whoever_may_not_print_gives_no_copy(desk: Desk):
    conversation_id = desk.begin()
    desk.scope = replace(desk.scope, permissions=frozenset())
    with pytest.raises(DomainError, match="may not print summaries"):
        desk.give(conversation_id, "The post lost it.")


def test_a_made_up_copy_is_called_so_and_leaves_no_event(desk: Desk):
    conversation_id = desk.begin()
    before = count_rows(desk.session)
    summary = made_up_copy(desk.session, desk.scope, conversation_id, PRIVATE)
    assert summary.is_demonstration
    assert count_rows(desk.session) == before
