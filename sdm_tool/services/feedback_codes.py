"""The secrets that lead to a private form: the printed link and the typed code below it."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.orm import Session

from sdm_tool.domain import codes
from sdm_tool.domain.collaborate import Mode
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.queries.feedback import (
    InvitationSeen,
    find_invitation_by_lookup,
    is_lookup_taken,
)
from sdm_tool.services.attempts import count_wrong, is_paused
from sdm_tool.services.keyed_hashes import keyed_hash, token_hash

WRONG_TRIES = 10
# OWASP's lowest setting for argon2id: a code lives for days and is throttled, and a phone waits.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
NOBODY = HASHER.hash(secrets.token_urlsafe(16))
"""Checked for a code nobody was given, so that it takes as long as a real one."""


@dataclass(frozen=True, slots=True)
class NewSecrets:
    """What only the paper or screen shows, and the hashes that are kept of it."""

    link_secret: str
    link_hash: str
    code_secret: str
    """The six secret characters; the four before them are drawn when the invitation is kept."""
    code_hash: str


def draw_secrets(secret: str) -> NewSecrets:
    """Draw a link and a code. Slow on purpose (argon2id): call it outside a transaction."""
    link_secret = secrets.token_urlsafe(16)
    _, code_secret = codes.read_feedback_code(_random_code())
    return NewSecrets(
        link_secret=link_secret,
        link_hash=token_hash(link_secret),
        code_secret=code_secret,
        code_hash=HASHER.hash(_peppered(secret, code_secret)),
    )


def draw_lookup(session: Session) -> str:
    """Return four characters that no invitation has yet."""
    while True:
        lookup, _ = codes.read_feedback_code(_random_code())
        if not is_lookup_taken(session, lookup):
            return lookup


def find_by_typed_code(
    session: Session, typed: str, *, modes: Collection[Mode], secret: str, now: datetime
) -> InvitationSeen | None:
    """Return the invitation behind a typed code, or None for one that is wrong or expired.

    Codes of other ways of asking than `modes` are like invented ones here. After ten wrong tries
    the secret part of a code is not looked at for 15 minutes, and nothing says so. A wrong, an
    expired, an invented and a paused code take the same steps. DomainError when what was typed
    does not have the shape of a code.
    """
    lookup, code_secret = codes.read_feedback_code(typed)
    key = keyed_hash(secret, "feedback code", lookup)
    paused = is_paused(session, key, limit=WRONG_TRIES, now=now)
    invitation = find_invitation_by_lookup(session, lookup, now)
    matches = _matches(
        invitation.code_hash if invitation else NOBODY, _peppered(secret, code_secret)
    )
    if invitation and matches and not paused and invitation.mode in modes:
        return invitation
    with writing(session):
        count_wrong(session, key, now)
    return None


def _random_code() -> str:
    base = len(codes.ALPHABET)
    return codes.make_feedback_code(
        [secrets.randbelow(base) for _ in range(codes.FEEDBACK_CODE_RANDOM_VALUES)]
    )


def _peppered(secret: str, code_secret: str) -> str:
    """A stolen database alone cannot try the 148 million codes: it lacks the service's secret."""
    return keyed_hash(secret, "feedback code secret", code_secret)


def _matches(code_hash: str, value: str) -> bool:
    try:
        return HASHER.verify(code_hash, value)
    except (VerificationError, InvalidHashError):
        return False
