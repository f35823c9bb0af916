"""Signing in at the command line: the password is asked for, and both ends are in the trail."""

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

    from sdm_tool.persistence.queries.accounts import SignedIn


@contextmanager
def signed_in(session: "Session", username: str, secret: str) -> "Iterator[SignedIn]":
    """Give whoever this is, once their password was right, and sign them out at the end.

    DomainError for a wrong password, and for one that has to be changed first.
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
        yield person
    finally:
        sign_out(session, person, datetime.now(UTC))


def _password(username: str) -> str:
    """Ask for it, or read a line of standard input when nobody is there."""
    if sys.stdin.isatty():
        return getpass.getpass(f"Password of {username}: ")
    return sys.stdin.readline().rstrip("\n")
