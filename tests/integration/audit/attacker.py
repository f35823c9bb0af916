"""Someone who reads the audit page and works out all that its numbers allow.

The attacker knows the rules, and that a team or mode without a score has 24 complete answers or
fewer. Unknown are, for every team and mode crossed, the top scores and the other complete answers;
everything printed is an equation or a bound on their sums. Bounds of such sums are whole numbers
(the equations divide one table by rows and by columns), so linear programming is all it takes.
"""

import re
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from tests.client import Page
from tests.client.page import text_of

AXIS_START, AXIS_PER_POINT = 8, 2.24
MOST_HIDDEN = 24
NO_SCORE_YET = "No score yet: under 25 complete answers"


@dataclass(frozen=True)
class Printed:
    """One row of the page: the counts are None where the page has words instead."""

    name: str
    offered: int
    complete: int | None
    top: int | None
    says_small: bool


def read_rows(page: Page, table_id: str) -> list[Printed]:
    return [_read_row(row) for row in page.all(f"#{table_id} tbody tr")]


def _read_row(row) -> Printed:
    cells = [text_of(cell) for cell in row if cell.tag in ("th", "td")]
    offered = _number(cells[1])
    circles = [part for part in row.iter() if part.tag.endswith("circle")]
    if not circles:
        assert not re.search(r"\d", cells[2].replace(NO_SCORE_YET, "")), cells
        assert len(cells) == 3
        return Printed(cells[0], offered, None, None, says_small=cells[2] == NO_SCORE_YET)
    complete = _number(cells[2])
    # The dot is drawn more exactly than the per cent is written.
    share = (float(circles[0].get("cx")) - AXIS_START) / AXIS_PER_POINT / 100
    return Printed(cells[0], offered, complete, round(share * complete), says_small=False)


def _number(text: str) -> int:
    return int(text.replace(",", ""))


class Attack:
    """What follows from one respondent's rows: teams, modes and the total of both."""

    def __init__(self, teams: list[Printed], modes: list[Printed], total: Printed) -> None:
        self.shape = (len(teams), len(modes))
        self.cells = len(teams) * len(modes)
        self.equations: list[tuple[np.ndarray, int]] = []
        self.at_most: list[tuple[np.ndarray, int]] = []
        for index, team in enumerate(teams):
            self._learn(self._marks(team=index), team)
        for index, mode in enumerate(modes):
            self._learn(self._marks(mode=index), mode)
        self._learn(np.ones(self.cells), total)

    def range_of(
        self, kind: str, *, team: int | None = None, mode: int | None = None
    ) -> tuple[int, int]:
        """The fewest and the most "top", "other" or "complete" answers a group can have."""
        marks = self._marks(team=team, mode=mode)
        target = self._both(marks, kind)
        low, high = self._best(target), -self._best(-target)
        return round(low), round(high)

    def _learn(self, marks: np.ndarray, row: Printed) -> None:
        if row.complete is None:
            most = min(MOST_HIDDEN, row.offered) if row.says_small else row.offered
            self.at_most.append((self._both(marks, "complete"), most))
            return
        self.equations.append((self._both(marks, "top"), row.top))
        self.equations.append((self._both(marks, "other"), row.complete - row.top))

    def _marks(self, team: int | None = None, mode: int | None = None) -> np.ndarray:
        marks = np.zeros(self.shape)
        if team is not None:
            marks[team, :] = 1
        if mode is not None:
            marks[:, mode] = 1
        return marks.ravel()

    def _both(self, marks: np.ndarray, kind: str) -> np.ndarray:
        nothing = np.zeros(self.cells)
        return np.concatenate(
            [marks if kind != "other" else nothing, marks if kind != "top" else nothing]
        )

    def _best(self, target: np.ndarray) -> float:
        found = linprog(
            target,
            A_eq=np.array([row for row, _ in self.equations]) if self.equations else None,
            b_eq=[value for _, value in self.equations] or None,
            A_ub=np.array([row for row, _ in self.at_most]) if self.at_most else None,
            b_ub=[value for _, value in self.at_most] or None,
        )
        assert found.success, found.message
        return found.fun
