"""An empty database becomes a service with one administrator, on SQLite and PostgreSQL, once."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, inspect

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.engine import make_engine, make_sessions
from sdm_tool.persistence.queries.organisations import get_organisation
from sdm_tool.persistence.queries.staff import find_staff
from sdm_tool.services.installing import initialise
from sdm_tool.services.signing_in import sign_in
from sdm_tool.trail.verify import verify

NOW = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
WANTED = {
    "organisation": "Northside services",
    "username": "Adams",
    "display_name": "A. Adams",
    "password": None,
    "now": NOW,
}


@pytest.fixture
def empty(empty_database_url: str) -> Iterator[Engine]:
    engine = make_engine(empty_database_url)
    yield engine
    engine.dispose()


def test_the_first_password_signs_the_administrator_in(empty: Engine):
    first_password = initialise(empty, **WANTED)

    with make_sessions(empty)() as session:
        signed_in = sign_in(
            session, username="adams", password=first_password, source="", secret="s", now=NOW
        )
        (member,) = find_staff(session)
        assert signed_in
        assert member.roles == {Role.ADMINISTRATOR}
        assert member.must_change_password
        assert get_organisation(session).name == "Northside services"
        assert not get_organisation(session).is_demonstration
        assert verify(session).is_whole


def test_a_password_of_ones_own_need_not_be_changed(empty: Engine):
    own = "a long password of my own"

    assert initialise(empty, **WANTED | {"password": own}) == own

    with make_sessions(empty)() as session:
        assert not find_staff(session)[0].must_change_password


def test_a_second_time_is_refused_and_changes_nothing(empty: Engine):
    initialise(empty, **WANTED)

    with pytest.raises(DomainError, match="has an administrator already"):
        initialise(empty, **WANTED | {"username": "baker", "organisation": "Another"})

    with make_sessions(empty)() as session:
        assert [member.username for member in find_staff(session)] == ["adams"]
        assert get_organisation(session).name == "Northside services"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"username": "two words"}, "username"),
        ({"organisation": " "}, "organisation"),
        ({"display_name": ""}, "display_name"),
        ({"password": "short"}, "password"),
    ],
)
def test_what_will_not_do_is_refused_before_anything_is_made(
    empty_sqlite_url: str, changed: dict[str, str], field: str
):
    engine = make_engine(empty_sqlite_url)

    with pytest.raises(DomainError) as refused:
        initialise(engine, **WANTED | changed)

    assert refused.value.field == field
    assert inspect(engine).get_table_names() == []
    engine.dispose()
