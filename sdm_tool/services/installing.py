"""The first steps of a new installation: its tables, its organisation, its first administrator."""

from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.accounts import Account, AccountRole
from sdm_tool.persistence.engine import make_sessions, writing
from sdm_tool.persistence.migrate import upgrade
from sdm_tool.persistence.organisation import ORGANISATION, Organisation
from sdm_tool.persistence.queries.accounts import find_account_by_username
from sdm_tool.services.passwords import hash_password, make_first_password
from sdm_tool.services.staff import find_administrators, require_username
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event


def initialise(
    engine: Engine,
    *,
    organisation: str,
    username: str,
    display_name: str,
    password: str | None,
    now: datetime,
) -> str:
    """Bring the store to this release's shape and make its first administrator.

    Returns the first password: the one given, or a one-time one made here when it is None. Raises
    DomainError, having changed nothing but the tables, when the store has an administrator, or
    when a name or the password will not do.
    """
    username = require_username(username)
    if not organisation.strip():
        raise DomainError("Give the name of your service.", field="organisation")
    if not display_name.strip():
        raise DomainError("Give the administrator's name.", field="display_name")
    first_password = password or make_first_password()
    password_hash = hash_password(first_password)
    upgrade(engine)
    with make_sessions(engine)() as session, writing(session):
        _require_no_administrator(session, username)
        if session.get(Organisation, ORGANISATION) is None:
            session.add(Organisation(id=ORGANISATION, name=organisation.strip()))
        account = Account(
            username=username,
            display_name=display_name.strip(),
            password_hash=password_hash,
            must_change_password=password is None,
            created_at=now,
        )
        session.add(account)
        session.flush()
        session.add(AccountRole(account_id=account.id, role=Role.ADMINISTRATOR))
        session.flush()
        append(session, Event.ACCOUNT_MADE, by="", at=now, subject=account.id)
    return first_password


def _require_no_administrator(session: Session, username: str) -> None:
    if find_administrators(session):
        raise DomainError(
            "This store has an administrator already. Sign in as them to make more accounts."
        )
    if find_account_by_username(session, username) is not None:
        raise DomainError("That sign-in name is taken. Choose another.", field="username")
