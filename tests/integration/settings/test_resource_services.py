"""Other places for help below their pages, on both databases: kept, checked, changed, removed."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.resources import ResourceSeen, find_resources, get_resource
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services import resources
from sdm_tool.trail.verify import verify
from tests.factories.conversations import MET_AT, count_rows
from tests.factories.grids import minimal_grid
from tests.factories.people import make_account, make_organisation, scope_of
from tests.factories.resources import HELPLINE, keep_resource, resource

CHANGED, CHECKED = "settings:resources:changed", "settings:resources:checked"


@pytest.fixture
def scope(session: Session) -> Scope:
    make_organisation(session)
    roles = [Role.ADMINISTRATOR]
    return scope_of(make_account(session, "adams", roles=roles), roles)


@pytest.fixture
def kept(session: Session, scope: Scope) -> str:
    """A helpline that was checked."""
    return keep_resource(session, scope, at=MET_AT, checked_at=MET_AT)


def seen(session: Session, resource_id: str) -> ResourceSeen:
    session.rollback()
    return get_resource(session, resource_id)


def events(session: Session) -> list[tuple[str, str, str]]:
    session.rollback()
    columns = (TrailEvent.event, TrailEvent.actor_id, TrailEvent.subject_id)
    found = session.execute(select(*columns).order_by(TrailEvent.position))
    return [tuple(row) for row in found]


def change(session: Session, scope: Scope, resource_id: str, version: int, **changes: object):
    details = resource(**changes)
    how = {"seen_version": version, "scope": scope, "now": MET_AT}
    resources.change_resource(session, resource_id, details, **how)


def test_what_is_kept_is_what_was_said_and_nobody_checked_it(session: Session, scope: Scope):
    said = resource(grid_slugs=frozenset({"worry", "low-mood"}), access="In Urdu")
    kept = resources.add_resource(session, said, scope=scope, now=MET_AT)
    found = seen(session, kept)
    assert found.details == said
    assert (found.checked_on, found.checked_by) == (None, None)
    assert events(session) == [(CHANGED, scope.account_id, kept)]


def test_a_check_keeps_the_day_and_the_person(session: Session, scope: Scope, kept: str):
    found = seen(session, kept)
    assert (found.checked_on, found.checked_by) == (date(2026, 11, 3), scope.account_id)
    assert events(session)[-1] == (CHECKED, scope.account_id, kept)
    assert verify(session).is_whole


def test_a_later_check_takes_the_place_of_the_first(session: Session, scope: Scope, kept: str):
    later = MET_AT + timedelta(days=200)
    resources.check_resource(session, kept, seen_version=1, scope=scope, now=later)
    assert seen(session, kept).checked_on == date(2027, 5, 22)


@pytest.mark.parametrize(
    "changes",
    [{"phone": "01632 960 012"}, {"region": "Leeds"}, {"grid_slugs": frozenset({"worry"})}],
    ids=["words", "area", "grids alone"],
)
def test_what_changed_has_to_be_checked_again(
    session: Session, scope: Scope, kept: str, changes: dict[str, object]
):
    change(session, scope, kept, 1, **changes)
    found = seen(session, kept)
    assert found.details == resource(**changes)
    assert (found.checked_on, found.checked_by, found.row_version) == (None, None, 2)
    assert events(session)[-1] == (CHANGED, scope.account_id, kept)


def test_the_same_words_with_spaces_around_them_keep_the_check(
    session: Session, scope: Scope, kept: str
):
    change(session, scope, kept, 1, name=" Made-up helpline ")
    found = seen(session, kept)
    assert found.details == HELPLINE
    assert (found.checked_on, found.row_version) == (date(2026, 11, 3), 1)


def test_a_change_over_somebody_elses_is_refused(session: Session, scope: Scope, kept: str):
    change(session, scope, kept, 1, region="Leeds")
    before = count_rows(session)
    with pytest.raises(DomainError, match="Somebody else changed this"):
        change(session, scope, kept, 1, region="York")
    assert seen(session, kept).details.region == "Leeds"
    assert count_rows(session) == before


def test_what_changed_since_it_was_read_does_not_become_checked(
    session: Session, scope: Scope, kept: str
):
    change(session, scope, kept, 1, phone="01632 960 012")
    with pytest.raises(DomainError, match="does not count as checked"):
        resources.check_resource(session, kept, seen_version=1, scope=scope, now=MET_AT)
    assert seen(session, kept).checked_on is None
    assert events(session)[-1][0] == CHANGED


def test_what_is_refused_leaves_nothing(session: Session, scope: Scope, kept: str):
    before = count_rows(session)
    with pytest.raises(DomainError):
        resources.add_resource(session, resource(name=" "), scope=scope, now=MET_AT)
    with pytest.raises(DomainError):
        change(session, scope, kept, 1, web_address="javascript:alert(1)")
    assert count_rows(session) == before
    assert seen(session, kept).details == HELPLINE


def test_what_is_removed_goes_with_its_grids(session: Session, scope: Scope):
    kept = keep_resource(session, scope, at=MET_AT, grid_slugs=frozenset({"worry", "sleep"}))
    assert count_rows(session)["resource_grids"] == 2
    resources.remove_resource(session, kept, scope=scope, now=MET_AT)
    left = count_rows(session)
    assert (left["resources"], left["resource_grids"]) == (0, 0)
    assert events(session)[-1] == (CHANGED, scope.account_id, kept)


def test_they_stand_a_to_z_whatever_the_letters(session: Session, scope: Scope):
    for name in ("b line", "C line", "A line"):
        keep_resource(session, scope, at=MET_AT, name=name)
    assert [found.details.name for found in find_resources(session)] == [
        "A line",
        "b line",
        "C line",
    ]


def test_families_read_what_was_checked_and_is_for_the_grid(session: Session, scope: Scope):
    here = {"at": MET_AT, "checked_at": MET_AT}
    keep_resource(session, scope, **here, name="For all")
    keep_resource(session, scope, **here, name="Low mood", grid_slugs=frozenset({"low-mood"}))
    keep_resource(session, scope, **here, name="Worry", grid_slugs=frozenset({"worry"}))
    keep_resource(session, scope, at=MET_AT, name="Not checked")
    shown = resources.resources_beside(session, minimal_grid(slug="low-mood"))
    assert [found.details.name for found in shown] == ["For all", "Low mood"]


@pytest.mark.parametrize(
    "act",
    [
        lambda session, scope: change(session, scope, "nothing", 1),
        lambda session, scope: resources.check_resource(
            session, "nothing", seen_version=1, scope=scope, now=MET_AT
        ),
        lambda session, scope: resources.remove_resource(
            session, "nothing", scope=scope, now=MET_AT
        ),
    ],
    ids=["change", "check", "remove"],
)
def test_what_somebody_else_removed_is_not_found_and_nothing_is_noted(
    session: Session, scope: Scope, act
):
    before = count_rows(session)
    with pytest.raises(NotFound):
        act(session, scope)
    assert count_rows(session) == before
