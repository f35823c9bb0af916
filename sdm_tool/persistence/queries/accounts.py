"""Reading accounts and sessions."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role, Scope, permissions_of
from sdm_tool.persistence.accounts import Account, AccountRole, AccountTeam, SignInSession
from sdm_tool.persistence.base import joined_by_commas
from sdm_tool.persistence.organisation import Organisation

DEFAULT_IDLE_MINUTES = 5


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person behind a request."""

    scope: Scope
    roles: frozenset[Role]
    token_hash: str
    username: str
    display_name: str
    job_title: str
    must_change_password: bool
    started_at: datetime
    last_seen_at: datetime
    locked_at: datetime | None
    is_on_shared_screen: bool
    handover_meeting_id: str | None
    idle_minutes: int
    """After how long the organisation wants a session locked."""

    @property
    def id(self) -> str:
        """The account's id."""
        return self.scope.account_id


_ROLES = (
    select(joined_by_commas(AccountRole.role))
    .where(AccountRole.account_id == Account.id)
    .scalar_subquery()
)
_TEAMS = (
    select(joined_by_commas(AccountTeam.team_id))
    .where(AccountTeam.account_id == Account.id)
    .scalar_subquery()
)
_IDLE_MINUTES = select(Organisation.idle_minutes).scalar_subquery()
_SIGNED_IN = (
    select(
        Account.id,
        _ROLES,
        _TEAMS,
        Account.username,
        Account.display_name,
        Account.job_title,
        Account.must_change_password,
        SignInSession.started_at,
        SignInSession.last_seen_at,
        SignInSession.locked_at,
        SignInSession.is_on_shared_screen,
        SignInSession.handover_meeting_id,
        func.coalesce(_IDLE_MINUTES, DEFAULT_IDLE_MINUTES),
    )
    .join(SignInSession, SignInSession.account_id == Account.id)
    .where(SignInSession.token_hash == bindparam("token_hash"), Account.is_active)
)


def find_signed_in(session: Session, token_hash: str) -> SignedIn | None:
    """Return the active account behind a session token, with roles and teams, or None."""
    row = session.connection().execute(_SIGNED_IN, {"token_hash": token_hash}).first()
    if row is None:
        return None
    account_id, roles_text, teams_text, *rest = row
    roles = frozenset(Role(role) for role in (roles_text or "").split(",") if role)
    teams = frozenset(team for team in (teams_text or "").split(",") if team)
    return SignedIn(Scope(account_id, teams, permissions_of(roles)), roles, token_hash, *rest)


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
