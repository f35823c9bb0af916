"""The one condition that keeps a person to the records of their teams."""

from sqlalchemy import bindparam, exists, or_, select

from sdm_tool.domain.permissions import Permission, Scope
from sdm_tool.persistence.accounts import AccountTeam
from sdm_tool.persistence.records import Record, RecordTeam

_TEAMS = select(AccountTeam.team_id).where(AccountTeam.account_id == bindparam("scope_account"))

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


def scope_parameters(scope: Scope) -> dict[str, str]:
    """Return what RECORD_IN_SCOPE needs: whose teams, or nobody's when they may see no record."""
    return {"scope_account": scope.account_id if scope.allows(Permission.RECORD_SEE) else ""}
