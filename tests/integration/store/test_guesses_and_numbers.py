"""Wrong guesses are counted for a quarter of an hour; a service's own number finds one record."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.queries.records import get_record
from sdm_tool.services.attempts import count_wrong, forget, is_paused
from sdm_tool.services.records import find_record, make_record
from tests.factories.conversations import MET_AT, SECRET, count_rows
from tests.factories.people import make_account, make_organisation, make_team, scope_of

LIMIT = 3


def guess(session: Session, *minutes: float, key: str = "okafor") -> None:
    """Guess wrong at these minutes."""
    for minute in minutes:
        with writing(session):
            count_wrong(session, key, MET_AT + timedelta(minutes=minute))


def paused(session: Session, minute: float, key: str = "okafor") -> bool:
    session.rollback()
    now = MET_AT + timedelta(minutes=minute)
    return is_paused(session, key, limit=LIMIT, now=now)


def test_the_last_guess_allowed_pauses_and_the_one_before_does_not(session: Session):
    guess(session, 0, 1)
    assert not paused(session, 1)
    guess(session, 2)
    assert paused(session, 2)


def test_a_pause_ends_a_quarter_of_an_hour_after_the_first_guess(session: Session):
    guess(session, 0, 7, 14)
    assert paused(session, 14.99)
    assert not paused(session, 15)


def test_a_guess_after_the_quarter_of_an_hour_is_the_first_of_a_new_one(session: Session):
    guess(session, 0, 1, 2, 15)
    assert not paused(session, 15)
    guess(session, 16, 17)
    assert paused(session, 29.99)
    assert not paused(session, 30)


def test_guesses_at_one_name_leave_another_alone(session: Session):
    guess(session, 0, 1, 2)
    assert not paused(session, 2, "bell")


def test_forgetting_one_name_keeps_the_guesses_at_another(session: Session):
    guess(session, 0, 1, 2)
    guess(session, 0, 1, 2, key="bell")
    with writing(session):
        forget(session, "okafor", MET_AT + timedelta(minutes=2))
    assert not paused(session, 2)
    assert paused(session, 2, "bell")


def test_forgetting_clears_what_is_over_of_everybody(session: Session):
    guess(session, 0, key="bell")
    with writing(session):
        forget(session, "okafor", MET_AT + timedelta(minutes=16))
    assert count_rows(session)["attempts"] == 0


@pytest.fixture
def okafor(session: Session) -> Scope:
    make_organisation(session)
    team = make_team(session)
    return scope_of(make_account(session, teams=[team]), [Role.CLINICIAN], [team])


def make(session: Session, scope: Scope, number: str, team_id: str | None = None) -> str:
    team_id = team_id or next(iter(scope.team_ids))
    return make_record(
        session, team_id=team_id, local_number=number, secret=SECRET, scope=scope, now=MET_AT
    )


def find(session: Session, scope: Scope, number: str, secret: str = SECRET) -> str:
    session.rollback()
    return find_record(session, scope, code="", local_number=number, secret=secret).id


@pytest.mark.parametrize("typed", ["AB 123", "ab123", " a b 1 2 3 ", "AB\u00a0123"])
def test_a_number_is_found_however_it_is_spaced(session: Session, okafor: Scope, typed: str):
    record_id = make(session, okafor, "AB 123")
    assert find(session, okafor, typed) == record_id
    with pytest.raises(DomainError, match="has this number") as refusal:
        find(session, okafor, "AB 124")
    assert refusal.value.field == "local_number"


def test_a_number_is_nothing_without_the_secret_of_the_service(session: Session, okafor: Scope):
    make(session, okafor, "AB 123")
    with pytest.raises(DomainError, match="has this number"):
        find(session, okafor, "AB 123", secret="another secret of enough characters")


def test_one_number_has_one_record_whichever_team_has_it(session: Session, okafor: Scope):
    make(session, okafor, "AB 123")
    away = make_team(session, "Eating", site="South")
    bell = scope_of(make_account(session, "bell", teams=[away]), [Role.CLINICIAN], [away])
    before = count_rows(session)
    with pytest.raises(DomainError, match="is here already") as refusal:
        make(session, bell, "ab123")
    assert refusal.value.field == "local_number"
    assert count_rows(session) == before


def test_records_without_a_number_are_not_one_another(session: Session, okafor: Scope):
    first, second = make(session, okafor, ""), make(session, okafor, "  ")
    assert get_record(session, okafor, first).code != get_record(session, okafor, second).code


def test_a_record_is_made_in_ones_own_team_only(session: Session, okafor: Scope):
    away = make_team(session, "Eating", site="South")
    before = count_rows(session)
    with pytest.raises(DomainError, match="one of your own teams") as refusal:
        make(session, okafor, "AB 123", away.id)
    assert refusal.value.field == "team"
    assert count_rows(session) == before


def test_nothing_typed_asks_for_the_code(session: Session, okafor: Scope):
    with pytest.raises(DomainError, match="Type the record code") as refusal:
        find(session, okafor, "")
    assert refusal.value.field == "code"
