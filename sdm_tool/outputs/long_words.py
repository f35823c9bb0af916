"""Room to break words that are longer than a line, so that a page of them is drawn quickly."""

import re
import unicodedata

ZERO_WIDTH_SPACE = "\u200b"
LONGEST_UNBROKEN = 60
PIECE = 10
"""Short enough that a narrow line ends near one: WeasyPrint then looks at few characters a line."""
_TOO_LONG = re.compile(rf"\S{{{LONGEST_UNBROKEN + 1},}}")
# Marks, joiners and skin tones belong to the character before them.
_BELONGS_TO_THE_ONE_BEFORE = frozenset({"Mn", "Mc", "Me", "Cf", "Sk"})


def breakable(text: str) -> str:
    """The text with a zero-width space after about 10 characters of every run of more than 60.

    Other text comes back as it is. No character is parted from the marks and joiners after it.
    """
    return _TOO_LONG.sub(lambda found: ZERO_WIDTH_SPACE.join(_pieces(found[0])), text)


def _pieces(run: str) -> list[str]:
    pieces, begin, end = [], 0, PIECE
    while end < len(run):
        if _may_part(run[end - 1], run[end]):
            pieces.append(run[begin:end])
            begin, end = end, end + PIECE
        else:
            end += 1
    return [*pieces, run[begin:]]


def _may_part(before: str, after: str) -> bool:
    return (
        unicodedata.category(before) != "Cf"
        and unicodedata.category(after) not in _BELONGS_TO_THE_ONE_BEFORE
    )
