"""What pages say about another place for help: whom it is for, what it costs, and its check."""

from dataclasses import replace
from datetime import date

import pytest

from sdm_tool.domain.grid import Ages
from sdm_tool.domain.resources import Cost, ResourceKind
from sdm_tool.persistence.queries.resources import ResourceSeen
from sdm_tool.web.resource_presenters import (
    COST_WORDS,
    KIND_WORDS,
    for_ages,
    present_check,
    present_resource,
)
from sdm_tool.web.settings.resource_presenters import present_checks_due, present_resource_lines
from tests.factories.resources import HELPLINE, resource

TODAY = date(2026, 11, 3)
SEEN = ResourceSeen("r1", HELPLINE, checked_on=TODAY, checked_by="a1", row_version=1)
OLD = replace(SEEN, checked_on=date(2026, 5, 6))
UNCHECKED = replace(SEEN, checked_on=None, checked_by=None)


@pytest.mark.parametrize(
    ("youngest", "oldest", "words"),
    [
        (11, 17, "Ages 11 to 17"),
        (16, 16, "Age 16"),
        (16, 99, "Ages 16 and over"),
        (0, 18, "Ages up to 18"),
        (0, 99, "Any age"),
    ],
)
def test_ages_are_said_in_words(youngest: int, oldest: int, words: str):
    assert for_ages(Ages(youngest, oldest)) == words


@pytest.mark.parametrize(
    ("cost", "more", "words"),
    [
        (Cost.FREE, "", "Free"),
        (Cost.FREE, "also from a mobile", "Free: also from a mobile"),
        (Cost.COSTS_MONEY, "£4 a month", "It costs money: £4 a month"),
    ],
)
def test_the_cost_is_said_in_words(cost: Cost, more: str, words: str):
    assert present_resource(resource(cost=cost, cost_words=more)).cost == words


def test_every_kind_and_cost_has_words():
    assert set(KIND_WORDS) == set(ResourceKind)
    assert set(COST_WORDS) == set(Cost)


def test_families_read_the_day_of_the_check_and_that_it_is_old():
    assert present_check(SEEN, TODAY) == "Checked on 3 November 2026."
    assert present_check(OLD, TODAY) == (
        "Checked on 6 May 2026. That is more than 180 days ago. Some of it may have changed since."
    )
    assert present_check(UNCHECKED, TODAY) == "Not checked yet."


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        (SEEN, "Checked on 3 November 2026 by R. Adams."),
        (
            OLD,
            "Checked on 6 May 2026 by R. Adams. That is more than 180 days ago: check it again.",
        ),
        (replace(SEEN, checked_by="gone"), "Checked on 3 November 2026 by someone."),
        (UNCHECKED, "Not checked yet. Families do not see it."),
    ],
)
def test_the_list_says_who_checked_and_what_to_do(seen: ResourceSeen, words: str):
    (line,) = present_resource_lines([seen], titles={}, names={"a1": "R. Adams"}, today=TODAY)
    assert line.checked == words


@pytest.mark.parametrize(
    ("slugs", "words"),
    [
        (set(), "Beside every grid of its ages."),
        ({"worry", "low-mood"}, "Beside: Low mood and worry."),
    ],
)
def test_the_list_names_the_grids_or_their_slugs(slugs: set[str], words: str):
    seen = replace(SEEN, details=resource(grid_slugs=frozenset(slugs)))
    titles = {"low-mood": "Low mood"}
    (line,) = present_resource_lines([seen], titles=titles, names={}, today=TODAY)
    assert line.beside == words


def test_what_is_to_be_checked_is_counted():
    assert present_checks_due([SEEN], TODAY) == []
    assert present_checks_due([SEEN, OLD, OLD, UNCHECKED], TODAY) == [
        "Not checked yet, so families do not see them: 1.",
        "Checked more than 180 days ago: 2.",
    ]
