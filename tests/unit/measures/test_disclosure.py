"""Nothing shown about CollaboRATE can be subtracted to learn about a group under 25."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdm_tool.domain.disclosure import decide, total_may_be_shown

FLOOR = 25
CELL = st.one_of(st.sampled_from([0, 24]), st.integers(0, 12), st.integers(0, 60))


@st.composite
def answered(draw):
    """Complete counts of every team (rows) by every mode (columns): the truth nobody sees."""
    teams, modes = draw(st.integers(1, 5)), draw(st.integers(1, 3))
    cells = draw(st.lists(CELL, min_size=teams * modes, max_size=teams * modes))
    return np.array(cells).reshape(teams, modes)


def decided(truth):
    return decide(
        {str(team): int(count) for team, count in enumerate(truth.sum(axis=1))},
        {str(mode): int(count) for mode, count in enumerate(truth.sum(axis=0))},
    )


def indicator(truth, *, teams=(), modes=()):
    """Which cells of the table a figure of these teams, or of these modes, adds up."""
    marks = np.zeros(truth.shape)
    marks[list(teams), :] = 1
    marks[:, list(modes)] = 1
    return marks.ravel()


def everything_shown(truth, shown):
    figures = [indicator(truth, teams=[int(team)]) for team in shown.teams]
    figures += [indicator(truth, modes=[int(mode)]) for mode in shown.modes]
    if shown.organisation:
        figures.append(np.ones(truth.size))
    return figures


def can_be_worked_out(target, figures):
    """Whether adding and subtracting the figures in any proportion gives the target."""
    if not figures:
        return False
    known = np.array(figures)
    return np.linalg.matrix_rank(np.vstack([known, target])) == np.linalg.matrix_rank(known)


def small_groups(truth):
    """Every set of teams, and every set of modes, with under 25 complete between them."""
    teams, modes = truth.shape
    for size in range(1, teams + 1):
        for chosen in combinations(range(teams), size):
            if truth[list(chosen), :].sum() < FLOOR:
                yield indicator(truth, teams=chosen)
    for size in range(1, modes + 1):
        for chosen in combinations(range(modes), size):
            if truth[:, list(chosen)].sum() < FLOOR:
                yield indicator(truth, modes=chosen)


@settings(max_examples=200)
@given(answered())
def test_no_subtraction_finds_a_small_group(truth):
    figures = everything_shown(truth, decided(truth))
    for small in small_groups(truth):
        assert not can_be_worked_out(small, figures)


@settings(max_examples=200)
@given(answered())
def test_no_hidden_team_or_mode_is_pinned_by_knowing_that_it_is_under_25(truth):
    shown = decided(truth)
    if not shown.organisation:
        return
    for counts, names in ((truth.sum(axis=1), shown.teams), (truth.sum(axis=0), shown.modes)):
        hidden = [count for part, count in enumerate(counts) if str(part) not in names]
        others_at_most = (FLOOR - 1) * (len(hidden) - 1)
        least, most = max(0, sum(hidden) - others_at_most), min(FLOOR - 1, sum(hidden))
        assert not hidden or least < most


@given(answered())
def test_teams_are_shown_from_25_whatever_else_is_hidden(truth):
    large = {str(team) for team, count in enumerate(truth.sum(axis=1)) if count >= FLOOR}
    assert decided(truth).teams == large


def test_everything_is_shown_when_every_group_is_large():
    shown = decide({"a": 25, "b": 60}, {"hand-over": 40, "paper": 45})
    assert shown.teams == {"a", "b"}
    assert shown.modes == {"hand-over", "paper"}
    assert shown.organisation


def test_the_organisation_is_hidden_while_exactly_one_team_is():
    shown = decide({"a": 40, "b": 50, "c": 24}, {"hand-over": 114})
    assert shown.teams == {"a", "b"}
    assert not shown.organisation


def test_a_team_with_no_response_is_a_hidden_team():
    assert not decide({"a": 40, "b": 50, "c": 0}, {"hand-over": 90}).organisation
    assert not decide({"a": 40, "b": 0, "c": 0}, {"hand-over": 40}).organisation


def test_two_hidden_teams_need_25_between_them():
    assert not decide({"a": 40, "b": 20, "c": 4}, {"paper": 64}).organisation
    assert decide({"a": 40, "b": 20, "c": 5}, {"paper": 65}).organisation


def test_modes_do_not_give_away_the_one_hidden_team():
    shown = decide({"a": 40, "b": 50, "c": 10}, {"hand-over": 50, "paper": 50})
    assert not shown.organisation
    assert shown.modes == set()


def test_teams_do_not_give_away_the_one_hidden_mode():
    shown = decide({"a": 40, "b": 50}, {"hand-over": 60, "own-device": 28, "paper": 2})
    assert shown.teams == {"a", "b"}
    assert not shown.organisation
    assert shown.modes == set()


def test_two_hidden_teams_at_24_each_would_be_known():
    assert not total_may_be_shown([90, 24, 24])
    assert total_may_be_shown([90, 24, 23])


def test_a_quarter_does_not_give_away_its_one_small_month():
    assert not total_may_be_shown([30, 30, 10])
    assert total_may_be_shown([30, 30, 30])


def test_with_nothing_to_count_nothing_is_shown():
    shown = decide({}, {})
    assert not shown.organisation
    assert shown.teams == shown.modes == set()


def test_teams_and_modes_must_divide_the_same_responses():
    with pytest.raises(ValueError, match="same responses"):
        decide({"a": 40}, {"paper": 39})


def test_counts_cannot_be_negative():
    with pytest.raises(ValueError, match="negative"):
        total_may_be_shown([30, -1])
