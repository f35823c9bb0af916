"""Events of n people or meetings: what p-charts and funnel plots are drawn from."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proportion:
    """`events` of `n`, both whole numbers; ValueError unless 0 <= events <= n. n may be 0."""

    events: int
    n: int

    def __post_init__(self) -> None:
        if not 0 <= self.events <= self.n:
            raise ValueError(f"{self.events} of {self.n} is not a proportion")

    @property
    def percent(self) -> float | None:
        """From 0 to 100, not rounded; None when n is 0."""
        return 100 * self.events / self.n if self.n else None


def pooled(proportions: Iterable[Proportion]) -> Proportion:
    """Return all events of all n together: the weighted mean, not the mean of the percentages."""
    found = list(proportions)
    return Proportion(sum(one.events for one in found), sum(one.n for one in found))
