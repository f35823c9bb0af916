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

    A block needs 25 complete answers that are not all alike. A month that waits merges with later
    months only. Teams are never added to what other teams have not released, so no sum of teams
    tells of one that waits.
    """
    return frozenset(team for team, waiting in teams.items() if _may_end(waiting))


def ending_modes(modes: Mapping[str, Waiting]) -> frozenset[str]:
    """Return the modes whose block ends now, from what the released blocks of teams hold in each.

    The modes add up to the teams, so what the waiting modes have together can be found by
    subtraction: no mode's block ends while that would tell of one of them.
    """
    able = frozenset(mode for mode, waiting in modes.items() if _may_end(waiting))
    return frozenset() if _tell(modes[mode] for mode in modes if mode not in able) else able


def _may_end(waiting: Waiting) -> bool:
    total, month, before = waiting.total, waiting.month, waiting.before
    if total.complete < FLOOR or total.top in (0, total.complete):
        return False
    if not before.offered or before.complete >= FLOOR:
        return True
    # That no block ended before says that fewer than 25 answered until then. Where everyone of
    # this month must have answered to make it 25, it says so of each of them.
    return max(0, total.complete - month.offered) < min(FLOOR - 1, before.offered)


def _tell(groups: Iterable[Waiting]) -> bool:
    """Whether the sum of what these groups have tells of one of them."""
    hidden = [waiting.total for waiting in groups if waiting.total.offered]
    together = sum(hidden, Counts())
    most = sum(
        min(FLOOR - 1, counts.offered) if counts.complete < FLOOR else counts.offered
        for counts in hidden
    )
    return bool(hidden) and (
        len(hidden) == 1
        or not FLOOR <= together.complete < most
        or together.top in (0, together.complete)
    )
