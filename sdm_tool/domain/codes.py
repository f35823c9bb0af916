"""Record codes and feedback codes: how they are made from random values, printed and read.

The alphabet has no vowels (no words appear by chance) and nothing easily mistaken for another
character. It has 23 characters, a prime, so a record code's weighted sum modulo 23, with eight
different weights, catches every single wrong character and every swap of two.
"""

from collections.abc import Sequence

from sdm_tool.domain.errors import DomainError

ALPHABET = "23456789CDFGHJKMNPQRTWX"
RECORD_CODE_RANDOM_VALUES = 7
FEEDBACK_CODE_RANDOM_VALUES = 10

_BASE = len(ALPHABET)
_RECORD_LENGTH = 8
_RECORD_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 1)
_FEEDBACK_LENGTH = 10
_LOOKUP_LENGTH = 4
_SECRET_GROUP = 3
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")

_WRONG_CHECK = "One character looks wrong, or two are swapped. Check the code and type it again."


def make_record_code(random_values: Sequence[int]) -> str:
    """Return eight characters, the last a check character.

    `random_values` are seven whole numbers from 0 to 22; ValueError for anything else.
    """
    _require_random_values(random_values, RECORD_CODE_RANDOM_VALUES)
    weighted = sum(
        weight * value for weight, value in zip(_RECORD_WEIGHTS, random_values, strict=False)
    )
    return _characters([*random_values, -weighted % _BASE])


def format_record_code(code: str) -> str:
    """Print an eight-character record code as XXXX-XXXX."""
    return f"{code[:4]}-{code[4:]}"


def read_record_code(text: str) -> str:
    """Return the eight characters that were typed, in upper case without spaces or dashes.

    DomainError (field "code") says whether the length, a character or the check is wrong.
    """
    code = _read(text, _RECORD_LENGTH, "record code")
    weighted = sum(
        weight * ALPHABET.index(character)
        for weight, character in zip(_RECORD_WEIGHTS, code, strict=True)
    )
    if weighted % _BASE:
        raise DomainError(_WRONG_CHECK, field="code")
    return code


def make_feedback_code(random_values: Sequence[int]) -> str:
    """Return ten characters: four to look the invitation up by, then six secret ones.

    `random_values` are ten whole numbers from 0 to 22; ValueError for anything else.
    """
    _require_random_values(random_values, FEEDBACK_CODE_RANDOM_VALUES)
    return _characters(random_values)


def format_feedback_code(code: str) -> str:
    """Print a ten-character feedback code as "CDFG HJK MNP"."""
    lookup, secret = code[:_LOOKUP_LENGTH], code[_LOOKUP_LENGTH:]
    return f"{lookup} {secret[:_SECRET_GROUP]} {secret[_SECRET_GROUP:]}"


def read_feedback_code(text: str) -> tuple[str, str]:
    """Return the look-up part and the secret part of a typed code; only the shape is checked.

    DomainError (field "code") says whether the length or a character is wrong.
    """
    code = _read(text, _FEEDBACK_LENGTH, "feedback code")
    return code[:_LOOKUP_LENGTH], code[_LOOKUP_LENGTH:]


def _read(text: str, length: int, kind: str) -> str:
    kept = [c for c in text.upper() if not c.isspace() and c not in _DASHES]
    if not kept:
        raise DomainError(f"Type the {kind}.", field="code")
    unknown = next((c for c in kept if c not in ALPHABET), None)
    if unknown is not None:
        raise DomainError(
            f"No {kind} has the character {unknown!r} in it. Check the code and type it again.",
            field="code",
        )
    if len(kept) != length:
        raise DomainError(f"A {kind} has {length} characters. This has {len(kept)}.", field="code")
    return "".join(kept)


def _characters(values: Sequence[int]) -> str:
    return "".join(ALPHABET[value] for value in values)


def _require_random_values(values: Sequence[int], count: int) -> None:
    if len(values) != count or not all(0 <= value < _BASE for value in values):
        raise ValueError(f"{count} whole numbers from 0 to {_BASE - 1} are needed")
