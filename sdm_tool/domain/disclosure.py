"""Writing counts that leave the service so that small ones cannot be told."""

from typing import Final

HIDDEN_COUNT: Final = "*"
_HIGHEST_HIDDEN: Final = 7
_NEAREST: Final = 5


def suppressed(count: int) -> str:
    """Write a count so that small ones cannot be told: 0 as "0", 1 to 7 as "*".

    Any other is rounded to the nearest 5. ValueError unless it is a whole number from 0. The rule
    of NHS Digital for hospital data below national level (since 2018). It hides no percentage.
    """
    if type(count) is not int or count < 0:
        raise ValueError(f"not a whole number from 0: {count!r}")
    if 0 < count <= _HIGHEST_HIDDEN:
        return HIDDEN_COUNT
    return str(rounded(count))


def rounded(count: int) -> int:
    """Round a count that may be told to the nearest 5: `suppressed` says which may."""
    return (count + _NEAREST // 2) // _NEAREST * _NEAREST
