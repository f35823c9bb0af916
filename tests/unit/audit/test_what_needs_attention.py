"""What the overview says first: responses that are few, or that moved by more than 10 points."""

from dataclasses import replace

import pytest

from sdm_tool.services.audit_groups import Group
from tests.unit.audit.test_overview_words import group, present

FELL = "A higher score on a falling rate is not improvement."
ROSE = "Others answer now than before, so compare with care."


def team(name, now, before=None):
    """A team whose response was `now`, and `before` it: (complete, offered) each."""
    (complete, offered), earlier = now, before and group(name, before[0], 9, offered=before[1])
    return group(name, complete, 9, offered=offered, before=earlier)


def test_nothing_to_say_when_responses_are_many_and_steady():
    assert (
        present(teams=[team("Steady", (50, 100), (45, 100)), team("New", (90, 100))]).attention
        == ()
    )


def test_a_fall_and_a_rise_are_said_each_with_what_it_means():
    teams = [team("Fewer", (40, 100), (55, 100)), team("More", (70, 100), (50, 100))]
    fell, rose = present(teams=teams).attention
    assert fell == f"Parents and carers, Fewer: the response rate fell from 55% to 40%. {FELL}"
    assert rose == f"Parents and carers, More: the response rate rose from 50% to 70%. {ROSE}"


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ((60, 100), (50, 100)),
        ((50, 100), (60, 100)),
        # As floats these lie a hair more than 10 points apart.
        ((28, 45), (52, 72)),
        ((30, 51), (117, 170)),
    ],
)
def test_exactly_10_points_does_not_count(now, before):
    assert present(teams=[team("Getting Help", now, before)]).attention == ()


def test_a_little_more_than_10_points_counts():
    (line,) = present(teams=[team("Getting Help", (601, 1000), (500, 1000))]).attention
    assert "rose from 50% to 60%" in line


def test_all_that_are_low_stand_in_one_line_and_who_moved_in_their_own():
    modes = [group("paper", 26, 9, offered=100)]
    teams = [team("Alder", (29, 100), (41, 100)), team("Beech", (28, 100))]
    low, fell = present(teams=teams, modes=modes).attention
    assert "answered it: Alder, Beech and paper." in low
    assert fell.startswith("Parents and carers, Alder: the response rate fell from 41% to 29%.")


def test_a_group_without_a_score_is_never_named():
    well = group("Small", 90, 9, offered=100)
    now, before = Group("Small", 100, None, before=well), Group("Small", 0, None)
    assert present(teams=[now, replace(well, before=before)]).attention == ()


@pytest.mark.parametrize(("overdue", "words"), [(0, ""), (1, "1 grid"), (3, "3 grids")])
def test_grids_that_should_have_been_looked_at_again_are_counted(overdue, words):
    assert present(overdue=overdue).grids_overdue == words
