"""Reading what teams say about waits."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Scope
from sdm_tool.persistence.organisation import OptionWait
from sdm_tool.persistence.queries.audit import require_audit


@dataclass(frozen=True, slots=True)
class TeamWait:
    """What a team says about the wait for one option of one grid."""

    team_id: str
    grid_slug: str
    option_id: str
    is_offered: bool
    weeks: int | None
    as_of: date


def find_all_waits(session: Session, scope: Scope) -> list[TeamWait]:
    """Return what every team says about waits.

    Raises NotFound for someone who may not read audit pages.
    """
    require_audit(scope)
    wait = OptionWait
    rows = session.execute(
        select(
            wait.team_id, wait.grid_slug, wait.option_id, wait.is_offered, wait.weeks, wait.as_of
        )
    )
    return [TeamWait(*row) for row in rows]
