"""When the answers of a team, or of a way of asking, may be released for good.

What was released stands for ever, so whoever keeps old pages can subtract any one from any other.
A release is therefore cut into blocks of months that are never cut again: all that subtraction
can find is how many answers still wait at the end of a block, and that is looked at here first.
Everything here is about one respondent; respondents are never pooled.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sdm_tool.domain.collaborate import FLOOR


@dataclass(frozen=True, slots=True)
class Counts:
    """Offers and answers of a group, added up. `top` and `sum_of_items` are of complete answers."""

    offered: int = 0
    complete: int = 0
    top: int = 0
    sum_of_items: int = 0
    incomplete: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.offered + other.offered,
            self.complete + other.complete,
            self.top + other.top,
            self.sum_of_items + other.sum_of_items,
            self.incomplete + other.incomplete,
        )

    def __sub__(self, other: "Counts") -> "Counts":
        return Counts(
            self.offered - other.offered,
            self.complete - other.complete,
            self.top - other.top,
            self.sum_of_items - other.sum_of_items,
            self.incomplete - other.incomplete,
        )


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a group has had since its last block: in the months `before`, and in the one closing."""

    before: Counts
    month: Counts

    @property
    def total(self) -> Counts:
        return self.before + self.month


def ending_teams(teams: Mapping[str, Waiting]) -> frozenset[str]:
    """Return the teams whose block ends with the month that is closing; the others wait.

    A month that waits merges with later months only. Teams are never added to what other teams
    have not released, so no sum of teams tells of one that waits.
    """
    return frozenset(team for team, waiting in teams.items() if _may_end(waiting))


def modes_may_be_told(modes: Iterable[Waiting]) -> bool:
    """Whether a block may also be divided by mode: only if each part could stand alone.

    `modes` are what the block holds in each mode, its last month apart.
    """
    return all(_may_end(waiting) for waiting in modes if waiting.total.offered)


def _may_end(waiting: Waiting) -> bool:
    """A block needs 25 complete answers, not all alike, and somebody who returned no form.

    And it must leave open what the months before its last one held: that no block ended with them
    says that fewer than 25 answered until then, or that one of these rules held them back.
    """
    total, month, before = waiting.total, waiting.month, waiting.before
    if total.complete < FLOOR or total.top in (0, total.complete):
        return False
    if total.complete + total.incomplete >= total.offered:
        return False
    fewest_before = max(0, total.complete - month.offered)
    return not before.offered or fewest_before < min(FLOOR - 1, before.offered)
