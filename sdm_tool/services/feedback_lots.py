"""Drawing lots on whose answers are counted apart from all fairness bands."""

from collections.abc import Iterable
from random import SystemRandom

LEFT_OUT = 0.2
"""Of those offered the form. No block ends before 50 are left out: fewer would wait longer."""


def draw_lots(dimensions: Iterable[str]) -> frozenset[str]:
    """Return the dimensions that one person is left out of. Each has a lot of its own.

    So two dimensions are never of exactly the same people, and neither is of all of them.
    """
    lots = SystemRandom()
    return frozenset(name for name in sorted(dimensions) if lots.random() < LEFT_OUT)
