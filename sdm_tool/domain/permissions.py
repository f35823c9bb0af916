"""Who may do what, as data: roles, permissions, and the scope a query is given."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sdm_tool.domain.errors import DomainError


class Permission(StrEnum):
    """One thing a person may do."""

    GRID_READ = "read option grids"
    RECORD_SEE = "see the records of their teams"
    CONVERSATION_LEAD = "lead conversations and print summaries"
    FEEDBACK_OFFER = "offer CollaboRATE"
    PAPER_ENTER = "type in paper answers and bring in past ones"
    AUDIT_READ = "read the audit pages"
    AUDIT_NOTE = "write on the audit pages what a team changed"
    GRID_EDIT = "write and import grid versions"
    GRID_APPROVE = "approve a grid version for use here"
    GRID_WITHDRAW = "withdraw a grid version"
    WAITS_SET = "say how long the waits are"
    CRISIS_CONTACTS_SET = "set and check crisis contacts"
    ORGANISATION_SET = "set sites, teams and the organisation"
    STAFF_SET = "make and change staff accounts"
    TRAIL_READ = "read the trail"


class Role(StrEnum):
    """What a member of staff is here; a person may hold several."""

    CLINICIAN = "clinician"
    AUDIT_LEAD = "audit lead"
    FEEDBACK_CLERK = "feedback clerk"
    CONTENT_EDITOR = "content editor"
    APPROVER = "approver"
    INFORMATION_GOVERNANCE_OFFICER = "information-governance officer"
    ADMINISTRATOR = "administrator"


# An administrator runs the installation and reads no record; an audit lead sees no person.
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CLINICIAN: frozenset(
        {
            Permission.GRID_READ,
            Permission.RECORD_SEE,
            Permission.CONVERSATION_LEAD,
            Permission.FEEDBACK_OFFER,
            Permission.WAITS_SET,
        }
    ),
    Role.AUDIT_LEAD: frozenset(
        {Permission.GRID_READ, Permission.AUDIT_READ, Permission.AUDIT_NOTE}
    ),
    # Reads answers one by one on paper: so nothing else, not even a grid.
    Role.FEEDBACK_CLERK: frozenset({Permission.PAPER_ENTER}),
    Role.CONTENT_EDITOR: frozenset(
        {Permission.GRID_READ, Permission.GRID_EDIT, Permission.GRID_WITHDRAW}
    ),
    Role.APPROVER: frozenset(
        {Permission.GRID_READ, Permission.GRID_APPROVE, Permission.GRID_WITHDRAW}
    ),
    Role.INFORMATION_GOVERNANCE_OFFICER: frozenset({Permission.GRID_READ, Permission.TRAIL_READ}),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.GRID_READ,
            Permission.WAITS_SET,
            Permission.CRISIS_CONTACTS_SET,
            Permission.ORGANISATION_SET,
            Permission.STAFF_SET,
        }
    ),
}


NEVER_WITH_CLERK = frozenset({Role.CLINICIAN, Role.AUDIT_LEAD})
"""A clinician must not see what families answer; who reads the figures could subtract what they
typed.
"""


def require_roles_fit(roles: Iterable[Role]) -> None:
    """Refuse (DomainError, field "roles") roles that no one person may hold together."""
    held = frozenset(roles)
    if Role.FEEDBACK_CLERK in held and held & NEVER_WITH_CLERK:
        raise DomainError(
            "A feedback clerk reads single answers on paper, so the same person cannot be a "
            "clinician or an audit lead. Take one role away, or ask somebody else.",
            field="roles",
        )


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """Return everything that any of the roles allows.

    Should a store hold roles that do not fit together all the same, the clerk's allows nothing.
    """
    held = frozenset(roles)
    if held & NEVER_WITH_CLERK:
        held -= {Role.FEEDBACK_CLERK}
    return frozenset().union(*(ROLE_PERMISSIONS[role] for role in held))


@dataclass(frozen=True, slots=True)
class Scope:
    """Who is asking, and the teams whose records they may see. Every query needs one."""

    account_id: str
    team_ids: frozenset[str]
    permissions: frozenset[Permission]

    def allows(self, permission: Permission) -> bool:
        """Return whether this person may do this."""
        return permission in self.permissions
