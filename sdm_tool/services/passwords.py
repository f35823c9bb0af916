"""Passwords: what is accepted, and how they are hashed (argon2id)."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from sdm_tool.domain.errors import DomainError

SHORTEST, LONGEST = 12, 200
FEWEST_DIFFERENT = 5
HASHER = PasswordHasher()
NOBODY = HASHER.hash(secrets.token_urlsafe(16))
"""Checked for an unknown name, so that it takes as long as a known one."""

# The few that pass the length rule and stand on every list of leaked passwords.
COMMON = frozenset(
    {
        "password1234",
        "passwordpassword",
        "123456789012",
        "qwertyuiop12",
        "administrator",
        "letmeinletmein",
        "adminadminadmin",
        "welcome12345",
    }
)


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password that passes the rules."""
    require_good_password(password)
    return HASHER.hash(password)


def password_matches(password_hash: str, password: str) -> bool:
    """Return whether the password is the one behind the hash."""
    try:
        return HASHER.verify(password_hash, password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False


def require_good_password(password: str) -> None:
    """Refuse short, overlong and well-known passwords (NIST SP 800-63B, 2017)."""
    if len(password) < SHORTEST:
        raise DomainError(
            f"Use at least {SHORTEST} characters. Three or four unrelated words work well.",
            field="password",
        )
    if len(password) > LONGEST:
        raise DomainError(f"Use {LONGEST} characters or fewer.", field="password")
    if password.lower() in COMMON or len(set(password)) < FEWEST_DIFFERENT:
        raise DomainError("That password is easy to guess. Choose another.", field="password")


def make_first_password() -> str:
    """Return a one-time first password that can be read out: four groups of four letters."""
    letters = "cdfghjkmnpqrtwx2345679"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))
