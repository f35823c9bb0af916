"""The one condition that keeps a person to the records of their teams."""

from sqlalchemy import ColumnElement, exists, false, or_, select

from sdm_tool.domain.permissions import Permission, Scope
from sdm_tool.persistence.records import Record, RecordTeam


def record_in_scope(scope: Scope) -> ColumnElement[bool]:
    """Return the condition that a record belongs to, or is shared with, a team of the scope."""
    if not scope.allows(Permission.RECORD_SEE) or not scope.team_ids:
        return false()
    shared = (
        select(RecordTeam.record_id)
        .where(RecordTeam.record_id == Record.id, RecordTeam.team_id.in_(scope.team_ids))
        .correlate(Record)
    )
    return or_(Record.owning_team_id.in_(scope.team_ids), exists(shared))
