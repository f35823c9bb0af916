"""What a team says about the wait for each option of a grid."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Permission, Scope
from sdm_tool.domain.wording import london_day
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.organisation import OptionWait, Team
from sdm_tool.persistence.queries import NotFound
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

LONGEST_WEEKS = 520


@dataclass(frozen=True, slots=True)
class WaitSaid:
    """Whether the team offers an option, and after how many weeks; None: not known."""

    is_offered: bool
    weeks: int | None = None


def may_set_waits(scope: Scope, team_id: str) -> bool:
    """Return whether this person may speak for this team: one of its staff, or who sets teams."""
    return scope.allows(Permission.WAITS_SET) and (
        team_id in scope.team_ids or scope.allows(Permission.ORGANISATION_SET)
    )


def set_waits(
    session: Session,
    waits: Mapping[str, WaitSaid],
    *,
    team_id: str,
    grid: Grid,
    as_of: date,
    scope: Scope,
    now: datetime,
) -> None:
    """Replace all that a team says about a grid; an option left out is not told of.

    Raises NotFound for a team that is not this person's to speak for. Refuses a day in the future,
    weeks outside 0 to 520, and weeks for an option that is not offered.
    """
    if as_of > london_day(now):
        raise DomainError(
            "Put in the day this was checked. It cannot be later than today.", field="as_of"
        )
    for option_id, wait in waits.items():
        grid.option(option_id)
        _require_sensible(option_id, wait)
    with writing(session):
        if not may_set_waits(scope, team_id) or session.get(Team, team_id) is None:
            raise NotFound
        session.execute(
            delete(OptionWait).where(
                OptionWait.team_id == team_id, OptionWait.grid_slug == grid.slug
            )
        )
        session.add_all(
            OptionWait(
                team_id=team_id,
                grid_slug=grid.slug,
                option_id=option_id,
                is_offered=wait.is_offered,
                weeks=wait.weeks,
                as_of=as_of,
            )
            for option_id, wait in waits.items()
        )
        session.flush()
        append(session, Event.WAITS_CHANGED, by=scope.account_id, at=now, subject=team_id)


def _require_sensible(option_id: str, wait: WaitSaid) -> None:
    if wait.weeks is None:
        return
    if not wait.is_offered:
        raise DomainError(
            "You say it is not offered, and give weeks. Take one of the two away.",
            field=f"weeks-{option_id}",
        )
    if not 0 <= wait.weeks <= LONGEST_WEEKS:
        raise DomainError(
            f"Put in whole weeks, from 0 to {LONGEST_WEEKS}.", field=f"weeks-{option_id}"
        )
