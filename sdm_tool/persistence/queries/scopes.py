"""The one condition that keeps a person to the records of their teams."""

from typing import Any

from sqlalchemy import BindParameter, bindparam, exists, or_, select

from sdm_tool.domain.permissions import Permission, Scope
from sdm_tool.persistence.records import Record, RecordTeam

_TEAMS: BindParameter[Any] = bindparam("scope_teams", expanding=True)

# Statements are built once, with this condition in them; a query is never without its scope because
# running one without `scope_parameters` fails.
RECORD_IN_SCOPE = or_(
    Record.owning_team_id.in_(_TEAMS),
    exists(
        select(RecordTeam.record_id)
        .where(RecordTeam.record_id == Record.id, RecordTeam.team_id.in_(_TEAMS))
        .correlate(Record)
    ),
)


def scope_parameters(scope: Scope) -> dict[str, list[str]]:
    """Return what RECORD_IN_SCOPE needs: the teams, or none for someone who may see no record."""
    teams = sorted(scope.team_ids) if scope.allows(Permission.RECORD_SEE) else []
    return {"scope_teams": teams}
