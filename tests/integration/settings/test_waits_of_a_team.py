"""Who may speak for a team about waits, and what saving replaces, below the pages."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.persistence.organisation import Team
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.organisations import WaitSeen, find_waits
from sdm_tool.services.waits import WaitSaid, may_set_waits, set_waits
from tests.factories.conversations import MET_AT, count_rows
from tests.factories.grids import minimal_grid
from tests.factories.people import make_account, make_team, scope_of

GRID = minimal_grid()
DAY = MET_AT.date()
SIX = WaitSaid(is_offered=True, weeks=6)


@dataclass
class Speaker:
    """Somebody who says how long the waits are."""

    session: Session
    scope: Scope
    team_id: str

    def says(self, waits: dict[str, WaitSaid], *, grid: Grid = GRID, **changes: object) -> None:
        told = {"team_id": self.team_id, "as_of": DAY, "now": MET_AT, **changes}
        set_waits(self.session, waits, grid=grid, scope=self.scope, **told)

    def said(self, team_id: str | None = None, slug: str = GRID.slug) -> dict[str, WaitSeen]:
        self.session.rollback()
        return find_waits(self.session, team_id or self.team_id, slug)


@pytest.fixture
def okafor(store: Session, team: Team) -> Speaker:
    """A clinician of the team."""
    account = make_account(store, "okafor", teams=[team])
    return Speaker(store, scope_of(account, [Role.CLINICIAN], [team]), team.id)


@pytest.mark.parametrize("role", list(Role))
def test_only_clinicians_of_a_team_and_administrators_speak_for_it(
    store: Session, team: Team, role: Role
):
    account = make_account(store, "somebody", roles=[role], teams=[team])
    inside, outside = scope_of(account, [role], [team]), scope_of(account, [role])
    assert may_set_waits(inside, team.id) == (role in (Role.CLINICIAN, Role.ADMINISTRATOR))
    assert may_set_waits(outside, team.id) == (role is Role.ADMINISTRATOR)


def test_saving_replaces_all_that_the_team_said_about_that_grid(okafor: Speaker):
    okafor.says({"group": SIX, "keep-as-is": WaitSaid(is_offered=False)})
    okafor.says({"group": WaitSaid(is_offered=True)})
    assert okafor.said() == {"group": WaitSeen(is_offered=True, weeks=None, as_of=DAY)}


def test_saving_leaves_other_grids_and_other_teams_alone(
    okafor: Speaker, store: Session, scope: Scope
):
    other_team = make_team(store, "Eating", site="South")
    other_grid = minimal_grid(slug="another-example")
    okafor.says({"group": SIX}, grid=other_grid)
    Speaker(store, scope, other_team.id).says({"group": SIX})
    okafor.says({})
    assert okafor.said() == {}
    assert set(okafor.said(slug="another-example")) == {"group"}
    assert set(okafor.said(other_team.id)) == {"group"}


def test_a_wait_is_told_of_every_version_of_a_grid(okafor: Speaker):
    okafor.says({"group": SIX}, grid=minimal_grid(version="1.0"))
    okafor.says({"group": SIX}, grid=minimal_grid(version="2.0"))
    assert set(okafor.said()) == {"group"}


@pytest.mark.parametrize("weeks", [0, 520, None])
def test_a_wait_at_either_end_is_kept(okafor: Speaker, weeks: int | None):
    okafor.says({"group": WaitSaid(is_offered=True, weeks=weeks)})
    assert okafor.said()["group"].weeks == weeks


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (WaitSaid(is_offered=True, weeks=521), "whole weeks, from 0 to 520"),
        (WaitSaid(is_offered=True, weeks=-1), "whole weeks, from 0 to 520"),
        (WaitSaid(is_offered=False, weeks=0), "You say it is not offered, and give weeks"),
    ],
)
def test_one_wait_that_makes_no_sense_keeps_all_that_was_said_before(
    okafor: Speaker, wait: WaitSaid, words: str
):
    okafor.says({"group": SIX})
    before = count_rows(okafor.session)
    with pytest.raises(DomainError, match=words) as refusal:
        okafor.says({"group": SIX, "keep-as-is": wait})
    assert refusal.value.field == "weeks-keep-as-is"
    assert count_rows(okafor.session) == before
    assert okafor.said()["group"].weeks == 6


def test_an_option_that_the_grid_has_not_is_refused(okafor: Speaker):
    with pytest.raises(DomainError):
        okafor.says({"nothing": SIX})
    assert okafor.said() == {}


def test_today_is_the_day_in_london(okafor: Speaker):
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    okafor.says({"group": SIX}, as_of=date(2026, 7, 2), now=late)
    assert okafor.said()["group"].as_of == date(2026, 7, 2)
    with pytest.raises(DomainError, match="cannot be later than today"):
        okafor.says({"group": SIX}, as_of=date(2026, 7, 3), now=late)


def test_a_team_that_is_not_theirs_or_not_there_is_not_found(
    okafor: Speaker, store: Session, scope: Scope
):
    other = make_team(store, "Eating", site="South")
    with pytest.raises(NotFound):
        okafor.says({"group": SIX}, team_id=other.id)
    with pytest.raises(NotFound):
        replace(okafor, scope=scope).says({"group": SIX}, team_id="nothing")
    assert okafor.said(other.id) == {}
