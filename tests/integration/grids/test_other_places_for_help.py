"""Below a grid families read other places for help: checked, for this grid, and with their day."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from sdm_tool.domain.grid import Ages
from sdm_tool.domain.permissions import Role, Scope
from sdm_tool.domain.reading_age import AIM, reading_age
from sdm_tool.domain.resources import ResourceKind
from tests.client import PageClient
from tests.client.page import Page, text_of
from tests.clock import Clock
from tests.factories.conversations import MET_AT
from tests.factories.people import make_account, scope_of
from tests.factories.resources import keep_resource
from tests.integration.grids.conftest import Browser

LOW_MOOD = "/grids/low-mood/0.1"
SECTION = "section[aria-labelledby='resources']"


@pytest.fixture
def scope(store: Session) -> Scope:
    roles = [Role.ADMINISTRATOR]
    return scope_of(make_account(store, "adams", roles=roles), roles)


@pytest.fixture
def reader(browser: Browser) -> PageClient:
    return browser("okafor", Role.CLINICIAN)


def keep(store: Session, scope: Scope, name: str, **changes: object) -> None:
    """Keep a place that was checked."""
    keep_resource(store, scope, at=MET_AT, checked_at=MET_AT, name=name, **changes)


def names(page: Page) -> list[str]:
    return [text_of(found) for found in page.all(f"{SECTION} h3")]


def test_without_any_nothing_is_said(reader: PageClient):
    assert "Other places for help" not in reader.get(LOW_MOOD).text


def test_what_nobody_checked_is_not_there(reader: PageClient, store: Session, scope: Scope):
    keep_resource(store, scope, at=MET_AT)
    assert "Other places for help" not in reader.get(LOW_MOOD).text


def test_a_place_says_what_it_is_where_for_whom_and_when_it_was_checked(
    reader: PageClient, store: Session, scope: Scope
):
    keep(store, scope, "Made-up helpline", access="In Urdu")
    said = text_of(reader.get(LOW_MOOD).one(SECTION))
    for words in (
        "Made-up helpline You can ring and talk with someone.",
        "Helpline or crisis help",
        "https://helpline.example/",
        "01632 960 011",
        "Ages 11 to 25, in England",
        "Free",
        "In Urdu",
        "Checked on 3 November 2026.",
    ):
        assert words in said


def test_a_web_address_is_a_link_that_tells_the_place_nothing(
    reader: PageClient, store: Session, scope: Scope
):
    keep(store, scope, "Made-up helpline")
    link = reader.get(LOW_MOOD).one(f"{SECTION} a")
    assert link.get("href") == "https://helpline.example/"
    assert link.get("rel") == "noreferrer noopener"


def test_an_old_check_is_said_in_words(
    browser: Browser, store: Session, scope: Scope, clock: Clock
):
    keep(store, scope, "Made-up helpline")
    clock.move(timedelta(days=181))
    said = text_of(browser("okafor", Role.CLINICIAN).get(LOW_MOOD).one(SECTION))
    assert (
        "Checked on 3 November 2026. That is more than 180 days ago. "
        "Some of it may have changed since."
    ) in said


def test_only_places_for_this_grid_and_its_ages_stand_there_a_to_z(
    reader: PageClient, store: Session, scope: Scope
):
    keep(store, scope, "Sleep only", grid_slugs=frozenset({"sleep"}))
    keep(store, scope, "For small children", ages=Ages(5, 10))
    keep(store, scope, "b, for low mood", grid_slugs=frozenset({"low-mood"}))
    keep(store, scope, "A, for all")
    assert names(reader.get(LOW_MOOD)) == ["A, for all", "b, for low mood"]
    assert names(reader.get("/grids/low-mood-parents/0.1")) == ["For small children"]


def test_beside_self_harm_stand_no_peers_and_no_self_help(
    reader: PageClient, store: Session, scope: Scope
):
    for kind in ResourceKind:
        keep(store, scope, kind.value, kind=kind)
    assert names(reader.get("/grids/self-harm/0.1")) == ["helpline", "information"]
    assert len(names(reader.get(LOW_MOOD))) == len(ResourceKind)


def test_no_place_stands_in_the_table_of_options(reader: PageClient, store: Session, scope: Scope):
    keep(store, scope, "Made-up helpline", grid_slugs=frozenset({"low-mood"}))
    (table,) = reader.get(LOW_MOOD).all("table.sdm-grid")
    assert "Made-up helpline" not in text_of(table)


def test_the_words_around_a_place_are_plain(
    reader: PageClient, store: Session, scope: Scope, clock: Clock
):
    for kind in ResourceKind:
        keep(store, scope, kind.value.capitalize(), kind=kind)
    section = reader.get(LOW_MOOD).one(SECTION)
    parts = [part for tag in ("h2", "h3", "p", "dt", "dd") for part in section.iter(tag)]
    words = "\n\n".join(text_of(part) for part in parts if not part.findall(".//a"))
    assert reading_age(words) <= AIM
