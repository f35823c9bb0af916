"""A grid is put on a public page by choice, and one about self-harm never: on both databases."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.grids import PublicGrid
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.services.grid_standing import withdraw_version
from sdm_tool.services.grids import Catalogue
from sdm_tool.services.public_grids import find_switches, public_version, turn_off, turn_on
from sdm_tool.trail.verify import verify
from tests.factories.conversations import MET_AT, count_rows
from tests.factories.people import make_account, make_organisation, scope_of
from tests.factories.publications import publish

ON, OFF = "settings:public-grid:turned-on", "settings:public-grid:turned-off"


@pytest.fixture
def scope(session: Session) -> Scope:
    make_organisation(session)
    roles = [Role.ADMINISTRATOR]
    return scope_of(make_account(session, "adams", roles=roles), roles)


def on(session: Session, scope: Scope, slug: str = "sleep") -> None:
    turn_on(session, slug, scope=scope, now=MET_AT)


def off(session: Session, scope: Scope, slug: str = "sleep") -> None:
    turn_off(session, slug, scope=scope, now=MET_AT)


def force_on(session: Session, scope: Scope, slug: str) -> None:
    """A row that no service made."""
    with writing(session):
        session.add(PublicGrid(grid_slug=slug, turned_on_by=scope.account_id, turned_on_at=MET_AT))


def shown(session: Session, slug: str = "sleep") -> str:
    """The version on the public page; empty where there is none."""
    session.rollback()
    try:
        return public_version(session, slug)[0].version
    except NotFound:
        return ""


def events(session: Session) -> list[str]:
    session.rollback()
    of_pages = TrailEvent.event.in_([ON, OFF])
    return list(session.scalars(select(TrailEvent.event).where(of_pages)))


def test_a_grid_is_off_until_it_is_turned_on(session: Session, catalogue: Catalogue, scope: Scope):
    publish(session, catalogue, "sleep")
    assert shown(session) == ""
    on(session, scope)
    assert shown(session) == "1.0"
    off(session, scope)
    assert shown(session) == ""
    assert events(session) == [ON, OFF]
    assert verify(session).is_whole


def test_who_turned_it_on_and_when_is_kept(session: Session, catalogue: Catalogue, scope: Scope):
    publish(session, catalogue, "sleep")
    on(session, scope)
    (switch,) = find_switches(session)
    assert switch.turned_on is not None
    assert switch.turned_on.display_name == "R. Adams"
    assert switch.turned_on.turned_on_at == MET_AT


def test_pressing_twice_changes_nothing(session: Session, catalogue: Catalogue, scope: Scope):
    publish(session, catalogue, "sleep")
    for turn in (on, on, off, off):
        turn(session, scope)
    assert events(session) == [ON, OFF]


@pytest.mark.parametrize("slug", ["sleep", "no-such-grid"])
def test_what_is_not_in_use_cannot_be_turned_on(session: Session, scope: Scope, slug: str):
    with pytest.raises(NotFound):
        on(session, scope, slug)
    assert count_rows(session)["public_grids"] == 0
    force_on(session, scope, slug)
    assert shown(session, slug) == ""


def test_a_withdrawn_grid_is_shown_no_more_and_can_be_turned_off(
    session: Session, catalogue: Catalogue, scope: Scope
):
    grid = publish(session, catalogue, "sleep")
    on(session, scope)
    withdraw_version(session, grid, reason="Wrong.", scope=scope, now=MET_AT)
    assert shown(session) == ""
    (switch,) = find_switches(session)
    assert (switch.version, switch.turned_on is not None) == ("", True)
    off(session, scope)
    assert find_switches(session) == []


def test_a_newer_version_in_use_takes_the_place(
    session: Session, catalogue: Catalogue, scope: Scope
):
    publish(session, catalogue, "sleep")
    on(session, scope)
    publish(session, catalogue, "sleep", draft="1.1")
    assert shown(session) == "2.0"


def test_a_grid_about_self_harm_cannot_be_turned_on(
    session: Session, catalogue: Catalogue, scope: Scope
):
    publish(session, catalogue, "self-harm")
    with pytest.raises(DomainError, match="never put on a public page"):
        on(session, scope, "self-harm")
    assert count_rows(session)["public_grids"] == 0
    assert events(session) == []


def test_a_row_for_self_harm_shows_nothing_all_the_same(
    session: Session, catalogue: Catalogue, scope: Scope
):
    publish(session, catalogue, "self-harm")
    force_on(session, scope, "self-harm")
    assert shown(session, "self-harm") == ""
