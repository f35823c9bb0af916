"""Reading staff accounts, for those who make them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.accounts import Account, AccountRole, AccountTeam
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.accounts import find_roles, find_team_ids


@dataclass(frozen=True, slots=True)
class StaffSeen:
    """A member of staff, without anything secret."""

    id: str
    username: str
    display_name: str
    job_title: str
    is_active: bool
    must_change_password: bool
    roles: frozenset[Role]
    team_ids: frozenset[str]


def find_staff(session: Session) -> list[StaffSeen]:
    """Return everyone, A to Z by name, those switched off among them."""
    roles = _by_account(session.execute(select(AccountRole.account_id, AccountRole.role)))
    teams = _by_account(session.execute(select(AccountTeam.account_id, AccountTeam.team_id)))
    accounts = session.scalars(select(Account).order_by(Account.display_name, Account.username))
    return [
        _seen(
            account,
            frozenset(Role(role) for role in roles.get(account.id, ())),
            frozenset(teams.get(account.id, ())),
        )
        for account in accounts
    ]


def get_staff_member(session: Session, account_id: str) -> StaffSeen:
    """Return one member of staff, or raise NotFound."""
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound
    return _seen(account, find_roles(session, account_id), find_team_ids(session, account_id))


def _by_account(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for account_id, value in pairs:
        found.setdefault(account_id, []).append(value)
    return found


def _seen(account: Account, roles: frozenset[Role], team_ids: frozenset[str]) -> StaffSeen:
    return StaffSeen(
        id=account.id,
        username=account.username,
        display_name=account.display_name,
        job_title=account.job_title,
        is_active=account.is_active,
        must_change_password=account.must_change_password,
        roles=roles,
        team_ids=team_ids,
    )
