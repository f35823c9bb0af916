"""A version in use has a day to be looked at again: a list, a reminder, a quiet line after it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from sdm_tool.domain.grid import Grid
from sdm_tool.domain.permissions import Role
from sdm_tool.services.grid_standing import withdraw_version
from sdm_tool.services.grids import Catalogue
from sdm_tool.services.grids_in_use import reviews_due
from tests.client import PageClient
from tests.client.page import Page, text_of
from tests.clock import Clock
from tests.factories.conversations import MET_AT
from tests.factories.people import make_account, scope_of, sign_in
from tests.factories.publications import publish
from tests.integration.grids.conftest import Browser

LIST = "/grids-to-review"
REMINDER = "Grids to look at again"
Publish = Callable[..., Grid]


@pytest.fixture
def in_use(store: Session, catalogue: Catalogue) -> Publish:
    """Call with a slug, and a day, to have it approved for use here on 3 November 2026."""

    def _publish(slug: str, review_by: date = date(2027, 3, 3), draft: str = "0.1") -> Grid:
        return publish(store, catalogue, slug, review_by=review_by, draft=draft)

    return _publish


def withdraw(store: Session, grid: Grid) -> None:
    roles = [Role.APPROVER]
    scope = scope_of(make_account(store, "patel", roles=roles), roles)
    withdraw_version(store, grid, reason="The figures changed.", scope=scope, now=MET_AT)


def move_to(clock: Clock, day: date) -> None:
    clock.move(day - clock.now.date())


def sections(page: Page) -> dict[str, list[str]]:
    return {
        text_of(found.find("h2")): [text_of(item) for item in found.iter("li")]
        for found in page.all("main section")
    }


def test_overdue_stands_first_then_what_is_due_soon_then_the_rest(
    browser: Browser, in_use: Publish, clock: Clock
):
    in_use("low-mood", date(2028, 11, 3))
    in_use("sleep", date(2027, 6, 1))
    in_use("worry", date(2027, 3, 3))
    in_use("eating", date(2027, 2, 1))
    move_to(clock, date(2027, 4, 12))

    shown = sections(browser("jones", Role.CLINICIAN).get(LIST))

    assert list(shown) == ["Overdue", "In the next 90 days", "Later"]
    first, second = shown["Overdue"]
    assert first.startswith("Eating difficulties Was to be looked at by 1 February 2027: 70 days")
    assert "Worry and anxiety Was to be looked at by 3 March 2027: 40 days ago." in second
    assert "Sleep To be looked at by 1 June 2027: in 50 days." in shown["In the next 90 days"][0]
    assert "Low mood To be looked at by 3 November 2028." in shown["Later"][0]
    assert "Version 1.0." in shown["Later"][0]


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 12, 2), ("Later", "To be looked at by 3 March 2027.")),
        (date(2026, 12, 3), ("In the next 90 days", "by 3 March 2027: in 90 days.")),
        (date(2027, 3, 2), ("In the next 90 days", "by 3 March 2027: in 1 day.")),
        (date(2027, 3, 3), ("In the next 90 days", "by 3 March 2027: today.")),
        (date(2027, 3, 4), ("Overdue", "by 3 March 2027: 1 day ago.")),
    ],
)
def test_the_day_itself_is_not_late(
    browser: Browser, in_use: Publish, clock: Clock, today: date, said: tuple[str, str]
):
    in_use("sleep", date(2027, 3, 3))
    move_to(clock, today)
    ((found, (line,)),) = sections(browser("jones", Role.CLINICIAN).get(LIST)).items()
    assert found == said[0]
    assert said[1] in line


def test_only_the_newest_version_in_use_of_a_grid_is_listed(
    browser: Browser, in_use: Publish, store: Session
):
    in_use("sleep", date(2027, 1, 1))
    newer = in_use("sleep", date(2028, 1, 1), draft="1.1")

    page = browser("jones", Role.CLINICIAN).get(LIST)
    assert [newer.version] == [seen.version for seen in reviews_due(store)] == ["2.0"]
    assert "1 January 2028" in page.text
    assert "1 January 2027" not in page.text

    withdraw(store, newer)
    assert [seen.version for seen in reviews_due(store)] == ["1.0"]


def test_what_was_withdrawn_is_not_listed(browser: Browser, in_use: Publish, store: Session):
    withdraw(store, in_use("sleep"))
    page = browser("jones", Role.CLINICIAN).get(LIST)
    assert "No version is in use here yet." in page.text


@pytest.mark.parametrize("role", [Role.CONTENT_EDITOR, Role.APPROVER])
def test_whoever_writes_or_approves_grids_is_reminded(
    browser: Browser, in_use: Publish, clock: Clock, role: Role
):
    in_use("sleep", date(2027, 3, 3))
    in_use("worry", date(2027, 5, 3))
    in_use("low-mood", date(2028, 5, 3))
    client = browser("lee", role)
    assert REMINDER not in client.get("/").text

    move_to(clock, date(2027, 3, 4))
    page = sign_in(client, "lee")

    assert "1 grid should have been looked at again by now." in page.text
    assert "1 grid should be looked at again in the next 90 days." in page.text
    assert client.get(page.link("See which, and by when")).h1 == "When grids are looked at again"


def test_nobody_else_is_reminded(browser: Browser, in_use: Publish, clock: Clock):
    in_use("sleep", date(2027, 3, 3))
    move_to(clock, date(2027, 3, 4))
    assert REMINDER not in browser("jones", Role.CLINICIAN).get("/").text
    assert REMINDER not in browser("adams", Role.ADMINISTRATOR).get("/").text


def test_a_reader_of_an_overdue_version_is_told(browser: Browser, in_use: Publish, clock: Clock):
    in_use("sleep", date(2027, 3, 3))
    move_to(clock, date(2027, 3, 3))
    client = browser("jones", Role.CLINICIAN)
    assert "Review overdue" not in client.get("/grids/sleep/1.0").text

    clock.move(timedelta(hours=15))
    client = browser("bell", Role.CLINICIAN)

    assert "Review overdue since 3 March 2027." in client.get("/grids/sleep/1.0").text
    assert "Review overdue" not in client.get("/grids/sleep/0.1").text


def test_a_withdrawn_version_is_not_called_overdue(
    browser: Browser, in_use: Publish, store: Session, clock: Clock
):
    withdraw(store, in_use("sleep", date(2027, 3, 3)))
    move_to(clock, date(2027, 4, 3))
    page = browser("jones", Role.CLINICIAN).get("/grids/sleep/1.0")
    assert "Withdrawn here." in page.text
    assert "Review overdue" not in page.text


def test_an_overdue_version_is_marked_where_a_grid_is_chosen_and_can_still_be_used(
    browser: Browser, in_use: Publish, clock: Clock
):
    in_use("sleep", date(2027, 3, 3))
    in_use("low-mood", date(2028, 3, 3))
    move_to(clock, date(2027, 4, 3))
    client = browser("jones", Role.CLINICIAN)
    page = client.submit(
        client.get("/conversations/start").form("Make a new record"), _team(client)
    )

    choices = {
        text_of(item.find(".//label")): [text_of(hint) for hint in item.iter("div")][1:]
        for item in page.all(".nhsuk-radios__item")
    }
    assert choices["Sleep"] == ["Review overdue since 3 March 2027."]
    assert choices["Low mood"] == []
    assert client.submit(page.form("Start"), {"grid": "sleep"}).h1 == "Start"


def _team(client: PageClient) -> dict[str, str]:
    (option,) = client.get("/conversations/start").all("select option")
    return {"new-team": option.get("value")}
