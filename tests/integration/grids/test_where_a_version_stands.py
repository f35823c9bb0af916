"""A version is approved by two, withdrawn by one for good, and the content is what counts."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.grids import PinnedGrid
from sdm_tool.persistence.organisation import Organisation
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services.grid_standing import (
    State,
    approve_version,
    get_version,
    standing_of,
    withdraw_version,
)
from sdm_tool.services.grids import Catalogue, is_usable, usable_grids
from tests.factories.conversations import MET_AT, count_rows
from tests.factories.grids import minimal_grid
from tests.factories.people import make_account, scope_of

GRID = minimal_grid()
NOTHING = Catalogue((), ())


def approver(store: Session, username: str) -> Scope:
    account = make_account(store, username, roles=[Role.APPROVER], job_title="nurse")
    return scope_of(account, [Role.APPROVER])


@pytest.fixture
def okafor(store: Session) -> Scope:
    return approver(store, "okafor")


@pytest.fixture
def singh(store: Session) -> Scope:
    return approver(store, "singh")


def approve(store: Session, scope: Scope, grid: Grid = GRID, *, minutes: int = 0) -> None:
    approve_version(store, grid, scope=scope, now=MET_AT + timedelta(minutes=minutes))


def withdraw(
    store: Session, scope: Scope, reason: str = "The figures changed.", grid: Grid = GRID
) -> None:
    withdraw_version(store, grid, reason=reason, scope=scope, now=MET_AT)


def test_a_version_nobody_looked_at_is_not_approved(store: Session):
    standing = standing_of(store, GRID)
    assert (standing.state, standing.approvals, standing.withdrawal) == (
        State.NOT_APPROVED,
        (),
        None,
    )


def test_the_second_approval_puts_a_version_into_use(store: Session, okafor: Scope, singh: Scope):
    approve(store, singh)
    assert standing_of(store, GRID).state is State.NOT_APPROVED
    approve(store, okafor, minutes=1)
    standing = standing_of(store, GRID)
    assert standing.state is State.IN_USE
    assert [approval.display_name for approval in standing.approvals] == ["R. Singh", "R. Okafor"]


def test_one_person_who_approves_twice_is_still_one(store: Session, okafor: Scope):
    approve(store, okafor)
    before = count_rows(store)
    with pytest.raises(DomainError, match="Another person is needed"):
        approve(store, okafor, minutes=1)
    assert count_rows(store) == before
    assert standing_of(store, GRID).state is State.NOT_APPROVED


def test_an_approval_is_of_the_content_and_not_of_the_number(
    store: Session, okafor: Scope, singh: Scope
):
    approve(store, okafor)
    approve(store, singh)
    changed = minimal_grid(title="Low mood, with a word changed")
    assert changed.version == GRID.version
    assert standing_of(store, changed).state is State.NOT_APPROVED
    with pytest.raises(DomainError, match="Give the changed grid a new version number"):
        approve(store, okafor, changed)


def test_a_newer_version_has_to_be_approved_anew(store: Session, okafor: Scope, singh: Scope):
    approve(store, okafor)
    approve(store, singh)
    newer = minimal_grid(version="1.1")
    assert not is_usable(store, newer)
    approve(store, okafor, newer)
    approve(store, singh, newer)
    assert is_usable(store, newer)
    assert is_usable(store, GRID)


def test_a_version_in_use_stays_when_a_release_brings_a_newer_one(
    store: Session, okafor: Scope, singh: Scope
):
    approve(store, okafor)
    approve(store, singh)
    newer = minimal_grid(version="1.10")
    release = Catalogue((newer,), ())
    assert usable_grids(store, release) == (GRID,)
    approve(store, okafor, newer)
    assert usable_grids(store, release) == (GRID,)
    approve(store, singh, newer)
    assert usable_grids(store, release) == (newer,)
    withdraw(store, singh, "A figure is wrong.", newer)
    assert usable_grids(store, release) == (GRID,)


def test_a_version_is_fixed_for_good_at_its_first_approval(
    store: Session, okafor: Scope, singh: Scope
):
    approve(store, okafor)
    approve(store, singh)
    store.rollback()
    events = store.scalars(select(TrailEvent.event).order_by(TrailEvent.position)).all()
    assert events == ["grid:version:pinned", "grid:version:approved", "grid:version:approved"]


def test_a_withdrawn_version_is_used_nowhere_whoever_approved_it(
    store: Session, okafor: Scope, singh: Scope
):
    approve(store, okafor)
    approve(store, singh)
    withdraw(store, singh, "  The figures changed. ")
    standing = standing_of(store, GRID)
    assert standing.state is State.WITHDRAWN
    assert len(standing.approvals) == 2
    assert standing.withdrawal is not None
    assert standing.withdrawal.reason == "The figures changed."
    assert standing.withdrawal.display_name == "R. Singh"
    assert not is_usable(store, GRID)


def test_the_demonstration_uses_drafts_and_nothing_withdrawn(store: Session, okafor: Scope):
    with writing(store):
        store.get_one(Organisation, 1).is_demonstration = True
    assert is_usable(store, GRID)
    withdraw(store, okafor)
    assert not is_usable(store, GRID)


def test_a_version_is_withdrawn_once_and_keeps_its_first_reason(
    store: Session, okafor: Scope, singh: Scope
):
    withdraw(store, okafor)
    with pytest.raises(DomainError, match="withdrawn already"):
        withdraw(store, singh, "Another reason.")
    withdrawal = standing_of(store, GRID).withdrawal
    assert withdrawal is not None
    assert (withdrawal.reason, withdrawal.display_name) == ("The figures changed.", "R. Okafor")


def test_a_withdrawn_version_is_never_approved_again(store: Session, okafor: Scope):
    withdraw(store, okafor)
    with pytest.raises(DomainError, match="A new version has to be made"):
        approve(store, okafor)


@pytest.mark.parametrize("reason", ["", " \n "])
def test_withdrawing_without_a_reason_writes_nothing(store: Session, okafor: Scope, reason: str):
    before = count_rows(store)
    with pytest.raises(DomainError, match="Say why") as refusal:
        withdraw(store, okafor, reason)
    assert refusal.value.field == "reason"
    assert count_rows(store) == before


def test_a_version_without_its_files_is_read_as_it_was_fixed(store: Session, okafor: Scope):
    approve(store, okafor)
    assert get_version(store, NOTHING, GRID.slug, GRID.version) == GRID
    assert store.scalars(select(PinnedGrid.title)).all() == [GRID.title]


@pytest.mark.parametrize(
    ("slug", "version"), [(GRID.slug, "9.9"), ("nothing", GRID.version), ("", "")]
)
def test_a_version_that_nobody_ever_had_is_not_found(
    store: Session, okafor: Scope, slug: str, version: str
):
    approve(store, okafor)
    with pytest.raises(NotFound):
        get_version(store, NOTHING, slug, version)


def test_of_two_versions_the_higher_number_is_the_newest_whatever_the_order(store: Session):
    versions = [minimal_grid(version=number) for number in ("1.9", "1.10", "1.2")]
    for ordered in (versions, versions[::-1]):
        catalogue = Catalogue(tuple(ordered), ())
        assert [grid.version for grid in catalogue.newest()] == ["1.10"]
        found = catalogue.find(GRID.slug)
        assert found is not None
        assert found.version == "1.10"
