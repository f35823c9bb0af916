"""Signing in on the command line, for commands that show or change what a store holds."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sdm_tool.cli.messages import DATA_WRONG, Refused
from sdm_tool.domain.errors import DomainError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from sdm_tool.domain.permissions import Scope


@contextmanager
def acting_as(
    session: "Session", username: str | None, secret: str, *, made_up: "Scope"
) -> "Iterator[Scope]":
    """Give the scope to work with: `made_up` in the demonstration, else that of `username`.

    Raises Refused where nobody was named, and what `signed_in` raises.
    """
    from sdm_tool.persistence.queries.organisations import get_organisation

    if get_organisation(session).is_demonstration:
        yield made_up
        return
    if not username:
        raise Refused("On a real store say who you are: --as USER.")
    with signed_in(session, username, secret) as scope:
        yield scope


@contextmanager
def signed_in(session: "Session", username: str, secret: str) -> "Iterator[Scope]":
    """Ask for the password, sign in, and sign out in the end, all of it in the trail.

    Raises Refused, and DomainError as the sign-in page does.
    """
    from sdm_tool.persistence.queries.accounts import find_signed_in
    from sdm_tool.services.keyed_hashes import token_hash
    from sdm_tool.services.signing_in import sign_in, sign_out

    token = sign_in(
        session,
        username=username,
        password=_password(username),
        source="command line",
        secret=secret,
        now=datetime.now(UTC),
    )
    person = find_signed_in(session, token_hash(token))
    if person is None:
        raise Refused("The sign-in did not last. Try again.", code=DATA_WRONG)
    try:
        if person.must_change_password:
            raise DomainError("Change the first password on the sign-in page before this.")
        yield person.scope
    finally:
        sign_out(session, person, datetime.now(UTC))


def _password(username: str) -> str:
    """Ask for it, or read a line of standard input when nobody is there."""
    if sys.stdin.isatty():
        return getpass.getpass(f"Password of {username}: ")
    return sys.stdin.readline().rstrip("\n")
