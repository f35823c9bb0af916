"""What roles add up to, and which passwords are taken."""

import pytest

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Permission, Role, Scope, permissions_of
from sdm_tool.services.keyed_hashes import keyed_hash
from sdm_tool.services.passwords import (
    LONGEST,
    make_first_password,
    password_matches,
    require_good_password,
)


def test_several_roles_may_do_what_any_of_them_may():
    both = permissions_of([Role.CLINICIAN, Role.AUDIT_LEAD])
    assert both == permissions_of([Role.CLINICIAN]) | permissions_of([Role.AUDIT_LEAD])
    assert permissions_of([]) == frozenset()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CLINICIAN}))
def test_only_a_clinician_sees_records(role: Role):
    assert Permission.RECORD_SEE not in permissions_of([role])


def test_nobody_reads_both_one_persons_record_and_who_opened_it():
    for role in Role:
        seen = permissions_of([role])
        assert not {Permission.RECORD_SEE, Permission.TRAIL_READ} <= seen


def test_a_scope_allows_what_it_holds():
    scope = Scope("a", frozenset(), frozenset({Permission.GRID_READ}))
    assert scope.allows(Permission.GRID_READ)
    assert not scope.allows(Permission.RECORD_SEE)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("eleven char", "at least 12 characters"),
        ("abcdefghijklmnopqrstuvwxyz" * 8, "200 characters or fewer"),
        ("PasswordPassword", "easy to guess"),
        ("ababababababab", "easy to guess"),
    ],
)
def test_a_weak_password_is_refused_with_what_to_do(password: str, words: str):
    with pytest.raises(DomainError, match=words) as refusal:
        require_good_password(password)
    assert refusal.value.field == "password"


@pytest.mark.parametrize("password", ["four plain words", "пароль из слов", "z" * 195 + "abcde"])
def test_length_is_what_counts(password: str):
    require_good_password(password)


def test_a_first_password_passes_the_rules_and_is_never_the_same():
    made = {make_first_password() for _ in range(20)}
    assert len(made) == 20
    for password in made:
        require_good_password(password)


def test_what_is_no_hash_matches_nothing():
    assert not password_matches("", "")
    assert not password_matches("plain words", "plain words")


def test_a_far_too_long_password_is_not_read_to_its_end():
    assert not password_matches("", "x" * (LONGEST + 10_000_000))


def test_equal_values_of_two_kinds_have_two_hashes():
    assert keyed_hash("s", "name", "a") != keyed_hash("s", "number", "a")
    assert keyed_hash("s", "name", "a") != keyed_hash("t", "name", "a")
