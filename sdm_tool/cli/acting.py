"""Acting on a real store as a named person, and writing what they made for their eyes only."""

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sdm_tool.cli.messages import DATA_WRONG, Refused
from sdm_tool.domain.errors import DomainError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from sdm_tool.domain.permissions import Scope

ONLY_OWNER = 0o600


@contextmanager
def acting_as(session: "Session", username: str, secret: str) -> "Iterator[Scope]":
    """Sign in with the password of `username`, give what they may do, and sign out again.

    Both are in the trail. Raises Refused, and DomainError for a password that will not do.
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


def write_for_owner(file: Path, content: bytes) -> None:
    """Write a file that its owner alone can read. Raises Refused."""
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, ONLY_OWNER)
        with os.fdopen(opened, "wb") as out:
            out.write(content)
    except OSError as error:
        raise Refused(f"{file} cannot be written: {error.strerror}.") from error


def _password(username: str) -> str:
    """Ask for it, or read a line of standard input when nobody is there."""
    if sys.stdin.isatty():
        return getpass.getpass(f"Password of {username}: ")
    return sys.stdin.readline().rstrip("\n")
