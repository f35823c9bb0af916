"""Reading accounts and sessions."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role, Scope, permissions_of
from sdm_tool.persistence.accounts import Account, AccountRole, AccountTeam, SignInSession


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person behind a request."""

    scope: Scope
    username: str
    display_name: str
    job_title: str
    roles: frozenset[Role]
    must_change_password: bool
    token_hash: str
    started_at: datetime
    last_seen_at: datetime
    locked_at: datetime | None
    is_on_shared_screen: bool
    handover_meeting_id: str | None

    @property
    def id(self) -> str:
        """The account's id."""
        return self.scope.account_id


def find_signed_in(session: Session, token_hash: str) -> SignedIn | None:
    """Return the active account behind a session token, with roles and teams, or None."""
    row = session.execute(
        select(
            Account.id,
            Account.username,
            Account.display_name,
            Account.job_title,
            Account.must_change_password,
            SignInSession.started_at,
            SignInSession.last_seen_at,
            SignInSession.locked_at,
            SignInSession.is_on_shared_screen,
            SignInSession.handover_meeting_id,
        )
        .join(SignInSession, SignInSession.account_id == Account.id)
        .where(SignInSession.token_hash == token_hash, Account.is_active)
    ).first()
    if row is None:
        return None
    roles, teams = find_roles(session, row.id), find_team_ids(session, row.id)
    return SignedIn(
        scope=Scope(row.id, teams, permissions_of(roles)),
        roles=roles,
        token_hash=token_hash,
        **{name: value for name, value in row._mapping.items() if name != "id"},
    )


def find_roles(session: Session, account_id: str) -> frozenset[Role]:
    """Return the roles of an account."""
    rows = session.scalars(select(AccountRole.role).where(AccountRole.account_id == account_id))
    return frozenset(Role(role) for role in rows)


def find_team_ids(session: Session, account_id: str) -> frozenset[str]:
    """Return the teams an account works in."""
    return frozenset(
        session.scalars(select(AccountTeam.team_id).where(AccountTeam.account_id == account_id))
    )


def find_account_by_username(session: Session, username: str) -> Account | None:
    """Return the account with this sign-in name (any case), active or not."""
    return session.scalars(select(Account).where(Account.username == username.lower())).first()
