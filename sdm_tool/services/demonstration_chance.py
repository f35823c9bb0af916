"""Seeded chance for the made-up store: the same seed gives the same store."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance(Random):
    """A source of made-up choices. Nothing secret comes from it."""

    def happens(self, share: float) -> bool:
        """Return True in this share (0 to 1) of cases."""
        return self.random() < share

    def sometimes(self, share: float, words: Sequence[str]) -> str:
        """Return one of the words in this share of cases, else nothing."""
        return self.choice(words) if self.happens(share) else ""

    def weighted(self, choices: Sequence[tuple[T, float]]) -> T:
        """Return one of the choices, each as often as its weight says."""
        return self.choices([c for c, _ in choices], [weight for _, weight in choices])[0]
