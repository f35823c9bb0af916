"""The key that this installation signs its files with: in a file of its own, never in the store."""

import hashlib
import os
import re
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sdm_tool.domain.errors import DomainError

ONLY_OWNER = 0o600
OTHERS = 0o077
GROUPS, OF = 5, 4
_KEY = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = re.compile(r"[0-9a-f]{128}")


def load_or_make_key(file: Path | None) -> Ed25519PrivateKey:
    """Return the key in `file`; the first time, make one that only its owner can read.

    DomainError when there is no place for it, when it cannot be read or written, when others could
    read it, and when it is not a key.
    """
    if file is None:
        raise DomainError("This installation has no folder for its signing key.")
    try:
        if not file.exists():
            _make(file)
        if file.stat().st_mode & OTHERS:
            raise DomainError(f"Others can read the signing key {file.name}: make it yours alone.")
        text = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise DomainError(
            f"The signing key {file.name} cannot be read or made beside the secret key file. "
            "SDM_SIGNING_KEY_FILE may name another place."
        ) from error
    if not _KEY.fullmatch(text):
        raise DomainError(f"The signing key {file.name} does not hold a key of this tool.")
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(text))


def public_text(key: Ed25519PrivateKey) -> str:
    """Return the public half, which goes into every file."""
    return key.public_key().public_bytes_raw().hex()


def fingerprint_of(public: str) -> str:
    """Return what two people read to each other on the telephone: five groups of four."""
    digits = hashlib.sha256(bytes.fromhex(public)).hexdigest()
    return " ".join(digits[OF * group : OF * (group + 1)] for group in range(GROUPS))


def is_signed(body: bytes, public: object, signature: object) -> bool:
    """Whether the key `public` signed exactly these bytes. Both are lower-case hexadecimal."""
    if not isinstance(public, str) or not isinstance(signature, str):
        return False
    if not _KEY.fullmatch(public) or not _SIGNATURE.fullmatch(signature):
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), body)
    except (InvalidSignature, ValueError):
        return False
    return True


def _make(file: Path) -> None:
    """Write a new key whole before it has its name, so that two who make one get the same."""
    beside = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_OWNER)
    try:
        with os.fdopen(opened, "w", encoding="ascii") as out:
            out.write(Ed25519PrivateKey.generate().private_bytes_raw().hex() + "\n")
        os.link(beside, file)
    except FileExistsError:
        return
    finally:
        beside.unlink()
