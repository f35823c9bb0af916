"""What was released for good gives no small group away, whatever is subtracted from whatever."""

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from sdm_tool.domain.releases import Counts, Waiting, ending_modes, ending_teams

NOBODY = Counts()


def counts(complete, top, *, silent=5):
    return Counts(complete + silent, complete, top, 27 * top + 24 * (complete - top), 0)


def only_month(complete, top, *, silent=5):
    return Waiting(NOBODY, counts(complete, top, silent=silent))


@pytest.mark.parametrize(("complete", "ends"), [(0, False), (24, False), (25, True), (200, True)])
def test_a_block_needs_25_complete_answers(complete, ends):
    waiting = only_month(complete, complete // 2)
    assert ending_teams({"a": waiting}) == (frozenset("a") if ends else frozenset())


@pytest.mark.parametrize("top", [0, 40])
def test_answers_all_alike_wait_for_another(top):
    assert not ending_teams({"a": only_month(40, top)})
    assert ending_teams({"a": Waiting(counts(40, top), counts(1, 1 if top == 0 else 0))})


def test_a_thin_month_waits_and_merges_with_the_next():
    assert ending_teams({"a": Waiting(counts(20, 9), counts(8, 3))})


def test_a_block_does_not_end_when_it_would_say_that_everyone_of_the_month_answered():
    assert not ending_teams({"a": Waiting(counts(24, 9), counts(1, 0, silent=0))})
    assert ending_teams({"a": Waiting(counts(24, 9), counts(1, 0, silent=1))})


def test_modes_wait_while_a_lone_small_one_could_be_subtracted():
    large = only_month(60, 20)
    assert ending_modes({"paper": large, "hand-over": only_month(30, 9)}) == {"paper", "hand-over"}
    assert not ending_modes({"paper": large, "hand-over": only_month(9, 4)})
    small = {"hand-over": only_month(15, 4), "own-device": only_month(15, 7)}
    assert ending_modes({"paper": large} | small) == {"paper"}
    everyone = {name: only_month(15, 4, silent=0) for name in small}
    assert not ending_modes({"paper": large} | everyone)


@dataclass
class Releases:
    """Months of answers as the service releases them, and what an attacker learns from it."""

    teams: int
    modes: int
    months: list[dict[tuple[int, int], Counts]]
    blocks: list[list[tuple[int, int, int]]] = field(default_factory=list)
    """Cells (team, mode, month) whose sums were printed."""
    waiting: list[list[tuple[int, int, int]]] = field(default_factory=list)
    """Cells of groups that wait at the end, and of the months inside a block."""
    small: list[list[tuple[int, int, int]]] = field(default_factory=list)
    """Cells known to hold fewer than 25 complete answers: no block ended with them."""

    def sum(self, cells):
        parts = [self.months[month].get((team, mode), NOBODY) for team, mode, month in cells]
        return sum(parts, NOBODY)

    def release(self):
        of_team = defaultdict(list)
        of_mode = defaultdict(list)
        for month in range(len(self.months)):
            new = {}
            for team in range(self.teams):
                before = list(of_team[team])
                own = [(team, mode, month) for mode in range(self.modes)]
                of_team[team] += own
                new[team] = Waiting(self.sum(before), self.sum(own))
            ready = ending_teams(new)
            added = defaultdict(list)
            for team in range(self.teams):
                if team in ready:
                    self._print(of_team.pop(team), added)
                elif self.sum(of_team[team]).complete < 25:
                    self.small.append(list(of_team[team]))
            modes = {
                mode: Waiting(self.sum(of_mode[mode]), self.sum(added[mode]))
                for mode in range(self.modes)
            }
            for mode in range(self.modes):
                of_mode[mode] += added[mode]
            for mode in ending_modes(modes):
                self.blocks.append(of_mode.pop(mode))
        self.waiting += [cells for group in (of_team, of_mode) for cells in group.values()]
        return self

    def _print(self, cells, added):
        self.blocks.append(cells)
        months = sorted({month for _, _, month in cells})
        if len(months) > 1:
            self.waiting += [[cell for cell in cells if cell[2] == month] for month in months]
        for cell in cells:
            added[cell[1]].append(cell)

    def range_of(self, kind, cells):
        target = self._marks(cells, kind)
        return round(self._best(target)), round(-self._best(-target))

    def _best(self, target):
        equal, equals, below, belows = [], [], [], []
        for cells in self.blocks:
            held = self.sum(cells)
            equal += [self._marks(cells, "top"), self._marks(cells, "other")]
            equals += [held.top, held.complete - held.top]
        for team in range(self.teams):  # how many were offered the form is printed by team
            for month in range(len(self.months)):
                cells = [(team, mode, month) for mode in range(self.modes)]
                below.append(self._marks(cells, "complete"))
                belows.append(self.sum(cells).offered)
        for cells in self.small:
            below.append(self._marks(cells, "complete"))
            belows.append(24)
        found = linprog(
            target,
            A_eq=np.array(equal) if equal else None,
            b_eq=equals or None,
            A_ub=np.array(below),
            b_ub=belows,
        )
        assert found.success, found.message
        return found.fun

    def _marks(self, cells, kind):
        marks = np.zeros((2, self.teams, self.modes, len(self.months)))
        for cell in cells:
            if kind != "other":
                marks[0, *cell] = 1
            if kind != "top":
                marks[1, *cell] = 1
        return marks.ravel()


ANSWERED = st.one_of(st.sampled_from([0, 1, 12, 24, 25]), st.integers(0, 40))


@st.composite
def a_history(draw):
    teams, modes = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    months = []
    for _ in range(draw(st.integers(1, 4))):
        cells = {}
        for team in range(teams):
            for mode in range(modes):
                complete = draw(ANSWERED)
                top = round(complete * draw(st.sampled_from([0, 0.3, 0.9, 1])))
                cells[team, mode] = counts(complete, top, silent=draw(st.sampled_from([0, 1, 5])))
        months.append(cells)
    return Releases(teams, modes, months)


@settings(max_examples=60)
@given(a_history())
def test_no_arithmetic_over_all_releases_pins_what_a_small_group_answered(history):
    history.release()
    for cells in history.waiting:
        held = history.sum(cells)
        if not 0 < held.complete < 25:
            continue
        for kind in ("top", "other"):
            low, high = history.range_of(kind, cells)
            assert low < high, f"{cells} have exactly {low} {kind}"
