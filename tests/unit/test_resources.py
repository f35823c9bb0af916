"""What has to be said about another place for help, and beside which grids families read it."""

from datetime import date, timedelta

import pytest

from sdm_tool.domain.errors import DomainError
from sdm_tool.domain.grid import Ages, Grid
from sdm_tool.domain.resources import (
    CHECK_HOLDS_FOR,
    Cost,
    ResourceKind,
    complete,
    is_check_old,
    is_shown_beside,
    is_web_address,
)
from tests.factories.grids import minimal_grid
from tests.factories.resources import resource

CHECKED = date(2026, 11, 3)
NOWHERE = {"web_address": "", "phone": "", "place": ""}
SELF_HARM = {"slug": "self-harm", "title": "Self-harm", "safety_first": True}


@pytest.fixture(scope="module")
def low_mood() -> Grid:
    """For ages 11 to 17."""
    return minimal_grid(slug="low-mood")


def grid_of(**changes: object) -> Grid:
    """Rules about the content of such a grid do not matter here: only what it is about does."""
    grid = minimal_grid()
    for name, value in changes.items():
        object.__setattr__(grid, name, value)
    return grid


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"about": ""}, "about"),
        ({"region": "\t"}, "region"),
        (NOWHERE, "web_address"),
        ({"web_address": "www.helpline.example"}, "web_address"),
        ({"ages": Ages(-1, 17)}, "youngest"),
        ({"ages": Ages(11, 100)}, "oldest"),
        ({"ages": Ages(17, 11)}, "oldest"),
        ({"cost": Cost.COSTS_MONEY}, "cost_words"),
    ],
)
def test_what_is_missing_or_wrong_is_refused_beside_its_field(
    change: dict[str, object], field: str
):
    with pytest.raises(DomainError) as refusal:
        complete(resource(**change))
    assert refusal.value.field == field


@pytest.mark.parametrize("where", NOWHERE)
def test_one_way_to_find_it_is_enough(where: str):
    found = {**NOWHERE, where: "https://helpline.example/"}
    assert getattr(complete(resource(**found)), where) == "https://helpline.example/"


def test_spaces_around_the_words_are_not_kept():
    tidy = complete(resource(name=" Made-up line ", access="\tIn Urdu "))
    assert (tidy.name, tidy.access) == ("Made-up line", "In Urdu")


@pytest.mark.parametrize(
    "text",
    [
        "https://helpline.example",
        "HTTP://helpline.example/a?b=c#d",
        "https://helpline.example:8443/",
        "https://xn--hlp-hoa.example/",
    ],
)
def test_a_whole_http_or_https_address_is_one(text: str):
    assert is_web_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "helpline.example",
        "www.helpline.example",
        "https:/helpline.example",
        "https://",
        "https://helpline",
        "https://.",
        "javascript:alert(1)",
        "JavaScript://helpline.example/%0aalert(1)",
        "data:text/html,x",
        "ftp://helpline.example/",
        "//helpline.example/",
        "https://bank.example@helpline.example/",
        "https://helpline.example:port/",
        "https://helpline.example:0/",
        "https://[helpline.example/",
        "https://helpline.example/a b",
        "https://helpline.example/\n",
        "https://helpline.example/\u202ea",
        'https://helpline.example/"><script>',
        " https://helpline.example/",
    ],
)
def test_anything_else_is_no_web_address(text: str):
    assert not is_web_address(text)


def test_what_nobody_checked_is_not_shown(low_mood: Grid):
    assert not is_shown_beside(resource(), low_mood, checked_on=None)
    assert is_shown_beside(resource(), low_mood, checked_on=CHECKED)


def test_an_old_check_hides_nothing(low_mood: Grid):
    assert is_shown_beside(resource(), low_mood, checked_on=date(2020, 1, 1))


@pytest.mark.parametrize(
    ("slugs", "is_shown"),
    [
        (set(), True),
        ({"low-mood"}, True),
        ({"low-mood", "worry"}, True),
        ({"worry"}, False),
        ({"low-mood-parents"}, False),
    ],
)
def test_it_stands_beside_the_grids_it_names_or_all(
    low_mood: Grid, slugs: set[str], *, is_shown: bool
):
    details = resource(grid_slugs=frozenset(slugs))
    assert is_shown_beside(details, low_mood, checked_on=CHECKED) is is_shown


@pytest.mark.parametrize(
    ("youngest", "oldest", "is_shown"),
    [(0, 10, False), (0, 11, True), (17, 25, True), (18, 25, False), (12, 13, True), (5, 99, True)],
)
def test_its_ages_and_those_of_the_grid_have_one_in_common(
    low_mood: Grid, youngest: int, oldest: int, *, is_shown: bool
):
    details = resource(ages=Ages(youngest, oldest))
    assert is_shown_beside(details, low_mood, checked_on=CHECKED) is is_shown


@pytest.mark.parametrize(
    ("about", "kinds"),
    [
        (SELF_HARM, {"helpline", "information"}),
        ({**SELF_HARM, "slug": "self-harm-at-school"}, {"helpline", "information"}),
        ({**SELF_HARM, "safety_first": False}, {"helpline", "information"}),
        ({**SELF_HARM, "slug": "hurting-yourself"}, {"helpline", "information"}),
        ({"slug": "eating", "safety_first": True}, set(ResourceKind)),
        ({"slug": "low-mood"}, set(ResourceKind)),
    ],
)
def test_beside_self_harm_stand_helplines_and_information_only(
    about: dict[str, object], kinds: set[str]
):
    grid = grid_of(**about)
    shown = {
        kind
        for kind in ResourceKind
        if is_shown_beside(resource(kind=kind), grid, checked_on=CHECKED)
    }
    assert shown == kinds


def test_a_check_is_old_after_its_days_and_not_before():
    assert not is_check_old(CHECKED, CHECKED + CHECK_HOLDS_FOR)
    assert is_check_old(CHECKED, CHECKED + CHECK_HOLDS_FOR + timedelta(days=1))
    assert not is_check_old(None, CHECKED)
