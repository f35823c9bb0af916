"""What was released for good gives no small group away, whatever is subtracted from whatever."""

from collections import defaultdict
from itertools import product

import pytest

from sdm_tool.domain import releases
from sdm_tool.domain.releases import Counts, Waiting, ending_teams, modes_may_be_told

NOBODY = Counts()
LOW_FLOOR = 3
"""In place of 25, so that every history there can be is looked at."""


def counts(complete, top, *, silent=5, blank=0):
    offered = complete + blank + silent
    return Counts(offered, complete, top, 27 * top + 24 * (complete - top), blank)


def only_month(complete, top, *, silent=5, blank=0):
    return Waiting(NOBODY, counts(complete, top, silent=silent, blank=blank))


@pytest.mark.parametrize(("complete", "ends"), [(0, False), (24, False), (25, True), (200, True)])
def test_a_block_needs_25_complete_answers(complete, ends):
    waiting = only_month(complete, complete // 2)
    assert ending_teams({"a": waiting}) == (frozenset("a") if ends else frozenset())


@pytest.mark.parametrize("top", [0, 40])
def test_answers_all_alike_wait(top):
    assert not ending_teams({"a": only_month(40, top)})


def test_one_other_answer_after_many_alike_does_not_end_the_wait():
    one_other = counts(1, 0)
    assert not ending_teams({"a": Waiting(counts(40, 40, silent=0), one_other)})


def test_a_thin_month_waits_and_merges_with_the_next():
    assert ending_teams({"a": Waiting(counts(20, 9), counts(8, 3))})


def test_a_block_does_not_end_when_it_would_say_that_everyone_of_the_month_answered():
    assert not ending_teams({"a": Waiting(counts(24, 9), counts(1, 0, silent=0))})
    assert ending_teams({"a": Waiting(counts(24, 9), counts(1, 0, silent=1))})


def test_a_month_in_which_nobody_was_asked_ends_no_wait():
    assert not ending_teams({"a": Waiting(counts(25, 9), NOBODY)})


@pytest.mark.parametrize("blank", [0, 4])
def test_a_block_waits_while_everyone_returned_the_form(blank):
    assert not ending_teams({"a": only_month(30, 9, silent=0, blank=blank)})
    assert ending_teams({"a": only_month(30, 9, silent=1, blank=blank)})


def test_a_block_is_divided_by_mode_only_where_each_part_could_stand_alone():
    assert modes_may_be_told([only_month(60, 20), only_month(30, 9)])
    assert modes_may_be_told([only_month(60, 20), only_month(0, 0, silent=0)])
    for small in (only_month(9, 4), only_month(40, 40), only_month(30, 9, silent=0)):
        assert not modes_may_be_told([only_month(60, 20), small])


def printed(history):
    """What an attacker sees of one team's months, each with a cell for every mode: every block
    with its months and sums, and its parts by mode where it may be divided.
    """
    seen, waits = [], []
    for number, month in enumerate(history):
        before = sum((cell for earlier in waits for cell in earlier), NOBODY)
        waits.append(month)
        if ending_teams({"a": Waiting(before, sum(month, NOBODY))}):
            modes = [
                Waiting(sum((earlier[mode] for earlier in waits[:-1]), NOBODY), month[mode])
                for mode in range(len(month))
            ]
            parts = tuple(mode.total for mode in modes) if modes_may_be_told(modes) else ()
            seen.append((number, sum((cell for each in waits for cell in each), NOBODY), parts))
            waits = []
    return tuple(seen)


def every_cell(offered):
    return [
        Counts(offered, complete, top, 0, 0)
        for complete in range(offered + 1)
        for top in range(complete + 1)
    ]


def pinned(offers):
    """Look at every history with these offers by month and mode; return what is known for sure.

    The attacker knows the offers of every month and mode, and the rules.
    """
    alike = defaultdict(list)
    cells = [every_cell(offered) for month in offers for offered in month]
    width = len(offers[0])
    for chosen in product(*cells):
        months = [chosen[start : start + width] for start in range(0, len(chosen), width)]
        alike[printed(months)].append(months)
    found = []
    for seen, histories in alike.items():
        for month, mode in product(range(len(offers)), range(width)):
            group = [history[month][mode] for history in histories]
            if min(cell.complete for cell in group) >= LOW_FLOOR or not offers[month][mode]:
                continue
            for name, values in (
                ("complete", {cell.complete for cell in group}),
                ("top", {cell.top for cell in group}),
                ("other", {cell.complete - cell.top for cell in group}),
            ):
                if len(values) == 1 and (name == "complete" or values != {0}):
                    found.append((offers, month, mode, name, values, seen))
    return found


ONE_MODE = list(product(range(5), repeat=3))
TWO_MODES = [
    ((4, 4), (1, 1)),
    ((4, 1), (4, 1)),
    ((4, 4), (4, 0)),
    ((5, 4), (1, 0)),
    ((3, 3), (2, 1)),
]


def test_no_month_of_any_history_of_three_is_pinned(monkeypatch):
    monkeypatch.setattr(releases, "FLOOR", LOW_FLOOR)
    found = [pin for months in ONE_MODE for pin in pinned([(month,) for month in months])]
    assert found == []


@pytest.mark.parametrize("offers", TWO_MODES)
def test_no_mode_of_any_history_of_two_months_is_pinned(monkeypatch, offers):
    monkeypatch.setattr(releases, "FLOOR", LOW_FLOOR)
    assert pinned(offers) == []


def test_this_attacker_finds_what_a_careless_rule_gives_away(monkeypatch):
    monkeypatch.setattr(releases, "FLOOR", LOW_FLOOR)
    monkeypatch.setattr(releases, "_may_end", lambda waiting: waiting.total.complete >= LOW_FLOOR)
    assert pinned([(2,), (1,)])
    assert pinned([(4, 1), (4, 1)])
