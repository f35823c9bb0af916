"""Keyed hashes: find a value again without keeping it."""

import hashlib
import hmac


def keyed_hash(secret: str, purpose: str, value: str) -> str:
    """Return HMAC-SHA-256 in hexadecimal; the purpose keeps equal values of two kinds apart."""
    return hmac.new(secret.encode(), f"{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()


def token_hash(token: str) -> str:
    """Return the SHA-256 of a token of 128 or more random bits, which needs no key."""
    return hashlib.sha256(token.encode()).hexdigest()
