"""The trail is read as sentences, by record, person and day, and watches who reads it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from sdm_tool.domain.permissions import Role
from sdm_tool.persistence.accounts import Account
from sdm_tool.persistence.engine import writing
from sdm_tool.persistence.records import Record
from sdm_tool.persistence.trail import TrailEvent
from sdm_tool.trail.append import append
from sdm_tool.trail.events import Event
from tests.client import PageClient
from tests.client.page import Page
from tests.clock import Clock
from tests.factories.people import make_account, make_team, sign_in

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
CODE = "22222222"


def happened(store: Session, event: Event, account: Account, **more: object) -> None:
    with writing(store):
        append(store, event, by=account.id, at=more.pop("at", AT), **more)


def filtered(officer: PageClient, **values: str) -> Page:
    form = officer.get("/trail").form("Show these")
    return officer.submit(form, values)


@pytest.fixture
def okafor(store: Session) -> Account:
    return make_account(store, "okafor")


def test_an_event_is_a_sentence_with_its_time_in_london(
    officer: PageClient, store: Session, okafor: Account
):
    summer = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
    happened(store, Event.SUMMARY_PRINTED, okafor, detail="young-person", at=summer)

    page = officer.get("/trail")

    assert "1 June 2026, 10:00 R. Okafor printed a summary (young person)." in page.text


def test_the_one_whose_account_was_changed_is_named(
    officer: PageClient, store: Session, okafor: Account
):
    singh = make_account(store, "singh")
    happened(store, Event.ACCOUNT_SWITCHED_OFF, okafor, subject=singh.id)

    assert "R. Okafor switched off the account of R. Singh." in officer.get("/trail").text


def test_what_is_no_longer_here_is_said_so(officer: PageClient, store: Session, okafor: Account):
    happened(store, Event.TEAM_CHANGED, okafor, subject="gone")

    assert "R. Okafor changed the team something no longer here." in officer.get("/trail").text


def test_reading_the_trail_is_in_the_trail(officer: PageClient):
    officer.get("/trail")

    assert officer.get("/trail").text.count("R. Grant read the trail.") == 2


def test_only_one_persons_events_are_shown(officer: PageClient, store: Session, okafor: Account):
    happened(store, Event.LOCKED, okafor)

    page = filtered(officer, person=okafor.id)

    assert "The screen of R. Okafor was locked." in page.text
    assert "R. Grant signed in." not in page.text


def test_only_one_records_events_are_shown(officer: PageClient, store: Session, okafor: Account):
    team = make_team(store)
    with writing(store):
        record = Record(code=CODE, owning_team_id=team.id, created_at=AT, created_by=okafor.id)
        store.add(record)
    happened(store, Event.RECORD_VIEWED, okafor, record=record.id)
    happened(store, Event.LOCKED, okafor)

    page = filtered(officer, code="2222-2222")

    assert "R. Okafor opened the record. Record 2222-2222." in page.text
    assert "was locked" not in page.text


def test_days_are_days_in_london_both_ends_included(
    officer: PageClient, store: Session, okafor: Account
):
    late_on_the_first = datetime(2026, 7, 1, 22, 59, tzinfo=UTC)
    early_on_the_second = late_on_the_first + timedelta(minutes=1)
    happened(store, Event.LOCKED, okafor, at=late_on_the_first)
    happened(store, Event.UNLOCKED, okafor, at=early_on_the_second)
    first = {f"{end}-{part}": value for end in ("since", "until")
             for part, value in (("day", "1"), ("month", "7"), ("year", "2026"))}  # fmt: skip

    page = filtered(officer, **first)

    assert "The screen of R. Okafor was locked." in page.text
    assert "unlocked" not in page.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2345", "A record code has 8 characters. This has 4."),
        ("2222-2222", "No record here has this code. Check it and type it again."),
    ],
)
def test_a_code_that_finds_nothing_says_what_to_do(officer: PageClient, typed: str, words: str):
    form = officer.get("/trail").form("Show these")

    page = officer.submit(form, {"code": typed}, 422)

    assert page.errors == [words]


@pytest.mark.parametrize("year", ["1", "9999"])
def test_a_year_out_of_the_ordinary_is_refused(officer: PageClient, year: str):
    form = officer.get("/trail").form("Show these")
    values = {"until-day": "31", "until-month": "12", "until-year": year.rjust(4, "0")}

    officer.submit(form, values, 422)


def test_older_events_are_a_page_further(officer: PageClient, store: Session, okafor: Account):
    for minute in range(105):
        happened(store, Event.LOCKED, okafor, at=AT + timedelta(minutes=minute))
    page = filtered(officer, person=okafor.id)
    assert page.text.count("was locked") == 100

    page = officer.get(page.link("Show older events"))

    assert page.text.count("was locked") == 5
    assert "Show older events" not in page.text


def test_an_unbroken_trail_is_said_to_be_whole(officer: PageClient):
    page = officer.get("/trail/check")

    assert page.h1 == "The trail is whole"
    assert "All 2 events are there." in page.text


def test_a_changed_event_is_named(officer: PageClient, store: Session, okafor: Account):
    happened(store, Event.LOCKED, okafor)
    happened(store, Event.UNLOCKED, okafor)
    with writing(store):
        store.execute(update(TrailEvent).where(TrailEvent.position == 2).values(actor_id="x"))

    page = officer.get("/trail/check")

    assert page.h1 == "The trail is broken"
    assert "Event 2 does not fit" in page.text


def test_only_the_officer_reads_the_trail(client: PageClient, store: Session, clock: Clock):
    make_account(store, "adams", roles=[Role.ADMINISTRATOR, Role.CLINICIAN])
    sign_in(client, "adams")

    client.get("/trail", 403)
    client.get("/trail/check", 403)
