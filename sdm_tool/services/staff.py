"""Staff accounts: made and changed by an administrator, who never knows a lasting password."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Role, Scope, require_roles_fit
from sdm_tool.persistence.accounts import Account, AccountRole, AccountTeam, HeldPost, SignInSession
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.organisation import Team
from sdm_tool.persistence.queries import NotFound
from sdm_tool.persistence.queries.accounts import find_account_by_username
from sdm_tool.services.passwords import hash_password, make_first_password
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")
LAST_ADMINISTRATOR = (
    "This is the only administrator who can sign in. "
    "Make somebody else an administrator first, or nobody could change settings."
)


@dataclass(frozen=True, slots=True)
class StaffDetails:
    """Who somebody is here and what they may do."""

    display_name: str
    job_title: str
    roles: frozenset[Role]
    team_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account just made. The password is shown once and kept nowhere."""

    id: str
    username: str
    first_password: str


def make_account(
    session: Session, username: str, details: StaffDetails, *, scope: Scope, now: datetime
) -> NewAccount:
    """Make an account with a one-time first password.

    Refuses a sign-in name of another shape than 2 to 64 letters, digits, dots, dashes and
    underscores, or one that is taken.
    """
    username = require_username(username)
    _require_details(details)
    first_password = make_first_password()
    password_hash = hash_password(first_password)
    with writing(session):
        if find_account_by_username(session, username) is not None:
            raise DomainError("That sign-in name is taken. Choose another.", field="username")
        account = Account(
            username=username,
            display_name=details.display_name.strip(),
            job_title=details.job_title.strip(),
            password_hash=password_hash,
            must_change_password=True,
            is_active=True,
            created_at=now,
        )
        session.add(account)
        session.flush()
        _set_roles_and_teams(session, account.id, details)
        append(session, Event.ACCOUNT_MADE, by=scope.account_id, at=now, subject=account.id)
    return NewAccount(account.id, username, first_password)


def change_account(
    session: Session, account_id: str, details: StaffDetails, *, scope: Scope, now: datetime
) -> None:
    """Change name, job, roles and teams. The last administrator cannot stop being one."""
    _require_details(details)
    with writing(session):
        account = _get(session, account_id)
        if Role.ADMINISTRATOR not in details.roles:
            _require_another_administrator(session, account_id)
        before = _details_of(session, account)
        account.display_name = details.display_name.strip()
        account.job_title = details.job_title.strip()
        _set_roles_and_teams(session, account_id, details)
        append(
            session,
            Event.ACCOUNT_CHANGED,
            by=scope.account_id,
            at=now,
            subject=account_id,
            detail=_what_changed(before, _details_of(session, account)),
        )


def give_first_password(session: Session, account_id: str, *, scope: Scope, now: datetime) -> str:
    """Replace a forgotten password by a one-time one and return it; their sessions end."""
    first_password = make_first_password()
    password_hash = hash_password(first_password)
    with writing(session):
        account = _get(session, account_id)
        account.password_hash, account.must_change_password = password_hash, True
        _end_sessions(session, account_id)
        append(session, Event.FIRST_PASSWORD_GIVEN, by=scope.account_id, at=now, subject=account_id)
    return first_password


def switch_off(session: Session, account_id: str, *, scope: Scope, now: datetime) -> None:
    """Keep somebody from signing in, and sign them out everywhere at once. Nothing is deleted."""
    if account_id == scope.account_id:
        raise DomainError("You cannot switch off your own account. Ask another administrator.")
    with writing(session):
        account = _get(session, account_id)
        _require_another_administrator(session, account_id)
        account.is_active = False
        _end_sessions(session, account_id)
        append(session, Event.ACCOUNT_SWITCHED_OFF, by=scope.account_id, at=now, subject=account_id)


def switch_on(session: Session, account_id: str, *, scope: Scope, now: datetime) -> None:
    """Let somebody sign in again, with the password they had."""
    with writing(session):
        _get(session, account_id).is_active = True
        session.flush()
        append(session, Event.ACCOUNT_SWITCHED_ON, by=scope.account_id, at=now, subject=account_id)


def find_administrators(session: Session) -> frozenset[str]:
    """Return who can sign in and change settings. Inside a transaction they are held still."""
    rows = session.scalars(
        select(Account.id)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(AccountRole.role == Role.ADMINISTRATOR, Account.is_active)
        .with_for_update(of=Account)
    )
    return frozenset(rows)


def require_username(username: str) -> str:
    """Return the sign-in name in lower case, or refuse its shape."""
    username = username.strip().lower()
    if not USERNAME.fullmatch(username):
        raise DomainError(
            "Use 2 to 64 letters, digits, dots, dashes or underscores, for example r.okafor.",
            field="username",
        )
    return username


def _get(session: Session, account_id: str) -> Account:
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound
    return account


def _require_details(details: StaffDetails) -> None:
    if not details.display_name.strip():
        raise DomainError("Type the name that colleagues and families see.", field="display_name")
    if not details.roles:
        raise DomainError("Choose at least one role.", field="roles")
    require_roles_fit(details.roles)


def _require_another_administrator(session: Session, account_id: str) -> None:
    if find_administrators(session) == {account_id}:
        raise DomainError(LAST_ADMINISTRATOR, field="roles")


def _set_roles_and_teams(session: Session, account_id: str, details: StaffDetails) -> None:
    session.execute(delete(AccountRole).where(AccountRole.account_id == account_id))
    session.execute(delete(AccountTeam).where(AccountTeam.account_id == account_id))
    session.add_all(AccountRole(account_id=account_id, role=role) for role in details.roles)
    teams = _known(session, details.team_ids)
    session.add_all(AccountTeam(account_id=account_id, team_id=team) for team in teams)
    session.flush()


def _details_of(session: Session, account: Account) -> StaffDetails:
    roles = select(AccountRole.role).where(AccountRole.account_id == account.id)
    teams = select(AccountTeam.team_id).where(AccountTeam.account_id == account.id)
    return StaffDetails(
        account.display_name,
        account.job_title,
        frozenset(Role(role) for role in session.scalars(roles)),
        frozenset(session.scalars(teams)),
    )


def _what_changed(before: StaffDetails, after: StaffDetails) -> str:
    changed = {
        "roles": before.roles != after.roles,
        "teams": before.team_ids != after.team_ids,
        "name": before.display_name != after.display_name,
        "job": before.job_title != after.job_title,
    }
    return ", ".join(word for word, is_changed in changed.items() if is_changed)


def _known(session: Session, team_ids: Iterable[str]) -> frozenset[str]:
    return frozenset(session.scalars(select(Team.id).where(Team.id.in_(team_ids))))


def _end_sessions(session: Session, account_id: str) -> None:
    session.execute(delete(SignInSession).where(SignInSession.account_id == account_id))
    session.execute(delete(HeldPost).where(HeldPost.account_id == account_id))
    session.flush()
