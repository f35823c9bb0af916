"""What roles add up to, and which passwords are taken."""

import pytest

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Permission, Role, Scope, permissions_of, require_roles_fit
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


@pytest.mark.parametrize("other", [Role.CLINICIAN, Role.AUDIT_LEAD])
def test_who_types_in_paper_answers_leads_no_conversation_and_reads_no_figures(other: Role):
    with pytest.raises(DomainError) as refusal:
        require_roles_fit([Role.ADMINISTRATOR, Role.FEEDBACK_CLERK, other])
    assert refusal.value.field == "roles"
    # Should a store hold both all the same, typing in is what goes.
    assert permissions_of([Role.FEEDBACK_CLERK, other]) == permissions_of([other])


def test_a_clerk_may_do_other_work():
    for other in set(Role) - {Role.CLINICIAN, Role.AUDIT_LEAD}:
        require_roles_fit([Role.FEEDBACK_CLERK, other])
        assert Permission.PAPER_ENTER in permissions_of([Role.FEEDBACK_CLERK, other])


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
