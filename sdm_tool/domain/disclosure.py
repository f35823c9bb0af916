"""Which CollaboRATE figures may stand together without giving away a small group by subtraction.

Everything here is about one respondent and one period; respondents are never pooled. A figure is
the complete count, the score and the response rate of a group: shown together or not at all.
`suppressed` is another rule, for counts of any kind that leave the service.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sdm_tool.domain.collaborate import FLOOR

HIDDEN_COUNT: Final = "*"

_HIGHEST_HIDDEN: Final = 7
_NEAREST: Final = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """The figures that may be shown: of which teams, of which modes, of the organisation."""

    teams: frozenset[str]
    modes: frozenset[str]
    organisation: bool


def decide(team_counts: Mapping[str, int], mode_counts: Mapping[str, int]) -> Shown:
    """Decide from complete counts what may be shown for one respondent and period.

    Both mappings divide the same responses: by team, and by mode over the whole organisation
    (ValueError when their sums differ). A team or mode that was offered but has no complete
    response counts as 0 and is hidden; leave out one that offered nothing in the period.

    A team is shown from 25. The organisation is shown only when neither the hidden teams nor the
    hidden modes can be told from what remains. Modes add up to the organisation, so they are
    shown only beside it: otherwise a lone hidden team would be the modes less the other teams.
    """
    if sum(team_counts.values()) != sum(mode_counts.values()):
        raise ValueError("teams and modes must divide the same responses")
    organisation = total_may_be_shown(team_counts.values()) and total_may_be_shown(
        mode_counts.values()
    )
    return Shown(
        teams=_large_enough(team_counts),
        modes=_large_enough(mode_counts) if organisation else frozenset(),
        organisation=organisation,
    )


def total_may_be_shown(parts: Iterable[int]) -> bool:
    """Whether a total may stand beside those of its parts that have 25 or more.

    What the hidden parts have together can be found by subtraction. So there must be none
    hidden, or at least two with 25 or more between them, and not every one of them a single
    response short of 25 (their sum would then give each away). The same holds for any other
    whole: the months of a quarter, or late and prompt answers.
    """
    counts = list(parts)
    if min(counts, default=0) < 0:
        raise ValueError("counts cannot be negative")
    hidden = [count for count in counts if count < FLOOR]
    if not hidden:
        return bool(counts)
    return FLOOR <= sum(hidden) < (FLOOR - 1) * len(hidden)


def suppressed(count: int) -> str:
    """Write a count so that small ones cannot be told: 0 as "0", 1 to 7 as "*".

    Any other is rounded to the nearest 5. ValueError unless it is a whole number from 0. The rule
    of NHS Digital for hospital data below national level (since 2018). It hides no percentage.
    """
    if type(count) is not int or count < 0:
        raise ValueError(f"not a whole number from 0: {count!r}")
    if 0 < count <= _HIGHEST_HIDDEN:
        return HIDDEN_COUNT
    return str((count + _NEAREST // 2) // _NEAREST * _NEAREST)


def _large_enough(counts: Mapping[str, int]) -> frozenset[str]:
    return frozenset(name for name, count in counts.items() if count >= FLOOR)
